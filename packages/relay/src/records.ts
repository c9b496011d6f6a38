/** Directory records: what a room says of itself, signed by its key. SPEC.md, section 6. */
import * as v from "valibot";
import { concat, sized, u64, utf8 } from "./bytes.ts";
import { type Ed25519, isSigned, nobleEd25519 } from "./ed25519.ts";
import { RelayError } from "./errors.ts";
import { keysOfRoom, roomIdBytes } from "./keys.ts";
import { BY_BYTES, FRAME_BYTES, NAME_BYTES } from "./limits.ts";
import { bytes64Schema, parseJson, roomSchema, take, textOf, whole } from "./schemas.ts";
import { fromBase64Url, toBase64Url } from "./text.ts";

/** Begins what is signed, so that no other signature by the same key passes for a record. */
const CONTEXT = utf8("partyline/record/1");

const recordEntries = {
  room: roomSchema,
  /** base64url of sign || noise. */
  keys: bytes64Schema,
  name: textOf(NAME_BYTES),
  /** The owner's username. */
  by: textOf(BY_BYTES),
  /** Whether a password is asked for. */
  password: v.boolean(),
  /** Whether it is shown to those who look around; one that is not is found by its whole name only. */
  listed: v.boolean(),
  /** Rises with every change. */
  serial: whole(1),
  /** Milliseconds since 1970-01-01 UTC by the host's clock; a hint. */
  issuedAt: whole(),
};

/** R6.1 */
export const signedRecordSchema = v.object({ ...recordEntries, signature: bytes64Schema });

/** A record whose signature nobody has checked yet. */
export type SignedRecord = v.InferOutput<typeof signedRecordSchema>;
export type RoomRecord = Omit<SignedRecord, "signature">;

/** A record that a switchboard has kept as JSON text. Errors: FRAME_TOO_LARGE, BAD_RECORD. */
export const decodeRecord = (text: string): SignedRecord =>
  take(signedRecordSchema, parseJson(text, FRAME_BYTES, "BAD_RECORD"), "BAD_RECORD");

/** R6.2. The bytes that are signed: every field in one order, in one form, texts behind their length. */
function signedBytes(record: RoomRecord): Uint8Array {
  const { room, keys, name, by, password, listed, serial, issuedAt } = record;
  const flags = Uint8Array.of((password ? 1 : 0) | (listed ? 2 : 0));
  return concat(
    CONTEXT,
    roomIdBytes(room),
    fromBase64Url(keys),
    sized(name),
    sized(by),
    flags,
    u64(serial),
    u64(issuedAt),
  );
}

/** Signs with the room's Ed25519 seed (32 bytes). Errors: WRONG_ROOM, BAD_KEY; BAD_RECORD where a reader would not
 *  take the record. */
export function signRecord(record: RoomRecord, seed: Uint8Array, port: Ed25519 = nobleEd25519): SignedRecord {
  keysOfRoom(record.room, record.keys);
  const signed = { ...record, signature: toBase64Url(port.sign(signedBytes(record), seed)) };
  const result = v.safeParse(signedRecordSchema, signed);
  if (!result.success) throw new RelayError("BAD_RECORD", result.issues[0].message);
  return result.output;
}

/** The record, once it is sure that this room's key signed it. Errors: WRONG_ROOM, BAD_SIGNATURE. */
export function verifyRecord(signed: SignedRecord, port: Ed25519 = nobleEd25519): RoomRecord {
  const { signature, ...record } = signed;
  const { sign } = keysOfRoom(record.room, record.keys);
  if (!isSigned(port, fromBase64Url(signature), signedBytes(record), sign))
    throw new RelayError("BAD_SIGNATURE");
  return record;
}

/** R6.4. What `next` is to the record `held` of the same room; both are verified. */
export function judgeRecord(held: RoomRecord | undefined, next: RoomRecord): "newer" | "same" | "stale" {
  if (!held || next.serial > held.serial) return "newer";
  const [a, b] = [signedBytes(held), signedBytes(next)];
  return a.length === b.length && a.every((byte, at) => byte === b[at]) ? "same" : "stale";
}
