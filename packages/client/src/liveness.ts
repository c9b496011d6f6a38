/** Is the other side still there? Only an unanswered question says no: timers of hidden tabs come late, and silence
 *  alone proves nothing. Anything heard after the question is an answer. */
import type { Clock } from "@partyline/protocol";
import { PING_MS, PROBE_MS, SILENCE_MS } from "./limits.ts";

export class Liveness {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #dead: () => void;
  #cancelSilence: () => void = () => {};
  #cancelDeadline: (() => void) | undefined;
  #heardAt: number;
  #stopped = false;

  /** `ask` sends a ping; `dead` is told once when nothing came back. Runs from now on until `stop`. */
  constructor(clock: Clock, ask: () => void, dead: () => void) {
    this.#clock = clock;
    this.#ask = ask;
    this.#dead = dead;
    this.#heardAt = clock.monotonic();
    this.#watch(SILENCE_MS);
  }

  /** Something was heard. */
  heard(): void {
    this.#heardAt = this.#clock.monotonic();
    this.#cancelDeadline?.();
    this.#cancelDeadline = undefined;
  }

  /** Asks at once, with little patience: the network may have changed under us. */
  probe(): void {
    this.#question(PROBE_MS);
  }

  /** May be called twice. */
  stop(): void {
    this.#stopped = true;
    this.#cancelSilence();
    this.#cancelDeadline?.();
  }

  #watch(ms: number): void {
    this.#cancelSilence = this.#clock.after(ms, () => {
      const silent = this.#clock.monotonic() - this.#heardAt;
      if (silent >= SILENCE_MS && !this.#cancelDeadline) this.#question(PING_MS);
      this.#watch(silent >= SILENCE_MS ? SILENCE_MS : SILENCE_MS - silent);
    });
  }

  #question(patience: number): void {
    if (this.#stopped) return;
    this.#cancelDeadline?.();
    this.#cancelDeadline = this.#clock.after(patience, () => {
      this.stop();
      this.#dead();
    });
    this.#ask();
  }
}
