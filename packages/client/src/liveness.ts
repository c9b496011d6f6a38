/** Is the other side still there? Only an unanswered question says no: timers of hidden tabs come late, and silence
 *  alone proves nothing. Anything heard after the question is an answer. */
import type { Clock } from "@partyline/protocol";
import { PING_MS, SILENCE_MS } from "./limits.ts";

export class Liveness {
  readonly #clock: Clock;
  readonly #patience: number;
  readonly #ask: () => void;
  readonly #dead: () => void;
  #cancelSilence: () => void = () => {};
  #deadline: { readonly at: number; cancel(): void } | undefined;
  #heardAt: number;
  #stopped = false;

  /** `patience`: how long an answer may take where there is a doubt, in milliseconds; `ask` sends a ping; `dead` is told
   *  once when nothing came back. Runs from now on until `stop`. */
  constructor(clock: Clock, patience: number, ask: () => void, dead: () => void) {
    this.#clock = clock;
    this.#patience = Math.min(PING_MS, patience);
    this.#ask = ask;
    this.#dead = dead;
    this.#heardAt = clock.monotonic();
    this.#watch(SILENCE_MS);
  }

  /** Something was heard. */
  heard(): void {
    this.#heardAt = this.#clock.monotonic();
    this.#deadline?.cancel();
    this.#deadline = undefined;
  }

  /** Asks at once, with little patience: the network may have changed under us, or an answer is late. */
  probe(): void {
    this.#question(this.#patience);
  }

  /** May be called twice. */
  stop(): void {
    this.#stopped = true;
    this.#cancelSilence();
    this.#deadline?.cancel();
  }

  #watch(ms: number): void {
    this.#cancelSilence = this.#clock.after(ms, () => {
      const silent = this.#clock.monotonic() - this.#heardAt;
      if (silent >= SILENCE_MS && !this.#deadline) this.#question(PING_MS);
      this.#watch(silent >= SILENCE_MS ? SILENCE_MS : SILENCE_MS - silent);
    });
  }

  /** One that is asked already keeps its deadline, where that is earlier: hints in a row must not put it off. */
  #question(patience: number): void {
    if (this.#stopped) return;
    const at = this.#clock.monotonic() + patience;
    if (!this.#deadline || at < this.#deadline.at) {
      this.#deadline?.cancel();
      const cancel = this.#clock.after(patience, () => {
        this.stop();
        this.#dead();
      });
      this.#deadline = { at, cancel };
    }
    this.#ask();
  }
}
