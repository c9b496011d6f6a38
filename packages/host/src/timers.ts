/** The timers of one owner, so that they end with it. */
import type { Clock } from "@partyline/protocol";

export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  later(ms: number, task: () => void): void {
    if (this.#stopped) return;
    const cancel = this.#clock.after(ms, () => {
      this.#cancels.delete(cancel);
      task();
    });
    this.#cancels.add(cancel);
  }

  every(ms: number, task: () => void): void {
    this.later(ms, () => {
      task();
      this.every(ms, task);
    });
  }

  /** Nothing runs after this; what is asked for later is ignored. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
