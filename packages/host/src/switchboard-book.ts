/** What a room remembers of its switchboards: which ones, and what must never be told twice. SPEC.md of relay, R3.5,
 *  R6.4 and R6.11. */
import {
  decodeReceipt,
  type Ed25519,
  parseSwitchboard,
  type Receipt,
  type RoomRecord,
  type SignedRecord,
  signRecord,
} from "@partyline/relay";
import { SERIAL_AHEAD_MS } from "./limits.ts";
import type { Log } from "./log/index.ts";

/** A room's wish to be reached by way of a switchboard. */
export interface SwitchboardWish {
  /** Its address, as a person types it. Error: BAD_URL. */
  url: string;
  /** Whether it shows the room to whoever looks around; otherwise only the room's link leads there. Default true; a room
   *  that is joined by link only is never shown. */
  listed?: boolean;
  /** Whether it tells this device's addresses on its networks to whoever asks for the room: for a switchboard on one's
   *  own network. Default false. */
  shareAddresses?: boolean;
}

/** The same, as it is kept. */
export interface KeptWish {
  /** "https://talk.example". */
  url: string;
  listed: boolean;
  shareAddresses: boolean;
}

/** Wishes with their addresses in one form; of two for one switchboard the later holds. Error: BAD_URL. */
export function readWishes(wishes: readonly SwitchboardWish[]): KeptWish[] {
  const kept = wishes.map(({ url, listed = true, shareAddresses = false }): [string, KeptWish] => {
    const { http } = parseSwitchboard(url);
    return [http, { url: http, listed, shareAddresses }];
  });
  return [...new Map(kept).values()];
}

/** Kept wishes as JSON text; undefined where it holds none. */
export function wishesOf(text: string | undefined): KeptWish[] | undefined {
  try {
    const wishes: unknown = text === undefined ? undefined : JSON.parse(text);
    return Array.isArray(wishes) && wishes.every(isWish) ? readWishes(wishes) : undefined;
  } catch {
    return undefined;
  }
}

function isWish(value: unknown): value is SwitchboardWish {
  if (typeof value !== "object" || value === null) return false;
  const { url, listed = true, shareAddresses = false } = value as Record<string, unknown>;
  return typeof url === "string" && typeof listed === "boolean" && typeof shareAddresses === "boolean";
}

type Content = Pick<RoomRecord, "room" | "keys" | "name" | "by" | "password" | "listed">;

export class SwitchboardBook {
  readonly #log: Log;
  readonly #now: () => number;
  readonly #ed25519: Ed25519;
  readonly #meta = new Map<string, string>();
  #signed: { of: string; record: SignedRecord } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `now` in milliseconds since 1970. */
  constructor(log: Log, now: () => number, ed25519: Ed25519) {
    this.#log = log;
    this.#ed25519 = ed25519;
    this.#now = () => Math.floor(now());
    for (const key of ["generation", "serial"]) this.#learn(key, log.state.meta.get(key));
  }

  /** A generation that this room has never used, stored before it is given. Errors: LOG_*. */
  generation(): Promise<number> {
    return this.#rise("generation", 0);
  }

  /** The room's record, signed: with the same serial for the same content, else with a new one that is stored before it
   *  is given. `above`: a serial that a directory says it has. Errors: LOG_*, BAD_RECORD. */
  async record(content: Content, seed: Uint8Array, above?: number): Promise<SignedRecord> {
    const of = JSON.stringify(content);
    const held = this.#signed;
    if (held?.of === of && (above === undefined || held.record.serial > above)) return held.record;
    const believed = above !== undefined && above <= this.#now() + SERIAL_AHEAD_MS ? above : 0;
    const serial = await this.#rise("serial", believed);
    const record = signRecord({ ...content, serial, issuedAt: this.#now() }, seed, this.#ed25519);
    this.#signed = { of, record };
    return record;
  }

  /** The last receipt that the directory of `url` gave; its signature is to be checked. */
  receipt(url: string): Receipt | undefined {
    const text = this.#meta.get(receiptKey(url)) ?? this.#log.state.meta.get(receiptKey(url));
    if (text === undefined) return undefined;
    try {
      return decodeReceipt(text);
    } catch {
      return undefined;
    }
  }

  /** Errors: LOG_*. */
  async keepReceipt(url: string, receipt: Receipt): Promise<void> {
    const text = JSON.stringify(receipt);
    if (this.#meta.get(receiptKey(url)) === text) return;
    this.#meta.set(receiptKey(url), text);
    await this.#put(receiptKey(url), text);
  }

  /** One more than the last, or the time, whichever is more. */
  #rise(key: string, above: number): Promise<number> {
    const next = this.#turn.then(async () => {
      const number = Math.max(Number(this.#meta.get(key) ?? 0) + 1, above + 1, this.#now());
      await this.#put(key, String(number));
      this.#learn(key, String(number));
      return number;
    });
    this.#turn = next.catch(() => {});
    return next;
  }

  #learn(key: string, value: string | undefined): void {
    const number = Number(value);
    if (value !== undefined && number >= 0 && number < Number.MAX_SAFE_INTEGER)
      this.#meta.set(key, `${Math.floor(number)}`);
  }

  async #put(key: string, value: string): Promise<void> {
    await this.#log.append([{ changes: [{ set: "meta", key, value }] }]);
  }
}

const receiptKey = (url: string): string => `receipt ${url}`;
