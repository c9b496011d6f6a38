/** What lets a page in: tickets that work once, the cookie that they are turned into, and the proof of who we are. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { TICKET_MS } from "./limits.ts";

/** What the program and a second start of it share through home/console.json, which only this user can read. */
export interface Secrets {
  /** 32 random bytes, base64url; kept from run to run, and with it the cookies of open pages. */
  readonly secret: string;
  /** 16 random bytes, base64url, new at every run: a ticket of an earlier run is worth nothing. */
  readonly run: string;
}

const NONCE_BYTES = 12;
const TIME_BYTES = 4;
const MAC_BYTES = 32;

export const randomText = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** One key for each purpose, so that nothing made for one passes for another. */
const mac = (
  secret: string,
  purpose: "cookie" | "ticket" | "proof",
  ...parts: (string | Buffer)[]
): Buffer => {
  const hmac = createHmac("sha256", Buffer.from(secret, "base64url")).update(
    `partyline/console/${purpose}/1\0`,
  );
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

/** Compares in constant time; the length is no secret. */
export function equalText(a: string, b: string): boolean {
  const [one, two] = [Buffer.from(a), Buffer.from(b)];
  return one.length === two.length && timingSafeEqual(one, two);
}

/** The value of the cookie that every page carries. */
export const cookieOf = ({ secret }: Pick<Secrets, "secret">): string =>
  mac(secret, "cookie").toString("base64url");

/** What only the program that has the secret and is this run can answer to `nonce`. */
export const proofOf = ({ secret, run }: Secrets, nonce: string): string =>
  mac(secret, "proof", run, "\0", nonce).toString("base64url");

/** A one-time ticket: 12 random bytes, 4 bytes of time (seconds), and a MAC of both, in base64url (64 characters). A
 *  second start can make one without asking: it knows the secret. `now` is in milliseconds since 1970-01-01 UTC. */
export function makeTicket({ secret, run }: Secrets, now: number): string {
  const body = Buffer.alloc(NONCE_BYTES + TIME_BYTES);
  randomBytes(NONCE_BYTES).copy(body);
  body.writeUInt32BE(Math.floor((now + TICKET_MS) / 1000) >>> 0, NONCE_BYTES);
  return Buffer.concat([body, mac(secret, "ticket", run, "\0", body)]).toString("base64url");
}

/** Takes tickets, each once. */
export class Tickets {
  readonly #secrets: Secrets;
  /** Those taken, by text, with the time after which they are worth nothing anyway. */
  readonly #taken = new Map<string, number>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Whether the ticket is good; from then on it is not. */
  take(text: string, now: number): boolean {
    const bytes = Buffer.from(text, "base64url");
    // The text itself must be the one that its bytes are written as: else one ticket could be typed in several ways.
    if (bytes.length !== NONCE_BYTES + TIME_BYTES + MAC_BYTES || bytes.toString("base64url") !== text)
      return false;
    const body = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
    const { secret, run } = this.#secrets;
    if (!timingSafeEqual(bytes.subarray(body.length), mac(secret, "ticket", run, "\0", body))) return false;
    const until = body.readUInt32BE(NONCE_BYTES) * 1000;
    for (const [old, time] of this.#taken) if (time < now) this.#taken.delete(old);
    if (until < now || this.#taken.has(text)) return false;
    this.#taken.set(text, until);
    return true;
  }
}
