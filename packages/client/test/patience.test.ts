import { expect, test } from "vitest";
import { Patience } from "../src/core/patience.ts";

test("each step is given 3 s, twice as much after one that took too long, and 3 s again after a quick welcome", () => {
  const patience = new Patience();
  const steps: number[][] = [];
  const look = () => steps.push([patience.dialMs, patience.stepMs]);
  look();
  for (let i = 0; i < 4; i++) {
    patience.failed("TIMEOUT");
    look();
  }
  expect(steps).toEqual([
    [3000, 3000],
    [6000, 6000],
    [6000, 12_000],
    [6000, 15_000],
    [6000, 15_000],
  ]);
  // On a slow road that stays.
  patience.welcomed(5000);
  patience.failed("BUSY");
  expect(patience.stepMs).toBe(15_000);
  patience.welcomed(400);
  expect(patience.stepMs).toBe(3000);
});
