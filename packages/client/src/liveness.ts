/** Is the other side still there? Only an unanswered question says no: timers of hidden tabs come late, and silence
 *  alone proves nothing. Anything heard after the question is an answer. */
import type { Clock } from "@partyline/protocol";
import { PING_MS, PROBE_MS, SILENCE_MS } from "./limits.ts";

export interface LivenessOptions {
  clock: Clock;
  /** Milliseconds that an answer took before: this road may be a slow one. */
  answerMs: number;
  /** Sends a ping. */
  ask(): void;
  /** Nothing came back. Told once. */
  dead(): void;
}

export class Liveness {
  readonly #o: LivenessOptions;
  #cancelSilence: () => void = () => {};
  #deadline: { readonly at: number; cancel(): void } | undefined;
  #heardAt: number;
  #stopped = false;

  /** Runs from now on until `stop`. */
  constructor(options: LivenessOptions) {
    this.#o = options;
    this.#heardAt = options.clock.monotonic();
    this.#watch(SILENCE_MS);
  }

  /** Something was heard. */
  heard(): void {
    this.#heardAt = this.#o.clock.monotonic();
    this.#deadline?.cancel();
    this.#deadline = undefined;
  }

  /** Asks at once, with little patience: the network may have changed under us. */
  probe(): void {
    this.#question(Math.min(PING_MS, Math.max(PROBE_MS, 3 * this.#o.answerMs)));
  }

  /** The same where an answer is late, unless it was asked already. */
  doubt(): void {
    if (!this.#deadline) this.probe();
  }

  /** May be called twice. */
  stop(): void {
    this.#stopped = true;
    this.#cancelSilence();
    this.#deadline?.cancel();
  }

  #watch(ms: number): void {
    const { clock } = this.#o;
    this.#cancelSilence = clock.after(ms, () => {
      const silent = clock.monotonic() - this.#heardAt;
      if (silent >= SILENCE_MS && !this.#deadline) this.#question(PING_MS);
      this.#watch(silent >= SILENCE_MS ? SILENCE_MS : SILENCE_MS - silent);
    });
  }

  /** One that is asked already keeps its deadline, where that is earlier: hints in a row must not put it off. */
  #question(patience: number): void {
    if (this.#stopped) return;
    const { clock, ask, dead } = this.#o;
    const at = clock.monotonic() + patience;
    if (!this.#deadline || at < this.#deadline.at) {
      this.#deadline?.cancel();
      const cancel = clock.after(patience, () => {
        this.stop();
        dead();
      });
      this.#deadline = { at, cancel };
    }
    ask();
  }
}
