/** What a client is told that comes while a room ends, before any channel is open. */
import type { Clock, ErrorCode } from "@partyline/protocol";
import { type CryptoProvider, encodeRefuse, type HostKeys, signTombstone } from "@partyline/secure";

interface Teller {
  provider: CryptoProvider;
  keys: HostKeys;
  clock: Clock;
}

/** A frame: for a room that is destroyed a tombstone, which a member believes; any other code is a hint. */
export const farewell = (code: ErrorCode, room: string, { provider, keys, clock }: Teller): Uint8Array =>
  code === "CLOSED" ? signTombstone(provider, keys, room, clock.now()) : encodeRefuse(code);
