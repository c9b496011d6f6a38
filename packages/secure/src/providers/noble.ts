import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { ofLength } from "../bytes.ts";
import { SecureError } from "../errors.ts";
import { TAG_LENGTH } from "../limits.ts";
import type { CryptoProvider } from "../provider.ts";

/**
 * The provider for browsers, and for anywhere else: JavaScript only. It needs globalThis.crypto.getRandomValues,
 * which a page has also on plain http, and nothing from crypto.subtle, which it has not.
 */
export const nobleProvider: CryptoProvider = {
  name: "noble",
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  x25519: {
    publicKey: (secret) => x25519.getPublicKey(ofLength(secret, 32, "X25519 secret")),
    shared(secret, peer) {
      ofLength(secret, 32, "X25519 secret");
      ofLength(peer, 32, "X25519 public key");
      try {
        return x25519.getSharedSecret(secret, peer);
      } catch (cause) {
        throw new SecureError("LOW_ORDER", { cause });
      }
    },
  },
  ed25519: {
    publicKey: (seed) => ed25519.getPublicKey(ofLength(seed, 32, "Ed25519 seed")),
    sign: (message, seed) => ed25519.sign(message, ofLength(seed, 32, "Ed25519 seed")),
    verify(signature, message, publicKey) {
      if (signature.length !== 64 || publicKey.length !== 32) return false;
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    },
  },
  chacha20poly1305: {
    seal: (key, nonce, aad, plaintext) => chacha20poly1305(key, nonce, aad).encrypt(plaintext),
    open(key, nonce, aad, ciphertext) {
      if (ciphertext.length < TAG_LENGTH) throw new SecureError("BAD_SEAL");
      try {
        return chacha20poly1305(key, nonce, aad).decrypt(ciphertext);
      } catch (cause) {
        throw new SecureError("BAD_SEAL", { cause });
      }
    },
  },
  sha256: (...parts) => digest(sha256.create(), parts),
  sha512: (...parts) => digest(sha512.create(), parts),
  hmacSha512: (key, ...parts) => digest(hmac.create(sha512, key), parts),
  hkdf: (secret, salt, info, length) => hkdf(sha256, secret, salt, info, length),
};

interface Hasher {
  update(part: Uint8Array): unknown;
  digest(): Uint8Array;
}

function digest(hasher: Hasher, parts: Uint8Array[]): Uint8Array {
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}
