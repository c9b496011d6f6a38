/** The password that the person gave, stretched, for one room; kept only in memory. */
import { stretchPassword } from "@partyline/secure";
import { ClientError } from "./errors.ts";

export class RoomPassword {
  readonly #roomId: string;
  readonly #ask: (() => Promise<string | undefined>) | undefined;
  #stretched: Promise<Uint8Array> | undefined;

  constructor(roomId: string, ask: (() => Promise<string | undefined>) | undefined) {
    this.#roomId = roomId;
    this.#ask = ask;
  }

  /** Whether nobody has to be asked. */
  get known(): boolean {
    return this.#stretched !== undefined;
  }

  /** The one for the next connection; null for none, undefined to ask for it. */
  set(password: string | null | undefined): void {
    this.#stretched = typeof password === "string" ? stretchPassword(password, this.#roomId) : undefined;
    this.#stretched?.catch(() => {});
  }

  /** Asks at first. Errors: PASSWORD_REQUIRED where nobody gives one, and those of stretchPassword. */
  stretched(): Promise<Uint8Array> {
    this.#stretched ??= this.#asked();
    return this.#stretched;
  }

  async #asked(): Promise<Uint8Array> {
    const password = await this.#ask?.();
    if (password === undefined) throw new ClientError("PASSWORD_REQUIRED");
    return stretchPassword(password, this.#roomId);
  }
}
