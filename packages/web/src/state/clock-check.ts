/** Whether this device's clock and a host's tell about the same time. Pure. */

/** A difference that is worth a notice (milliseconds): below it times only look a little odd. */
const WRONG_MS = 5 * 60_000;

/** What to tell where an event that has just happened bears the time `at`; undefined where the clocks agree. */
export function clockWords(at: number, now: number): string | undefined {
  const behind = at - now;
  if (Math.abs(behind) <= WRONG_MS) return undefined;
  const minutes = Math.round(Math.abs(behind) / 60_000);
  const amount = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  const how = behind > 0 ? "behind" : "ahead of";
  return `This device's clock is ${amount} ${how} that of the room's host. Times may look wrong until both are set right.`;
}
