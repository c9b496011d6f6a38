/** Loaded before each file of unit tests. Fuzz tests begin at a pinned seed (FUZZ_SEED=N for another), so that what a change
 *  is held to today is what it is held to tomorrow; in `npm run fuzz` each file gets its share of runs, which are counted. */
import { appendFileSync } from "node:fs";
import { afterAll, expect } from "vitest";

const { FUZZ_SEED = "1", FUZZ_COUNT, FUZZ_PART = "1" } = process.env;
const file = expect.getState().testPath ?? "";

if (file.endsWith(".fuzz.test.ts")) {
  const { default: fc } = await import("fast-check");
  let runs = 0;
  fc.configureGlobal({
    seed: Number(FUZZ_SEED),
    beforeEach: () => {
      runs += 1;
    },
  });
  if (FUZZ_COUNT !== undefined) {
    const [{ runsOf }, { fuzzed }] = await Promise.all([import("./shares.ts"), import("@partyline/testkit")]);
    process.env.FUZZ_RUNS = `${Math.ceil(runsOf(file) * Number(FUZZ_PART))}`;
    afterAll(() => {
      const { user, system } = process.cpuUsage();
      const line = { file, runs, commands: fuzzed.commands, seconds: (user + system) / 1e6 };
      appendFileSync(FUZZ_COUNT, `${JSON.stringify(line)}\n`);
    });
  }
}
