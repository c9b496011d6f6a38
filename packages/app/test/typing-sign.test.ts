import { expect, test } from "vitest";
import { createTypingSign } from "../src/terminal/typing-sign.ts";

test("typing is told at the first key, again every three seconds, and taken back once", () => {
  let now = 0;
  const told: [number, boolean][] = [];
  const clock = { now: () => now, monotonic: () => now, after: () => () => {} };
  const sign = createTypingSign(clock, (on) => void told.push([now, on]));
  sign.typed("/who");
  for (now = 0; now <= 4_000; now += 500) sign.typed("hello");
  sign.typed("");
  sign.stop();
  expect(told).toEqual([
    [0, true],
    [3_000, true],
    [4_500, false],
  ]);
});
