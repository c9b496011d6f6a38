/** How long whoever lost a switchboard or a host waits before the next try. SPEC.md, R8.5. */
import {
  BACKOFF_BASE_MS,
  BACKOFF_CAP_MS,
  BACKOFF_EARLY_MS,
  BACKOFF_EARLY_TRIES,
  BACKOFF_STEADY_MS,
  BACKOFF_STEADY_TRIES,
} from "./limits.ts";

/** Milliseconds before try number `attempt` (from 0) is repeated; `random` gives 0 up to but not including 1. Full
 *  jitter: after a host restarts, its members come back spread over the whole time and not as one crowd. `spentMs` is
 *  what the try itself took: who waited for an answer that never came has waited already. */
export function backoff(attempt: number, random: () => number, spentMs = 0): number {
  const bound = boundOf(attempt);
  return Math.floor(random() * Math.max(Math.min(bound, BACKOFF_BASE_MS), bound - spentMs));
}

function boundOf(attempt: number): number {
  const doubled = (from: number, times: number) => from * 2 ** Math.min(times, 30);
  if (attempt < BACKOFF_EARLY_TRIES) return Math.min(BACKOFF_EARLY_MS, doubled(BACKOFF_BASE_MS, attempt));
  const beyond = Math.max(0, attempt - BACKOFF_STEADY_TRIES + 1);
  return Math.min(BACKOFF_CAP_MS, doubled(BACKOFF_STEADY_MS, beyond));
}
