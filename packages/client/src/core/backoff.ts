/** How long to wait before the next try. */
import { BACKOFF_BASE_MS, BACKOFF_CAP_MS, BACKOFF_EARLY_MS, BACKOFF_EARLY_TRIES } from "../limits.ts";

/** Milliseconds before try number `attempt` (from 0) is repeated; `random` gives 0 up to but not including 1. Full
 *  jitter: after a host restarts, its members come back spread over the whole time and not as one crowd. */
export function backoff(attempt: number, random: () => number): number {
  const early = Math.min(BACKOFF_EARLY_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempt, 30));
  const late = BACKOFF_EARLY_MS * 2 ** Math.min(attempt - BACKOFF_EARLY_TRIES + 1, 30);
  return Math.floor(random() * Math.min(BACKOFF_CAP_MS, Math.max(early, late)));
}
