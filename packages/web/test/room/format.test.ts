import { describe, expect, test } from "vitest";
import { dayWords, momentWords, untilTomorrow } from "../../src/ui/room/format.ts";

const at = (month: number, day: number, hour = 12, year = 2026) =>
  new Date(year, month - 1, day, hour).getTime();
const NOW = at(11, 22, 9);

describe("days", () => {
  test.each([
    [at(11, 22, 0), "Today"],
    [at(11, 22, 23), "Today"],
    [at(11, 21, 23), "Yesterday"],
    [at(11, 20), "Friday 20 November"],
    [at(11, 23, 0), "Monday 23 November"],
    [at(12, 31, 12, 2025), "Wednesday 31 December 2025"],
  ])("%d: %s", (then, words) => expect(dayWords(then, NOW)).toBe(words));

  test("yesterday is the day before, however many hours that was", () => {
    for (let day = 2; day <= 28; day++)
      for (const month of [3, 10])
        expect(dayWords(at(month, day - 1, 0), at(month, day, 23))).toBe("Yesterday");
  });
});

test("a moment that was not today says which day", () => {
  expect(momentWords(at(11, 21), NOW)).toMatch(/^yesterday 12[:.]00/);
  expect(momentWords(at(11, 7), NOW)).toMatch(/^7 November 12[:.]00/);
  expect(momentWords(at(11, 22, 8), NOW)).toMatch(/^0?8[:.]00/);
});

test("the next day begins within 25 hours", () => {
  const left = untilTomorrow(NOW);
  expect(new Date(NOW + left).getHours()).toBe(0);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(25 * 3_600_000);
});
