import { type Bytes, concat, EMPTY, nonceOf, ofLength, sameBytes, utf8 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { type BatchFrame, batchHeader, FRAME } from "./frames.ts";
import { type HostKeys, roomIdBytes } from "./keys.ts";
import { BATCHES_PER_EPOCH, MAX_BATCH_PAYLOAD, MAX_COUNTER, MAX_EPOCH } from "./limits.ts";
import type { CryptoProvider } from "./provider.ts";

// Batches are sealed once and sent to every member as the same bytes (SPEC, section 6). Every member holds the key,
// so the key alone proves nothing about who sealed: the signature inside does.

const SIGN_CONTEXT = utf8("partyline/batch/1");
const KEY_CONTEXT = utf8("batch");
const SIGNATURE_LENGTH = 64;

/** What the host hands to each member, pairwise, so that they can open its batches. */
export interface Epoch {
  /** Above every epoch that the room had before; u32. */
  readonly epoch: number;
  /** 32 random bytes, never used for another epoch. */
  readonly secret: Uint8Array;
  /** The number of the first batch that follows. */
  readonly nextBatch: number;
}

export interface BatchSealerOptions {
  readonly provider: CryptoProvider;
  readonly roomId: string;
  readonly keys: Pick<HostKeys, "signSeed">;
  readonly epoch: number;
  /** 32 bytes, fresh from the random generator for every epoch and every start of the host. */
  readonly secret: Uint8Array;
  /** Batches after which `shouldRotate` is true; BATCHES_PER_EPOCH unless a test wants it sooner. */
  readonly rotateAfter?: number;
}

/** The host's side of one epoch. Make another for the next; one secret must never have two sealers. */
export class BatchSealer {
  readonly epoch: number;
  readonly #provider: CryptoProvider;
  readonly #roomId: Uint8Array;
  readonly #signSeed: Uint8Array;
  readonly #key: Uint8Array;
  readonly #rotateAfter: number;
  #nextBatch = 0;

  /** BAD_KEY for a secret of another length, BAD_TEXT for no room id, COUNTER_EXHAUSTED for an epoch beyond u32. */
  constructor(options: BatchSealerOptions) {
    checkEpoch(options.epoch);
    this.epoch = options.epoch;
    this.#provider = options.provider;
    this.#roomId = roomIdBytes(options.roomId);
    this.#signSeed = options.keys.signSeed;
    this.#rotateAfter = options.rotateAfter ?? BATCHES_PER_EPOCH;
    this.#key = batchKey(options.provider, options.secret, this.#roomId);
  }

  /** The number of the batch that `seal` makes next; from 0. */
  get nextBatch(): number {
    return this.#nextBatch;
  }

  /** It is time for a new epoch. Sealing still works. */
  get shouldRotate(): boolean {
    return this.#nextBatch >= this.#rotateAfter;
  }

  /** A whole batch frame, for every member alike. PAYLOAD_TOO_LARGE, COUNTER_EXHAUSTED. */
  seal(payload: Uint8Array): Bytes {
    if (payload.length > MAX_BATCH_PAYLOAD) {
      throw new SecureError("PAYLOAD_TOO_LARGE", { detail: `${payload.length} bytes` });
    }
    if (this.#nextBatch >= MAX_COUNTER) throw new SecureError("COUNTER_EXHAUSTED");
    const header = batchHeader(this.epoch, this.#nextBatch);
    const signed = signedBytes(this.#provider, this.#roomId, header, payload);
    const signature = this.#provider.ed25519.sign(signed, this.#signSeed);
    const ciphertext = this.#provider.chacha20poly1305.seal(
      this.#key,
      nonceOf(this.#nextBatch),
      concat(this.#roomId, header),
      concat(signature, payload),
    );
    this.#nextBatch += 1;
    return concat(Uint8Array.of(FRAME.batch), header, ciphertext);
  }
}

/** What a batch frame comes to at a member. */
export type BatchEvent =
  | { readonly kind: "batch"; readonly epoch: number; readonly batchNo: number; readonly payload: Uint8Array }
  /** Batches are missing before the one that follows. A hint: the log's numbers decide what to fetch. */
  | { readonly kind: "batch-gap"; readonly epoch: number; readonly expected: number; readonly got: number }
  /** Sealed for an epoch not handed out yet. Keep the frame, within bounds, and give it again after setEpoch. */
  | { readonly kind: "unknown-epoch"; readonly epoch: number; readonly frame: Uint8Array };

/** A member's side: opens and verifies one room's batches, epoch after epoch. */
export class BatchOpener {
  readonly #provider: CryptoProvider;
  readonly #roomId: Uint8Array;
  readonly #signPublic: Uint8Array;
  #current: { epoch: number; secret: Uint8Array; key: Uint8Array; nextBatch: number } | undefined;

  constructor(provider: CryptoProvider, roomId: string, signPublic: Uint8Array) {
    this.#provider = provider;
    this.#roomId = roomIdBytes(roomId);
    this.#signPublic = signPublic;
  }

  /**
   * Takes a new epoch. The current one again, with the same secret, changes nothing. EPOCH_REGRESSION for an older
   * one, or the current one with another secret; BAD_KEY, COUNTER_EXHAUSTED for values out of range.
   */
  setEpoch({ epoch, secret, nextBatch }: Epoch): void {
    checkEpoch(epoch);
    ofLength(secret, 32, "epoch secret");
    if (!Number.isSafeInteger(nextBatch) || nextBatch < 0) throw new SecureError("COUNTER_EXHAUSTED");
    if (this.#current !== undefined && epoch <= this.#current.epoch) {
      if (epoch === this.#current.epoch && sameBytes(secret, this.#current.secret)) return;
      throw new SecureError("EPOCH_REGRESSION", { detail: `${epoch} after ${this.#current.epoch}` });
    }
    const key = batchKey(this.#provider, secret, this.#roomId);
    this.#current = { epoch, secret: new Uint8Array(secret), key, nextBatch };
  }

  /** What a batch frame, whole and taken apart, comes to. BAD_SEAL, BAD_SIGNATURE. */
  open(frame: BatchFrame, whole: Uint8Array): BatchEvent[] {
    const { epoch, batchNo } = frame;
    const current = this.#current;
    if (current === undefined || epoch > current.epoch)
      return [{ kind: "unknown-epoch", epoch, frame: whole }];
    // Left over from before, or twice: what it held was applied or will be fetched by number.
    if (epoch < current.epoch || batchNo < current.nextBatch) return [];
    const payload = this.#verified(frame, current.key);
    const expected = current.nextBatch;
    current.nextBatch = batchNo + 1;
    const batch: BatchEvent = { kind: "batch", epoch, batchNo, payload };
    return batchNo === expected ? [batch] : [{ kind: "batch-gap", epoch, expected, got: batchNo }, batch];
  }

  #verified(frame: BatchFrame, key: Uint8Array): Uint8Array {
    const aad = concat(this.#roomId, frame.header);
    const plaintext = this.#provider.chacha20poly1305.open(
      key,
      nonceOf(frame.batchNo),
      aad,
      frame.ciphertext,
    );
    const payload = plaintext.subarray(SIGNATURE_LENGTH);
    const signed = signedBytes(this.#provider, this.#roomId, frame.header, payload);
    const signature = plaintext.subarray(0, SIGNATURE_LENGTH);
    if (!this.#provider.ed25519.verify(signature, signed, this.#signPublic)) {
      throw new SecureError("BAD_SIGNATURE");
    }
    return payload;
  }
}

function batchKey(provider: CryptoProvider, secret: Uint8Array, roomId: Uint8Array): Uint8Array {
  return provider.hkdf(ofLength(secret, 32, "epoch secret"), EMPTY, concat(KEY_CONTEXT, roomId), 32);
}

function signedBytes(provider: CryptoProvider, roomId: Uint8Array, header: Uint8Array, payload: Uint8Array) {
  return concat(SIGN_CONTEXT, roomId, header, provider.sha256(payload));
}

function checkEpoch(epoch: number): void {
  if (!Number.isSafeInteger(epoch) || epoch < 0 || epoch > MAX_EPOCH) {
    throw new SecureError("COUNTER_EXHAUSTED", { detail: `epoch ${epoch}` });
  }
}
