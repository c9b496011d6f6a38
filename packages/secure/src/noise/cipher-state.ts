import { nonceOf } from "../bytes.ts";
import { SecureError } from "../errors.ts";
import { MAX_COUNTER } from "../limits.ts";
import type { CryptoProvider } from "../provider.ts";

/** A key and the nonce it is at (Noise revision 34, section 5.1), for ChaChaPoly. */
export class CipherState {
  readonly #provider: CryptoProvider;
  readonly #key: Uint8Array;
  #nonce = 0;

  constructor(provider: CryptoProvider, key: Uint8Array) {
    this.#provider = provider;
    this.#key = key;
  }

  /** The nonce that the next call uses. */
  get nonce(): number {
    return this.#nonce;
  }

  /** SetNonce: go on from here, for transports that carry the nonce (section 11.4). The caller refuses replays. */
  setNonce(nonce: number): void {
    this.#nonce = nonce;
  }

  /** COUNTER_EXHAUSTED once MAX_COUNTER is used. */
  encrypt(ad: Uint8Array, plaintext: Uint8Array): Uint8Array {
    const sealed = this.#provider.chacha20poly1305.seal(this.#key, this.#next(), ad, plaintext);
    this.#nonce += 1;
    return sealed;
  }

  /** BAD_SEAL, and then the nonce stays where it is; COUNTER_EXHAUSTED once MAX_COUNTER is used. */
  decrypt(ad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
    const opened = this.#provider.chacha20poly1305.open(this.#key, this.#next(), ad, ciphertext);
    this.#nonce += 1;
    return opened;
  }

  #next(): Uint8Array {
    if (this.#nonce > MAX_COUNTER - 1) throw new SecureError("COUNTER_EXHAUSTED");
    return nonceOf(this.#nonce);
  }
}
