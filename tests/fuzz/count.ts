/** Loaded before each file of `npm run fuzz`: gives the file its runs, pins the seed, and counts what is done. */
import { appendFileSync } from "node:fs";
import { fuzzed } from "@partyline/testkit";
import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { runsOf } from "./shares.ts";

const { FUZZ_SEED = "1", FUZZ_COUNT, FUZZ_PART = "1" } = process.env;
const file = expect.getState().testPath ?? "";
process.env.FUZZ_RUNS = `${Math.ceil(runsOf(file) * Number(FUZZ_PART))}`;

let runs = 0;
fc.configureGlobal({
  seed: Number(FUZZ_SEED),
  beforeEach: () => {
    runs += 1;
  },
});

afterAll(() => {
  const { user, system } = process.cpuUsage();
  const line = { file, runs, commands: fuzzed.commands, seconds: (user + system) / 1e6 };
  if (FUZZ_COUNT !== undefined) appendFileSync(FUZZ_COUNT, `${JSON.stringify(line)}\n`);
});
