/** While on a circuit: says when to look whether the direct road is there. */
import type { Clock } from "@partyline/protocol";
import { LOOK_CAP_MS, LOOK_MS } from "./limits.ts";

export class Scout {
  readonly #clock: Clock;
  readonly #look: () => void;
  #ms = LOOK_MS;
  #cancel: (() => void) | undefined;

  /** `look` is called when it is time, once for each `watch`. */
  constructor(clock: Clock, look: () => void) {
    this.#clock = clock;
    this.#look = look;
  }

  /** Looks after a while, which doubles each time. */
  watch(): void {
    this.stop();
    this.#cancel = this.#clock.after(this.#ms, () => this.#now());
    this.#ms = Math.min(LOOK_CAP_MS, this.#ms * 2);
  }

  /** Something changed: if it watches, it looks at once. */
  hurry(): void {
    this.reset();
    if (this.#cancel) this.#now();
  }

  /** The direct road is worth looking for: begins with the first interval again. */
  reset(): void {
    this.#ms = LOOK_MS;
  }

  /** May be called twice. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #now(): void {
    this.stop();
    this.#look();
  }
}
