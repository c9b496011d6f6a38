const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const HOUR = 3_600_000;

/** "just now", "5 hours ago", "yesterday", "3 weeks ago". @param past in milliseconds. */
export function ago(past: number): string {
  const hours = Math.max(0, past) / HOUR;
  if (hours < 1) return "just now";
  if (hours < 24) return relative.format(-Math.floor(hours), "hour");
  if (hours < 24 * 14) return relative.format(-Math.floor(hours / 24), "day");
  if (hours < 24 * 60) return relative.format(-Math.floor(hours / 168), "week");
  return relative.format(-Math.floor(hours / 730), "month");
}
