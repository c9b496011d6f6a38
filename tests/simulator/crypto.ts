/** The primitives, with chance from the seed. The real ones sign and derive; one hash stands in for the curve of the key
 *  agreement and for the cipher, which were two thirds of what a run cost: both sides come to the same secret, whoever has
 *  another key cannot open, and what was changed on the way is noticed. Nobody in a run does sums. */
import { hash } from "node:crypto";
import { type CryptoProvider, SecureError } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Random } from "./random.ts";

/** What was signed in this process, by its signature: five members who verify one batch cost one lookup each. What is not
 *  byte for byte what was signed is verified in earnest. */
const signed = new Map<string, { message: Buffer; key: Uint8Array }>();
const SIGNED_MOST = 2_000;
const publicKeys = new Map<string, Uint8Array>();

const keyOf = (seed: Uint8Array): Uint8Array => {
  const name = Buffer.from(seed).toString("latin1");
  const known = publicKeys.get(name);
  if (known) return known;
  const key = nodeProvider.ed25519.publicKey(seed);
  if (publicKeys.size >= SIGNED_MOST) publicKeys.clear();
  publicKeys.set(name, key);
  return key;
};

const ed25519: CryptoProvider["ed25519"] = {
  publicKey: keyOf,
  sign(message, seed) {
    const signature = nodeProvider.ed25519.sign(message, seed);
    if (signed.size >= SIGNED_MOST) signed.clear();
    signed.set(Buffer.from(signature).toString("latin1"), {
      message: Buffer.from(message),
      key: keyOf(seed),
    });
    return signature;
  },
  verify(signature, message, key) {
    const known = signed.get(Buffer.from(signature).toString("latin1"));
    if (known && Buffer.compare(known.key, key) === 0 && known.message.equals(message)) return true;
    return nodeProvider.ed25519.verify(signature, message, key);
  },
};

/** SHA-256, in one call: a hasher that is fed part by part costs three times as much for what is this short. */
const sum = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(hash("sha256", Buffer.concat(parts), "buffer"));

/** RFC 5869 takes OpenSSL 15 µs. This is as good where nobody does sums: a hash over all that goes in, block by block. */
function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(length / 32) * 32);
  for (let at = 0; at < length; at += 32) out.set(sum(secret, salt, info, Uint8Array.of(at)), at);
  return out.subarray(0, length);
}

const PUBLIC = Uint8Array.of(1);
const x25519: CryptoProvider["x25519"] = {
  publicKey: (secret) => sum(PUBLIC, secret),
  shared(secret, peer) {
    const own = sum(PUBLIC, secret);
    return Buffer.compare(own, peer) < 0 ? sum(own, peer) : sum(peer, own);
  },
};

const TAG_BYTES = 16;
const tagOf = (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array =>
  sum(key, nonce, aad, plaintext).subarray(0, TAG_BYTES);

const chacha20poly1305: CryptoProvider["chacha20poly1305"] = {
  seal(key, nonce, aad, plaintext) {
    const sealed = new Uint8Array(plaintext.length + TAG_BYTES);
    sealed.set(plaintext);
    sealed.set(tagOf(key, nonce, aad, plaintext), plaintext.length);
    return sealed;
  },
  open(key, nonce, aad, ciphertext) {
    const length = ciphertext.length - TAG_BYTES;
    if (length < 0) throw new SecureError("BAD_SEAL");
    const plaintext = ciphertext.slice(0, length);
    if (Buffer.compare(tagOf(key, nonce, aad, plaintext), ciphertext.subarray(length)) !== 0)
      throw new SecureError("BAD_SEAL");
    return plaintext;
  },
};

export const cryptoOf = (random: Random): CryptoProvider => ({
  ...nodeProvider,
  name: "simulated",
  sha256: sum,
  hkdf,
  ed25519,
  x25519,
  chacha20poly1305,
  randomBytes: (length) => random.bytes(length),
});
