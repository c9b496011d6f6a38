import { type Bytes, concat, ofLength, utf8, writeU64 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { FRAME, type TombstoneFrame } from "./frames.ts";
import { type HostKeys, roomIdBytes } from "./keys.ts";
import { MAX_COUNTER } from "./limits.ts";
import type { CryptoProvider } from "./provider.ts";

// That a room was closed for good, signed by its own key (SPEC, section 7.6). It needs no channel, so that whoever
// keeps it, the host's device or a switchboard, can say so after the room's log and keys are gone.

const CONTEXT = utf8("partyline/closed/1");

/** A whole tombstone frame, 73 bytes; `closedAt` in milliseconds since 1970-01-01 UTC. BAD_TEXT for no room id, BAD_KEY,
 *  COUNTER_EXHAUSTED for a time beyond 2^53 - 1. */
export function signTombstone(
  provider: CryptoProvider,
  keys: Pick<HostKeys, "signSeed">,
  roomId: string,
  closedAt: number,
): Bytes {
  if (!Number.isSafeInteger(closedAt) || closedAt < 0 || closedAt > MAX_COUNTER)
    throw new SecureError("COUNTER_EXHAUSTED", { detail: `time ${closedAt}` });
  const time = new Uint8Array(8);
  writeU64(time, 0, closedAt);
  const signature = provider.ed25519.sign(
    concat(CONTEXT, roomIdBytes(roomId), time),
    ofLength(keys.signSeed, 32, "sign seed"),
  );
  return concat(Uint8Array.of(FRAME.tombstone), time, signature);
}

/** When the room was closed, once it is sure that its key said so; BAD_SIGNATURE. */
export function openTombstone(
  provider: CryptoProvider,
  frame: TombstoneFrame,
  roomId: string,
  signPublic: Uint8Array,
): number {
  const time = new Uint8Array(8);
  writeU64(time, 0, frame.closedAt);
  const signed = concat(CONTEXT, roomIdBytes(roomId), time);
  if (!provider.ed25519.verify(frame.signature, signed, signPublic))
    throw new SecureError("BAD_SIGNATURE", { detail: "tombstone" });
  return frame.closedAt;
}
