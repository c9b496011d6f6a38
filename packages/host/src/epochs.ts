/** The epochs of a room's batches: a fresh random secret at every start and whenever somebody must be shut out. */
import { BatchSealer, type CryptoProvider, type HostKeys } from "@partyline/secure";
import { EPOCH_MS } from "./limits.ts";

const SECRET_BYTES = 32;

export interface EpochGrant {
  epoch: number;
  /** base64url. */
  secret: string;
  next: number;
}

export class Epochs {
  readonly #provider: CryptoProvider;
  readonly #roomId: string;
  readonly #keys: HostKeys;
  #epoch: number;
  #secret = "";
  #sealer!: BatchSealer;
  #since = 0;

  constructor(provider: CryptoProvider, roomId: string, keys: HostKeys, epoch: number, now: number) {
    this.#provider = provider;
    this.#roomId = roomId;
    this.#keys = keys;
    this.#epoch = epoch - 1;
    this.rotate(now);
  }

  /** What a member needs to open batches from the next one on. */
  get grant(): EpochGrant {
    return { epoch: this.#epoch, secret: this.#secret, next: this.#sealer.nextBatch };
  }

  /** Whether this epoch has lived long enough. */
  isOld(now: number): boolean {
    return now - this.#since > EPOCH_MS || this.#sealer.shouldRotate;
  }

  rotate(now: number): void {
    const secret = this.#provider.randomBytes(SECRET_BYTES);
    this.#epoch += 1;
    this.#since = now;
    this.#secret = Buffer.from(secret).toString("base64url");
    this.#sealer = new BatchSealer({
      provider: this.#provider,
      roomId: this.#roomId,
      keys: this.#keys,
      epoch: this.#epoch,
      secret,
    });
  }

  seal(payload: Uint8Array): Uint8Array {
    return this.#sealer.seal(payload);
  }
}
