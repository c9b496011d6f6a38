/** One room as the program that hosts it sees it: its place in the directory, its links, its end. */
import { type Advertisement, advertise } from "@partyline/discovery";
import { formatLink } from "@partyline/protocol";
import { encodeHostPublicKeys, type HostPublicKeys } from "@partyline/secure";
import type { PublicRoom } from "./listeners/direct/pages.ts";
import type { Logger } from "./ports.ts";
import type { RoomHost } from "./room-host.ts";
import type { RoomNotice } from "./room-host-options.ts";

export type HostedEvent =
  | { kind: "joined" | "left"; member: { id: string; name: string } }
  /** The room is on the network's list under this name, which may differ from its own where that was taken. */
  | { kind: "listed"; as: string }
  | { kind: "closed" }
  | { kind: "trouble"; code: string; detail: string };

const UNLISTED = "the room could not be put on the network's list";

export interface HostedRoomOptions {
  keys: HostPublicKeys;
  /** base64url, for a room that is not listed. */
  token: string | undefined;
  ownerName: string;
  port: number;
  /** Whether to tell the network. */
  advertise: boolean;
  interfaces: string[] | undefined;
  addresses(): string[];
  logger: Logger;
  /** Erases what is kept of it, and forgets it. */
  erase(): Promise<void>;
  /** Forgets it, keeping what is stored. */
  forget(): void;
  /** The card in the data folder names it anew. */
  renamed(name: string): void;
}

export class HostedRoom {
  readonly #room: RoomHost;
  readonly #o: HostedRoomOptions;
  readonly #listeners = new Set<(event: HostedEvent) => void>();
  #advertisement: Advertisement | undefined;
  #ending: Promise<void> | undefined;

  constructor(room: RoomHost, options: HostedRoomOptions) {
    this.#room = room;
    this.#o = options;
  }

  get id(): string {
    return this.#room.core.state.id;
  }
  get name(): string {
    return this.#room.core.state.name;
  }
  get keys(): HostPublicKeys {
    return this.#o.keys;
  }
  get token(): string | undefined {
    return this.#o.token;
  }
  /** The name on the network's list; undefined while it is on none. */
  get listedAs(): string | undefined {
    return this.#advertisement?.name;
  }
  /** What this device tells whoever asks it. */
  get card(): PublicRoom {
    const { password } = this.#room.core.state;
    return {
      id: this.id,
      name: this.name,
      password,
      keys: encodeHostPublicKeys(this.keys),
      by: this.#o.ownerName,
    };
  }

  /** "ADDRESS:PORT" of every network that this device is on; IPv6 in brackets. */
  addresses(): string[] {
    const { port } = this.#o;
    return this.#o
      .addresses()
      .map((address) => (address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`));
  }

  /** A link that leads here by `address` ("ADDRESS:PORT"), or by the first there is. */
  link(address = this.addresses()[0] ?? `127.0.0.1:${this.#o.port}`): string {
    const token = this.#o.token;
    return formatLink({ room: this.id, origin: `http://${address}`, ...(token ? { token } : {}) });
  }

  here(): { id: string; name: string }[] {
    return this.#room.core.here();
  }

  /** Hears what happens; the answer ends it. */
  on(listener: (event: HostedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts the room on the network's list. A network that cannot be told is trouble, not an end. */
  async list(): Promise<void> {
    if (!this.#o.advertise || this.#o.token) return;
    const { interfaces, port } = this.#o;
    const { id, name, keys, password } = this.card;
    try {
      this.#advertisement = await advertise(
        { name, id, keys, password, port },
        {
          ...(interfaces ? { interfaces: { include: interfaces } } : {}),
          log: (line) => this.#o.logger("debug", line),
          onRenamed: (as) => this.#emit({ kind: "listed", as }),
        },
      );
    } catch (error) {
      this.#trouble(UNLISTED, error);
    }
    if (this.#ending) await this.#advertisement?.stop();
  }

  /** Ends the room for good: off the list, members told, log erased. */
  destroy(): Promise<void> {
    this.#ending ??= this.#end("CLOSED", () => this.#o.erase());
    return this.#ending;
  }

  /** Stops hosting; members are told that the host goes offline, and everything is kept. */
  close(): Promise<void> {
    this.#ending ??= this.#end("SHUTDOWN", async () => this.#o.forget());
    return this.#ending;
  }

  /** What the room at work has to tell. */
  notice(notice: RoomNotice): void {
    switch (notice.kind) {
      case "destroyed":
        this.destroy().catch((error) => this.#trouble("the room could not be erased", error));
        return;
      case "relisted":
        this.#o.renamed(this.name);
        this.#advertisement
          ?.update({ name: this.name, password: this.card.password })
          .catch((error) => this.#trouble(UNLISTED, error));
        return;
      default:
        this.#emit(notice);
    }
  }

  async #end(code: "CLOSED" | "SHUTDOWN", afterwards: () => Promise<void>): Promise<void> {
    const unlisted = this.#advertisement?.stop().catch(() => {});
    await this.#room.close(code);
    await unlisted;
    await afterwards();
    this.#emit({ kind: "closed" });
  }

  #trouble(what: string, error: unknown): void {
    const { code = "INTERNAL", message } = error as { code?: string; message: string };
    this.#o.logger("warn", what, { code, message });
    this.#emit({ kind: "trouble", code, detail: message });
  }

  #emit(event: HostedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
