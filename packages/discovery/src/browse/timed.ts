/** A value that is believed for a time, and asked for again before that time is over. All times in ms. */
export interface Timed<T> {
  value: T;
  received: number;
  ttl: number;
  /** How often it was asked for again since. */
  asked: number;
}

/** Parts of the lifetime after which a record is asked for again (RFC 6762 5.2). */
const REFRESH_AT = [0.8, 0.85, 0.9, 0.95] as const;

export function timed<T>(value: T, ttlSeconds: number, now: number): Timed<T> {
  return { value, received: now, ttl: ttlSeconds * 1000, asked: 0 };
}

export function isExpired(entry: Timed<unknown>, now: number): boolean {
  return now >= entry.received + entry.ttl;
}

/** Whether it is time to ask again; says so once for each time of {@link REFRESH_AT}. */
export function takeRefresh(entry: Timed<unknown>, now: number): boolean {
  const part = REFRESH_AT[entry.asked];
  if (part === undefined || now < entry.received + entry.ttl * part) return false;
  entry.asked += 1;
  return true;
}

/** Seconds for which it is still believed. */
export function secondsLeft(entry: Timed<unknown>, now: number): number {
  return Math.max(0, Math.floor((entry.received + entry.ttl - now) / 1000));
}

/** Whether it is fresh enough to be named as known in a query: more than half its life is left (RFC 6762 7.1). */
export function isKnownAnswer(entry: Timed<unknown>, now: number): boolean {
  return now < entry.received + entry.ttl / 2;
}
