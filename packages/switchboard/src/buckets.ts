/** Token buckets: budgets that fill with time. */
import type { Rate } from "./limits.ts";

export class Bucket {
  #tokens: number;
  /** When the tokens were counted, milliseconds of a clock that never goes back. */
  #at: number;

  constructor({ burst }: Rate, now: number) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes `amount`, into debt if need be. The answer is 0, or the milliseconds until the debt is paid. */
  draw(amount: number, now: number, rate: Rate): number {
    this.#fill(now, rate);
    this.#tokens -= amount;
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens * 1000) / rate.perSecond);
  }

  /** Takes `amount` if it is there. */
  take(amount: number, now: number, rate: Rate): boolean {
    this.#fill(now, rate);
    if (this.#tokens < amount) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Whether it is as a new one would be. */
  full(now: number, rate: Rate): boolean {
    this.#fill(now, rate);
    return this.#tokens >= rate.burst;
  }

  #fill(now: number, { burst, perSecond }: Rate): void {
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perSecond) / 1000);
    this.#at = now;
  }
}

/** A bucket for each key, in bounded memory. */
export class Buckets {
  readonly #rate: Rate;
  readonly #most: number;
  readonly #held = new Map<string, Bucket>();

  constructor(rate: Rate, most: number) {
    this.#rate = rate;
    this.#most = most;
  }

  /** Takes one token of this key's, if it is there. */
  take(key: string, now: number): boolean {
    let bucket = this.#held.get(key);
    if (!bucket) {
      if (this.#held.size >= this.#most) this.#makeRoom(now);
      bucket = new Bucket(this.#rate, now);
      this.#held.set(key, bucket);
    }
    return bucket.take(1, now, this.#rate);
  }

  get size(): number {
    return this.#held.size;
  }

  /** A full bucket says nothing. Where all are in use, the longest known are forgotten: whoever has so many addresses
   *  is not held by budgets for one. */
  #makeRoom(now: number): void {
    for (const [key, bucket] of this.#held) if (bucket.full(now, this.#rate)) this.#held.delete(key);
    for (const key of this.#held.keys()) {
      if (this.#held.size < this.#most) return;
      this.#held.delete(key);
    }
  }
}
