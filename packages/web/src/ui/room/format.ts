/** Days and times in words. The texts are English; the clock follows the device's own habit (12 or 24 hours). */

const WORDS = "en-GB";

const weekday = new Intl.DateTimeFormat(WORDS, { weekday: "long" });
const dayOfYear = new Intl.DateTimeFormat(WORDS, { day: "numeric", month: "long" });
const withYear = new Intl.DateTimeFormat(WORDS, { day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Noon of the next day is past midnight on every day, however long summer time makes it. */
const nextDay = (at: number): number => startOfDay(startOfDay(at) + 36 * 3_600_000);

/** "Today", "Yesterday", "Friday 7 November", with the year when it is not this one. Milliseconds since 1970. */
export function dayWords(at: number, now: number): string {
  const day = startOfDay(at);
  const today = startOfDay(now);
  if (day === today) return "Today";
  if (nextDay(at) === today) return "Yesterday";
  const date = new Date(at).getFullYear() === new Date(now).getFullYear() ? dayOfYear : withYear;
  return `${weekday.format(at)} ${date.format(at)}`;
}

/** "12:04", or "12:04 PM" where people write it so. */
export function timeWords(at: number): string {
  return clock.format(at);
}

/** "12:04" today, "yesterday 12:04", "7 November 12:04" before: for what must not be mistaken for today's. */
export function momentWords(at: number, now: number): string {
  const day = dayWords(at, now);
  if (day === "Today") return timeWords(at);
  return `${day === "Yesterday" ? "yesterday" : dayOfYear.format(at)} ${timeWords(at)}`;
}

/** Milliseconds until the next day begins. */
export function untilTomorrow(now: number): number {
  return nextDay(now) - now;
}

const grouped = new Intl.NumberFormat(WORDS);

/** "1,204". */
export function countWords(count: number): string {
  return grouped.format(count);
}
