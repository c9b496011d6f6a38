// `npm run fuzz`: every fuzz test in its long form, from a pinned seed, with a count of what was done.
// Plain JavaScript without dependencies. FUZZ_SEED=N for another seed, FUZZ_PART=0.1 for a tenth of the runs; arguments
// are parts of the names of files.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { ROOT } from "./install.js";

/** What the long form does at least: commands to the room's core and its model, and runs of all properties. */
const LEAST = 1_000_000;

const part = Number(process.env.FUZZ_PART ?? "1");
const files = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "partyline-fuzz-"));
const counts = join(folder, "counts");
writeFileSync(counts, "");
const env = {
  ...process.env,
  PATH: `${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
  FUZZ_COUNT: counts,
};
const args = ["run", "--project", "unit", "--testTimeout", "3600000", ".fuzz.test.ts"];
const { status } = spawnSync(
  "vitest",
  [...args.slice(0, -1), ...(files.length > 0 ? files : args.slice(-1))],
  {
    cwd: ROOT,
    env,
    stdio: "inherit",
  },
);
const rows = readFileSync(counts, "utf8")
  .trim()
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line));
rmSync(folder, { recursive: true, force: true });

/** @param {string} name */
const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
/** @param {number} value */
const shown = (value) => Math.round(value).toLocaleString("en-GB");
for (const { file, runs, seconds } of rows.sort((a, b) => b.seconds - a.seconds))
  console.log(
    `${shown(seconds).padStart(6)} s of CPU  ${shown(runs).padStart(9)} runs  ${relative(ROOT, file)}`,
  );
const [runs, commands] = [sum("runs"), sum("commands")];
console.log(
  `${shown(commands)} commands to the room's core and its model, ${shown(runs)} runs of properties, ` +
    `${shown(sum("seconds") / 60)} minutes of CPU, seed ${process.env.FUZZ_SEED ?? "1"}`,
);
const isWhole = files.length === 0 && part >= 1;
if (isWhole && (commands < LEAST || runs < LEAST)) {
  console.error(`The long form does at least ${shown(LEAST)} of each.`);
  process.exit(1);
}
process.exit(status ?? 1);
