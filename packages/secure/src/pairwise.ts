import { type Bytes, concat } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { type PairwiseFrame, type PairwiseKind, pairwiseHeader } from "./frames.ts";
import { MAX_PLAINTEXT } from "./limits.ts";
import type { Transport } from "./noise/handshake-state.ts";

/** Seals and opens the frames between one client and one host after their handshake (SPEC, section 4). */
export class Pairwise {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** 32 bytes that name this conversation on both sides. */
  get hash(): Uint8Array {
    return this.#transport.hash;
  }

  /** A whole frame. PAYLOAD_TOO_LARGE, COUNTER_EXHAUSTED. */
  seal(kind: PairwiseKind, plaintext: Uint8Array): Bytes {
    if (plaintext.length > MAX_PLAINTEXT) {
      throw new SecureError("PAYLOAD_TOO_LARGE", { detail: `${plaintext.length} bytes` });
    }
    const header = pairwiseHeader(kind, this.#transport.send.nonce);
    return concat(header, this.#transport.send.encrypt(header, plaintext));
  }

  /** The plaintext. REPLAYED unless the counter is above all before it; BAD_SEAL. */
  open(frame: PairwiseFrame): Uint8Array {
    const { receive } = this.#transport;
    if (frame.counter < receive.nonce)
      throw new SecureError("REPLAYED", { detail: `counter ${frame.counter}` });
    receive.setNonce(frame.counter);
    return receive.decrypt(frame.header, frame.ciphertext);
  }
}
