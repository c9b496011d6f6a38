/** `node tests/simulator/sharpness.ts`: how sharp the simulator is. Plants each bug of `bugs.ts` in a private copy of the
 *  sources, runs seeds until one finds it, and prints after how many, and after how much CPU. `--seeds N` gives up after so many (300), `--from S`
 *  begins elsewhere, `--only PATTERN` takes the bugs whose names match it, `--jobs N` runs as many at once. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BUGS, type Bug } from "./bugs.ts";
import { copySources } from "./copy.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "300" },
    from: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});

interface Row {
  readonly bug: Bug;
  /** Undefined where no seed found it. */
  readonly seeds: number | undefined;
  readonly finding: string;
  /** Seconds of CPU that it took. */
  readonly cpu: number;
}

/** Runs seeds in the copy until one finds something. */
async function hunt(folder: string, bug: Bug): Promise<Row> {
  const { seeds, from } = values;
  const run = join(folder, "tests/simulator/run.ts");
  const child = spawn(process.execPath, [run, "--first", "--jobs", "1", "--seeds", seeds, "--from", from]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  await new Promise((resolve) => child.on("close", resolve));
  const [, seed, finding = ""] = /^seed (\d+) \(.*\):\n {2}(.*)$/m.exec(said) ?? [];
  if (seed === undefined && child.exitCode !== 0) throw new Error(`"${bug.name}" does not run:\n${said}`);
  const cpu = Number(/^([\d.]+) s of CPU/m.exec(said)?.[1]);
  return { bug, seeds: seed === undefined ? undefined : Number(seed) - Number(from) + 1, finding, cpu };
}

const wanted = BUGS.filter(({ name }) => new RegExp(values.only).test(name));
const rows: Row[] = [];
const waiting = [...wanted];
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const copy = copySources();
    try {
      for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
        const takeOut = copy.plant(bug);
        const row = await hunt(copy.folder, bug);
        takeOut();
        rows.push(row);
        const after = row.seeds === undefined ? "not found" : `${row.seeds}`;
        console.log(
          `${bug.breaks.padEnd(9)} ${bug.name.padEnd(62)} ${after.padStart(9)} ${row.cpu.toFixed(1).padStart(6)} s  ${row.finding.slice(0, 70)}`,
        );
      }
    } finally {
      copy.remove();
    }
  }),
);
const found = rows.filter(({ seeds }) => seeds !== undefined).length;
const minutes = rows.reduce((sum, { cpu }) => sum + cpu, 0) / 60;
console.log(
  `${found} of ${rows.length} bugs found within ${values.seeds} seeds each, in ${minutes.toFixed(1)} minutes of CPU`,
);
