/** Rooms with keys, and what their hosts sign. */
import { createHash } from "node:crypto";
import {
  encodeRoomKeys,
  encodeTombstone,
  type List,
  type Receipt,
  type Register,
  roomIdOfKeys,
  type SignedRecord,
  signRecord,
  signRegister,
} from "@partyline/relay";
import { nodeEd25519, publicKeyOf } from "../src/adapters/ed25519.ts";

export interface RoomKeysForTest {
  readonly seed: Uint8Array;
  readonly keys: string;
  readonly room: string;
}

/** The same keys for the same label. */
export function keysOf(label: string): RoomKeysForTest {
  const seed = createHash("sha256").update(label).digest();
  const noise = createHash("sha256").update(`${label} noise`).digest();
  const keys = encodeRoomKeys({ sign: publicKeyOf(seed), noise });
  return { seed, keys, room: roomIdOfKeys(keys) };
}

/** The last link frame of a room, as its host signs it (S7.6 of secure), and the frame that carries it. */
export function tombstoneOf({ seed, room, keys }: RoomKeysForTest, closedAt = 5, by = seed) {
  const payload = Buffer.from(keys, "base64url");
  const id = createHash("sha256").update(payload).digest().subarray(0, 20);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(closedAt));
  const signed = Buffer.concat([Buffer.from("partyline/closed/1"), id, time]);
  const frame = Buffer.concat([Buffer.of(6), time, nodeEd25519.sign(signed, by)]);
  const sign = new Uint8Array(payload.subarray(0, 32));
  return { room, sign, closedAt, frame: new Uint8Array(frame), bytes: encodeTombstone(payload, frame) };
}

export const registerOf = (
  { seed, keys, room }: RoomKeysForTest,
  challenge: { nonce: string; authority: string },
  generation = 1,
): Register => signRegister({ room, keys, generation }, challenge, seed, nodeEd25519);

export interface RecordFields {
  name: string;
  by?: string;
  serial?: number;
  listed?: boolean;
  password?: boolean;
  issuedAt?: number;
}

export const recordOf = (
  { seed, keys, room }: RoomKeysForTest,
  { name, by = "Ann", serial = 1, listed = true, password = false, issuedAt = 1 }: RecordFields,
): SignedRecord =>
  signRecord({ room, keys, name, by, password, listed, serial, issuedAt }, seed, nodeEd25519);

export const listOf = (room: RoomKeysForTest, fields: RecordFields, receipt?: Receipt): List => ({
  record: recordOf(room, fields),
  ...(receipt ? { receipt } : {}),
});
