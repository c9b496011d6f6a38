/** Rooms with keys, and what their hosts sign. */
import { createHash } from "node:crypto";
import {
  encodeRoomKeys,
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
}

export const recordOf = (
  { seed, keys, room }: RoomKeysForTest,
  { name, by = "Ann", serial = 1, listed = true, password = false }: RecordFields,
): SignedRecord =>
  signRecord({ room, keys, name, by, password, listed, serial, issuedAt: 1 }, seed, nodeEd25519);

export const listOf = (room: RoomKeysForTest, fields: RecordFields, receipt?: Receipt): List => ({
  record: recordOf(room, fields),
  ...(receipt ? { receipt } : {}),
});
