import { EMPTY, utf8 } from "../bytes.ts";
import type { CryptoProvider } from "../provider.ts";
import { CipherState } from "./cipher-state.ts";

/** Chaining key, handshake hash and the current cipher (Noise revision 34, section 5.2), for SHA256 and ChaChaPoly. */
export class SymmetricState {
  readonly #provider: CryptoProvider;
  #chainingKey: Uint8Array;
  #hash: Uint8Array;
  #cipher: CipherState | undefined;

  constructor(provider: CryptoProvider, protocolName: string) {
    this.#provider = provider;
    const name = utf8(protocolName);
    this.#hash = name.length > 32 ? provider.sha256(name) : new Uint8Array(32);
    if (name.length <= 32) this.#hash.set(name);
    this.#chainingKey = this.#hash;
  }

  get hash(): Uint8Array {
    return this.#hash;
  }

  get hasKey(): boolean {
    return this.#cipher !== undefined;
  }

  mixKey(material: Uint8Array): void {
    const [chainingKey, key] = this.#derive(material, 2);
    this.#chainingKey = chainingKey!;
    this.#cipher = new CipherState(this.#provider, key!);
  }

  mixHash(data: Uint8Array): void {
    this.#hash = this.#provider.sha256(this.#hash, data);
  }

  mixKeyAndHash(material: Uint8Array): void {
    const [chainingKey, hash, key] = this.#derive(material, 3);
    this.#chainingKey = chainingKey!;
    this.mixHash(hash!);
    this.#cipher = new CipherState(this.#provider, key!);
  }

  encryptAndHash(plaintext: Uint8Array): Uint8Array {
    const out = this.#cipher === undefined ? plaintext : this.#cipher.encrypt(this.#hash, plaintext);
    this.mixHash(out);
    return out;
  }

  /** BAD_SEAL if the bytes do not open. */
  decryptAndHash(data: Uint8Array): Uint8Array {
    const out = this.#cipher === undefined ? data : this.#cipher.decrypt(this.#hash, data);
    this.mixHash(data);
    return out;
  }

  /** The two transport ciphers: initiator to responder, then the other way. */
  split(): [CipherState, CipherState] {
    const [first, second] = this.#derive(EMPTY, 2);
    return [new CipherState(this.#provider, first!), new CipherState(this.#provider, second!)];
  }

  #derive(material: Uint8Array, outputs: 2 | 3): Uint8Array[] {
    const bytes = this.#provider.hkdf(material, this.#chainingKey, EMPTY, 32 * outputs);
    return Array.from({ length: outputs }, (_, i) => bytes.slice(32 * i, 32 * i + 32));
  }
}
