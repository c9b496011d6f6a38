/** Ed25519 (RFC 8032) behind a port: noble anywhere, node:crypto where it is there (ten times faster). */
import { ed25519 } from "@noble/curves/ed25519.js";
import { RelayError } from "./errors.ts";

/** Pure Ed25519 over raw bytes: seeds and public keys of 32, signatures of 64. */
export interface Ed25519 {
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array;
  /** False for what does not verify, S >= L, an R that is not canonical, and wrong lengths. Never throws. Weak public
   *  keys need not be refused: `isSigned` does that for every adapter. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

export const nobleEd25519: Ed25519 = {
  sign: (message, seed) => {
    if (seed.length !== 32) throw new RelayError("BAD_KEY");
    return ed25519.sign(message, seed);
  },
  // Strict: ZIP-215 would take encodings that node:crypto refuses.
  verify: (signature, message, publicKey) =>
    signature.length === 64 &&
    publicKey.length === 32 &&
    ed25519.verify(signature, message, publicKey, { zip215: false }),
};

/** The y coordinates of the points of small order, little-endian, without the sign bit. Under such a key one signature
 *  fits any message, and OpenSSL 3.0 takes them. */
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]);

function isWeak(publicKey: Uint8Array): boolean {
  // Not `slice`, which of a Buffer is no copy.
  const y = Uint8Array.from(publicKey);
  y[31]! &= 0x7f;
  // p = 2^255 - 19: only a y whose upper 31 bytes are all ones reaches it and is not canonical.
  if (y[31] === 0x7f && y[0]! >= 0xed && y.subarray(1, 31).every((byte) => byte === 0xff)) return true;
  return SMALL_ORDER_Y.has(Array.from(y, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/** Whether `publicKey` signed `message`, judged the same whatever the adapter. */
export const isSigned = (
  port: Ed25519,
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean => publicKey.length === 32 && !isWeak(publicKey) && port.verify(signature, message, publicKey);
