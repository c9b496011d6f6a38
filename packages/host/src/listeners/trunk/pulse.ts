/** Is the other side of a trunk still there? Only an unanswered question says no (R1.5 of relay's SPEC.md). */
import { limits } from "@partyline/relay";
import type { Timers } from "../../timers.ts";

export interface PulseOptions {
  timers: Timers;
  /** From 0 up to but not including 1: pings spread, so that those of many trunks do not gather. */
  random(): number;
  ask(): void;
  /** A question was not answered by the next. Told once. */
  dead(): void;
}

export class Pulse {
  readonly #o: PulseOptions;
  #heard = true;

  constructor(options: PulseOptions) {
    this.#o = options;
  }

  /** Asks from now on, for as long as the timers run. */
  start(): void {
    const { timers, random, ask, dead } = this.#o;
    timers.later(limits.PING_MS * (0.8 + 0.4 * random()), () => {
      if (!this.#heard) {
        dead();
        return;
      }
      this.#heard = false;
      ask();
      this.start();
    });
  }

  /** Whatever comes is a sign of life. */
  heard(): void {
    this.#heard = true;
  }
}
