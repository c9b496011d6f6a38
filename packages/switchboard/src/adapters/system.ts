/** The machine's own clock, timers and randomness. */
import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

export const systemRandom = (bytes: number): Uint8Array => randomBytes(bytes);
