/** That a room was closed for good, as its host tells a switchboard: the one link frame that is read here. SPEC.md,
 *  R3.10; the frame itself is of the secure package's SPEC.md, S7.6. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, readU64, u64, utf8 } from "./bytes.ts";
import { type Ed25519, isSigned, nobleEd25519 } from "./ed25519.ts";
import { RelayError } from "./errors.ts";
import { roomIdBytes } from "./keys.ts";
import { toBase32 } from "./text.ts";

/** sign || noise. */
export const KEYS_BYTES = 64;
/** `06 | closedAt u64 | signature 64`. */
export const TOMBSTONE_BYTES = 1 + 8 + 64;
const TYPE = 0x06;
const CONTEXT = utf8("partyline/closed/1");

/** A tombstone with the room that its keys make, whose signature is still to be checked. */
export interface Tombstone {
  readonly room: string;
  /** Ed25519, 32 bytes. */
  readonly sign: Uint8Array;
  /** Milliseconds since 1970-01-01 UTC, by the host's clock. */
  readonly closedAt: number;
  /** The link frame, 73 bytes, as a client of the room is to have it. */
  readonly frame: Uint8Array;
}

/** The payload of a TOMBSTONE, of 137 bytes. Nothing is copied. Error: BAD_FRAME. */
export function readTombstone(payload: Uint8Array): Tombstone {
  const keys = payload.subarray(0, KEYS_BYTES);
  const frame = payload.subarray(KEYS_BYTES);
  if (frame.length !== TOMBSTONE_BYTES || frame[0] !== TYPE)
    throw new RelayError("BAD_FRAME", "That is no tombstone.");
  const closedAt = readU64(frame, 1);
  if (!Number.isSafeInteger(closedAt)) throw new RelayError("BAD_FRAME", "A number beyond 2^53 - 1.");
  return { room: toBase32(sha256(keys).subarray(0, 20)), sign: keys.subarray(0, 32), closedAt, frame };
}

/** Throws unless the room's own key signed it. Error: BAD_SIGNATURE. */
export function verifyTombstone(
  { room, sign, closedAt, frame }: Tombstone,
  port: Ed25519 = nobleEd25519,
): void {
  const signed = concat(CONTEXT, roomIdBytes(room), u64(closedAt));
  if (!isSigned(port, frame.subarray(9), signed, sign)) throw new RelayError("BAD_SIGNATURE");
}
