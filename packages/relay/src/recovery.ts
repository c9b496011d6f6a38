/** The recovery key: on paper, what a room's keys are made from. SPEC.md, R6.12 to R6.14. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8 } from "./bytes.ts";
import { RelayError } from "./errors.ts";
import { fromBase32, toBase32 } from "./text.ts";

/** 160 bits fill 32 letters of base32, and are far beyond guessing. */
export const RECOVERY_SEED_BYTES = 20;

const CHECK_CONTEXT = utf8("partyline/recovery/1");
const SIGN_INFO = utf8("partyline/room-key/sign/1");
const NOISE_INFO = utf8("partyline/room-key/noise/1");

/** A room's two secrets, 32 bytes each. */
export interface RoomSecrets {
  /** Ed25519 seed. */
  readonly signSeed: Uint8Array;
  /** X25519 secret. */
  readonly noiseSecret: Uint8Array;
}

/** The secrets of the room whose seed this is: HKDF-SHA256 (RFC 5869) without salt. Error: BAD_KEY. */
export function roomSecretsFrom(seed: Uint8Array): RoomSecrets {
  if (seed.length !== RECOVERY_SEED_BYTES) throw new RelayError("BAD_KEY");
  return {
    signSeed: hkdf(sha256, seed, undefined, SIGN_INFO, 32),
    noiseSecret: hkdf(sha256, seed, undefined, NOISE_INFO, 32),
  };
}

/** Nine groups of four letters, for paper: the seed, and 20 bits to notice a slip. Error: BAD_KEY. */
export function formatRecoveryKey(seed: Uint8Array): string {
  if (seed.length !== RECOVERY_SEED_BYTES) throw new RelayError("BAD_KEY");
  const letters = (toBase32(seed) + checkOf(seed)).toUpperCase();
  return letters.match(/.{4}/g)!.join("-");
}

/** The seed in what a person typed: case, spaces and dashes do not matter, and the digits that the alphabet lacks count
 *  as the letters they look like. Error: BAD_RECOVERY_KEY. */
export function parseRecoveryKey(text: string): Uint8Array {
  const letters = text
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}]/gu, "")
    .replaceAll("0", "o")
    .replaceAll("1", "i")
    .replaceAll("8", "b");
  if (!/^[a-z2-7]{36}$/.test(letters)) throw new RelayError("BAD_RECOVERY_KEY");
  const seed = fromBase32(letters.slice(0, 32));
  if (checkOf(seed) !== letters.slice(32)) throw new RelayError("BAD_RECOVERY_KEY");
  return seed;
}

const checkOf = (seed: Uint8Array): string =>
  toBase32(sha256(concat(CHECK_CONTEXT, seed)).subarray(0, 3)).slice(0, 4);
