/**
 * The primitives that the channel is built from. Two adapters: nobleProvider (anywhere, also without a secure
 * context) and nodeProvider (node:crypto, 13-30 times faster). All keys are raw bytes; nothing is kept or changed.
 */
export interface CryptoProvider {
  /** For error messages and benchmarks. */
  readonly name: string;
  /** Bytes from the system's generator. */
  randomBytes(length: number): Uint8Array;
  /** RFC 7748. */
  readonly x25519: {
    /** 32-byte public key of a 32-byte secret. BAD_KEY on another length. */
    publicKey(secret: Uint8Array): Uint8Array;
    /** 32-byte shared secret. LOW_ORDER if it would be all zeros (RFC 7748, 6.1); BAD_KEY on another length. */
    shared(secret: Uint8Array, peer: Uint8Array): Uint8Array;
  };
  /** RFC 8032, pure Ed25519. */
  readonly ed25519: {
    /** 32-byte public key of a 32-byte seed. BAD_KEY on another length. */
    publicKey(seed: Uint8Array): Uint8Array;
    /** 64-byte signature. BAD_KEY on a seed of another length. */
    sign(message: Uint8Array, seed: Uint8Array): Uint8Array;
    /**
     * Strict: false for a public key that is not canonical or of small order, for S >= L, for R that is not
     * canonical, and for anything of a wrong length. Never throws.
     */
    verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  };
  /** RFC 8439: 32-byte key, 12-byte nonce, 16-byte tag at the end of the ciphertext. */
  readonly chacha20poly1305: {
    seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
    /** The plaintext, or BAD_SEAL. */
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array;
  };
  /** 32 bytes over the parts, one after the other. */
  sha256(...parts: Uint8Array[]): Uint8Array;
  /** 64 bytes over the parts, one after the other. */
  sha512(...parts: Uint8Array[]): Uint8Array;
  /** 64 bytes, RFC 2104 with SHA-512. */
  hmacSha512(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array;
  /** RFC 5869 with SHA-256. Noise's HKDF is this one with an empty info and its chaining key as salt. */
  hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array;
}
