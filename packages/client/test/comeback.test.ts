import { expect, test } from "vitest";
import { Comeback, type Spell } from "../src/core/comeback.ts";

const target = {
  id: "a".repeat(32),
  keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) },
  addresses: [{ address: "10.0.0.1", port: 2525 }],
};
const failed = (code: string): Spell => ({
  ended: { code, detail: undefined },
  road: undefined,
  proven: false,
  dialedAt: 0,
  welcomedAt: undefined,
});

test("each step is given 4 s, twice as much after one that took too long, and 4 s again after a quick welcome", () => {
  const comeback = new Comeback(target, undefined);
  const steps: number[][] = [];
  for (let i = 0; i < 5; i++) {
    const { dialMs, stepMs } = comeback.patience;
    steps.push([dialMs, stepMs]);
    comeback.after(failed("TIMEOUT"), 3000, Math.random);
  }
  expect(steps).toEqual([
    [4000, 4000],
    [6000, 8000],
    [6000, 15_000],
    [6000, 15_000],
    [6000, 15_000],
  ]);
  // On a slow road that stays.
  comeback.welcomed(5000);
  comeback.after(failed("BUSY"), 3000, Math.random);
  expect(comeback.patience.stepMs).toBe(15_000);
  comeback.welcomed(400);
  expect(comeback.patience.stepMs).toBe(4000);
});
