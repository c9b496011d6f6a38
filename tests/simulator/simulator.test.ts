import { describe, expect, it } from "vitest";
import { PINNED, SLOW } from "./pinned.ts";
import { simulate } from "./simulate.ts";

/** Seeds that every run of the tests goes through; `node tests/simulator/run.ts` goes on from there. */
const SEEDS = 40;

describe("the simulator", () => {
  it("repeats a run to the byte from its seed, and another seed is another run", async () => {
    const [once, again, other] = [await simulate(7), await simulate(7), await simulate(8)];
    expect(again.hash).toBe(once.hash);
    expect(again.history).toEqual(once.history);
    expect(other.hash).not.toBe(once.hash);
  });

  it(`finds nothing in the seeds 1 to ${SEEDS}`, async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= SEEDS; seed++)
      for (const finding of (await simulate(seed)).findings) found.push(`seed ${seed}: ${finding}`);
    expect(found).toEqual([]);
  });

  for (const { seed, found } of PINNED)
    it(`seed ${seed} stays mended: ${found}`, async () => {
      expect((await simulate(seed)).findings).toEqual([]);
    });

  for (const { seed, found } of SLOW)
    it(`seed ${seed} is live again within 5 s, and no longer waits ${found}`, async () => {
      expect((await simulate(seed)).liveAgainMs).toBeLessThan(5_000);
    });
});
