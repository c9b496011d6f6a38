import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { expect } from "vitest";
import {
  type Ed25519,
  encodeRoomKeys,
  nobleEd25519,
  RelayError,
  type RelayErrorCode,
  type RoomRecord,
  roomIdOfKeys,
} from "../src/index.ts";

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const unhex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
export const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
export const joined = (parts: Iterable<Uint8Array>): Uint8Array => Uint8Array.from(Buffer.concat([...parts]));

/** Runs `action`, which must throw a RelayError, and gives its code. */
export function codeOf(action: () => unknown): RelayErrorCode {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(RelayError);
    return (error as RelayError).code;
  }
  return expect.unreachable("nothing was thrown");
}

/** A room with fixed keys. */
export function roomOf(byte: number): { room: string; keys: string; seed: Uint8Array } {
  const seed = filled(32, byte);
  const keys = encodeRoomKeys({
    sign: ed25519.getPublicKey(seed),
    noise: x25519.getPublicKey(filled(32, byte + 1)),
  });
  return { room: roomIdOfKeys(keys), keys, seed };
}

export const club = roomOf(1);
export const other = roomOf(11);

/** The last link frame of a room, as the key of `seed` signs it (secure S7.6). */
export function tombstoneOf(seed: Uint8Array, { keys }: { keys: string }, closedAt: number): Uint8Array {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(closedAt));
  const id = createHash("sha256").update(Buffer.from(keys, "base64url")).digest().subarray(0, 20);
  const signed = joined([new TextEncoder().encode("partyline/closed/1"), id, time]);
  return joined([Uint8Array.of(6), time, nobleEd25519.sign(signed, seed)]);
}

export const record: RoomRecord = {
  room: club.room,
  keys: club.keys,
  name: "Reading Club",
  by: "Zoë",
  password: true,
  listed: true,
  serial: 7,
  issuedAt: 1_700_000_000_000,
};

// node:crypto takes keys in DER only: RFC 8410, sections 4 and 7.
const PRIVATE = unhex("302e020100300506032b657004220420");
const PUBLIC = unhex("302a300506032b6570032100");

/** The port as a program on Node would fill it. */
const nodeEd25519: Ed25519 = {
  sign: (message, seed) => {
    const key = Buffer.concat([PRIVATE, seed]);
    return sign(null, message, createPrivateKey({ key, format: "der", type: "pkcs8" }));
  },
  verify: (signature, message, publicKey) => {
    const key = Buffer.concat([PUBLIC, publicKey]);
    return verify(null, message, createPublicKey({ key, format: "der", type: "spki" }), signature);
  },
};

export const PORTS = [
  { name: "noble", port: nobleEd25519 },
  { name: "node:crypto", port: nodeEd25519 },
];
