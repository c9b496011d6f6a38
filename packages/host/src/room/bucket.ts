/** A token bucket that may go into debt: how long whoever draws on it should wait. */
export interface Bucket {
  tokens: number;
  /** When the tokens were counted, milliseconds of a clock that never goes back. */
  at: number;
}

/** Takes one token. The answer is 0, or the milliseconds until the debt is paid. */
export function draw(bucket: Bucket, now: number, burst: number, perSecond: number): number {
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000) - 1;
  bucket.at = now;
  return bucket.tokens >= 0 ? 0 : Math.ceil((-bucket.tokens * 1000) / perSecond);
}
