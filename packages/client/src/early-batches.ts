/** Sealed batches of an epoch that is not handed out yet: kept for a while, within bounds. */
import type { Clock } from "@partyline/protocol";
import { UNKNOWN_EPOCH_BYTES, UNKNOWN_EPOCH_MS } from "./limits.ts";

export class EarlyBatches {
  readonly #clock: Clock;
  readonly #over: () => void;
  #frames: Uint8Array[] = [];
  #bytes = 0;
  #cancel: () => void = () => {};

  /** `over` is told where the epoch does not come in time, or too much comes before it. */
  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  keep(frame: Uint8Array): void {
    if (this.#frames.length === 0) this.#cancel = this.#clock.after(UNKNOWN_EPOCH_MS, this.#over);
    this.#frames.push(frame.slice());
    this.#bytes += frame.length;
    if (this.#bytes > UNKNOWN_EPOCH_BYTES) this.#over();
  }

  /** All of them, in order; nothing is kept or awaited any more. */
  take(): Uint8Array[] {
    this.#cancel();
    this.#bytes = 0;
    return this.#frames.splice(0);
  }
}
