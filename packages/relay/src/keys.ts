/** A room's public keys and its id, as far as a directory must know them. */
import { sha256 } from "@noble/hashes/sha2.js";
import { RelayError } from "./errors.ts";
import { BYTES_64, fromBase32, fromBase64Url, ROOM_ID, toBase32, toBase64Url } from "./text.ts";

/** 32 bytes each. */
export interface RoomKeys {
  /** Ed25519: signs the room's records and proofs. */
  readonly sign: Uint8Array;
  /** X25519: what clients shake hands with. */
  readonly noise: Uint8Array;
}

/** Both keys as one text of 86 characters: base64url of sign || noise. Error: BAD_KEY. */
export function encodeRoomKeys({ sign, noise }: RoomKeys): string {
  if (sign.length !== 32 || noise.length !== 32) throw new RelayError("BAD_KEY");
  return toBase64Url(Uint8Array.of(...sign, ...noise));
}

/** The keys in such a text. Error: BAD_KEY. */
export function decodeRoomKeys(text: string): RoomKeys {
  if (!BYTES_64.test(text)) throw new RelayError("BAD_KEY");
  const bytes = fromBase64Url(text);
  return { sign: bytes.subarray(0, 32), noise: bytes.subarray(32) };
}

/** The id that belongs to keys in text form: base32 of the first 20 bytes of SHA-256(sign || noise). Error: BAD_KEY. */
export function roomIdOfKeys(keys: string): string {
  if (!BYTES_64.test(keys)) throw new RelayError("BAD_KEY");
  return toBase32(sha256(fromBase64Url(keys)).subarray(0, 20));
}

/** The 20 bytes of a room id. Error: WRONG_ROOM. */
export function roomIdBytes(room: string): Uint8Array {
  if (!ROOM_ID.test(room)) throw new RelayError("WRONG_ROOM");
  return fromBase32(room);
}

/** The keys, once it is sure that they are this room's. Errors: BAD_KEY, WRONG_ROOM. */
export function keysOfRoom(room: string, keys: string): RoomKeys {
  if (roomIdOfKeys(keys) !== room) throw new RelayError("WRONG_ROOM");
  return decodeRoomKeys(keys);
}
