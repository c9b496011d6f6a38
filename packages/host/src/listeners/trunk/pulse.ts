/** Is the other side of a trunk still there? Only an unanswered question says no (R1.5 of relay's SPEC.md). */
import type { Clock } from "@partyline/protocol";
import { limits } from "@partyline/relay";
import { TRUNK_PING_MS } from "../../limits.ts";
import type { Timers } from "../../timers.ts";

export interface PulseOptions {
  clock: Clock;
  timers: Timers;
  /** From 0 up to but not including 1: pings spread, so that those of many trunks do not gather. */
  random(): number;
  /** How long a question may stay unanswered, in milliseconds. */
  patienceMs: number;
  ask(): void;
  /** A question was not answered in time. Told once. */
  dead(): void;
}

export class Pulse {
  readonly #o: PulseOptions;
  #askedAt: number | undefined;
  #patienceMs: number;

  constructor(options: PulseOptions) {
    this.#o = options;
    this.#patienceMs = options.patienceMs;
  }

  /** Asks from now on, for as long as the timers run. */
  start(): void {
    const { clock, timers, random, ask, dead } = this.#o;
    timers.later(TRUNK_PING_MS * (0.8 + 0.4 * random()), () => {
      const now = clock.monotonic();
      if (this.#askedAt === undefined) {
        this.#askedAt = now;
        ask();
      } else if (now - this.#askedAt >= this.#patienceMs) {
        dead();
        return;
      }
      this.start();
    });
  }

  /** The greeting took `ms`: this road may be a slow one. */
  greeted(ms: number): void {
    this.#patienceMs = Math.min(limits.PING_MS, Math.max(this.#patienceMs, 2 * ms));
  }

  /** Whatever comes is a sign of life. */
  heard(): void {
    this.#askedAt = undefined;
  }
}
