import type { Clock } from "@partyline/protocol";

/** Does the task every `ms` milliseconds, for the first time after as long; the answer stops it. */
export function repeat(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = () => {};
  const again = () => {
    cancel = clock.after(ms, () => {
      again();
      task();
    });
  };
  again();
  return () => cancel();
}
