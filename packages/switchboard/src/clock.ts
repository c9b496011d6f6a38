/** Time as it is handed in, so that a switchboard can run on a simulated one. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC; may jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary moment; never goes back. */
  monotonic(): number;
  /** Runs `task` once after `ms` milliseconds; the answer cancels it, and may be called twice. */
  after(ms: number, task: () => void): () => void;
}
