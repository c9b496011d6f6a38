import { describe, expect, it } from "vitest";
import { BUGS } from "./bugs.ts";
import { planted } from "./copy.ts";
import { runAll } from "./crew.ts";
import { PINNED } from "./pinned.ts";
import { PLAN_NAMES } from "./plans.ts";
import { simulate } from "./simulate.ts";

/** Seeds that every run of the tests goes through; `node tests/simulator/run.ts` goes on from there. */
const SEEDS = 40;

describe("the simulator", () => {
  it("repeats a run to the byte from its seed, and another seed or plan is another run", async () => {
    const [once, again] = [await simulate(7, { plan: "any" }), await simulate(7, { plan: "any" })];
    expect(again.hash).toBe(once.hash);
    expect(again.history).toEqual(once.history);
    expect((await simulate(8, { plan: "any" })).hash).not.toBe(once.hash);
    expect((await simulate(7, { plan: "pages" })).hash).not.toBe(once.hash);
  });

  it("gives the same on many threads as on one, in the order of the seeds", async () => {
    const order = { from: 1, seeds: 6, plan: "outbox", goesOn: () => true } as const;
    const runs: [number, string][][] = [];
    for (const jobs of [1, 2]) {
      const own: [number, string][] = [];
      for await (const { seed, hash } of runAll({ ...order, jobs })) own.push([seed, hash]);
      runs.push(own);
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[0]?.map(([seed]) => seed)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it(`finds nothing in the seeds 1 to ${SEEDS}, which are of every plan`, async () => {
    const found: string[] = [];
    const plans = new Set<string>();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { plan, findings } = await simulate(seed);
      plans.add(plan);
      for (const finding of findings) found.push(`seed ${seed} (${plan}): ${finding}`);
    }
    expect(found).toEqual([]);
    // All kinds of runs are among them.
    expect([...plans].sort()).toEqual([...PLAN_NAMES].sort());
  });

  for (const { seed, plan, found } of PINNED)
    it(`seed ${seed} of ${plan} stays mended: ${found}`, async () => {
      expect((await simulate(seed, { plan })).findings).toEqual([]);
    });
});

describe("the bugs to be planted", () => {
  it("have names of their own, and each pinned seed has one", () => {
    const names = new Set(BUGS.map(({ name }) => name));
    expect(names.size).toBe(BUGS.length);
    for (const { bug } of PINNED) expect(names).toContain(bug);
  });

  for (const bug of BUGS)
    it(`has its place: ${bug.name}`, () => {
      expect(planted(bug)).toContain(bug.replacement);
    });
});
