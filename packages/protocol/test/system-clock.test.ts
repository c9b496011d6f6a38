import { expect, test } from "vitest";
import { systemClock } from "../src/index.ts";

test("the system clock tells the time of day and one that never goes back", () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  const before = systemClock.monotonic();
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
});

test("a task runs once, and a cancelled one never", async () => {
  const ran: string[] = [];
  const cancel = systemClock.after(0, () => ran.push("cancelled"));
  cancel();
  cancel();
  const cancelLate = await new Promise<() => void>((resolve) => {
    const late = systemClock.after(1, () => {
      ran.push("ran");
      resolve(late);
    });
  });
  cancelLate();
  expect(ran).toEqual(["ran"]);
});
