import type { Clock } from "@partyline/protocol";

/** The real clock. Its timers keep a Node process alive, as an open connection does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
