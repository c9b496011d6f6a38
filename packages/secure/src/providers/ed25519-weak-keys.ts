// OpenSSL decodes public keys leniently, and OpenSSL 3.0 (in Node 22) takes points of small order, under which one
// signature fits any message; 3.5 (in Node 24) does not. noble refuses both kinds in its strict mode. This brings
// node:crypto to the same answers, whatever it is built on.

/** The y coordinates of the 8 points of small order, little-endian, without the sign bit. */
const SMALL_ORDER_Y = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]);

/** Is this 32-byte Ed25519 public key of small order, or not the canonical encoding (y < p) of its point? */
export function isWeakEd25519Key(key: Uint8Array): boolean {
  const y = Buffer.from(key);
  y[31]! &= 0x7f;
  if (SMALL_ORDER_Y.has(y.toString("hex"))) return true;
  // p = 2^255 - 19: only y whose upper 31 bytes are all ones can reach it.
  return y[31] === 0x7f && y[0]! >= 0xed && y.subarray(1, 31).every((byte) => byte === 0xff);
}
