/** `node tests/simulator/run.ts --seeds N --from S`: runs N seeds on all cores, and says what was found. `--plan NAME` runs
 *  one kind of run only, `--jobs N` on so many cores, `--minutes M` stops after that long, `--first` at the first finding,
 *  and `--trace` prints one seed step by step. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { runAll } from "./crew.ts";
import type { FaultName } from "./faults.ts";
import { PLAN_NAMES } from "./plans.ts";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    plan: { type: "string" },
    jobs: { type: "string", default: String(availableParallelism()) },
    minutes: { type: "string", default: "Infinity" },
    first: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
});
/** How many of the slowest seeds are named. */
const WORST = 10;
const from = Number(values.from);
const plan = PLAN_NAMES.find((name) => name === values.plan);
if (values.plan !== undefined && !plan)
  throw new Error(`There is no plan ${values.plan}: ${PLAN_NAMES.join(", ")}.`);
if (values.trace) {
  const { trace, findings } = await simulate(from, { trace: true, plan });
  process.stdout.write(trace.join(""));
  for (const finding of findings) console.log(finding);
  process.exit(findings.length > 0 ? 1 : 0);
}

const faults = new Map<FaultName, number>();
const settled: number[] = [];
/** The same for runs in which one thing went wrong. */
const single: number[] = [];
/** Of those: until everybody was live again, from the end of what went wrong. */
const liveAgain: { seed: number; ms: number; fault: string }[] = [];
const found: number[] = [];
const sum = { messages: 0, acked: 0, events: 0, steps: 0 };
let count = 0;
const started = performance.now();
const goesOn = () => performance.now() - started < Number(values.minutes) * 60_000;
const order = { from, seeds: Number(values.seeds), jobs: Number(values.jobs), plan, goesOn };
for await (const run of runAll(order)) {
  count += 1;
  for (const key of ["messages", "acked", "events", "steps"] as const) sum[key] += run[key];
  for (const [name, times] of Object.entries(run.faults) as [FaultName, number][])
    faults.set(name, (faults.get(name) ?? 0) + times);
  settled.push(run.settledMs);
  if (Object.values(run.faults).reduce((all, times) => all + times, 0) === 1) single.push(run.settledMs);
  if (run.liveAgainMs !== undefined)
    liveAgain.push({ seed: run.seed, ms: run.liveAgainMs, fault: Object.keys(run.faults).join() });
  if (run.findings.length === 0) continue;
  found.push(run.seed);
  console.log(`seed ${run.seed} (${run.plan}):\n  ${run.findings.slice(0, 6).join("\n  ")}`);
  if (values.first) break;
}
const minutes = (performance.now() - started) / 60_000;
/** Of all threads; seconds. */
const cpu = process.cpuUsage();
const cpuSeconds = (cpu.user + cpu.system) / 1e6;
const seconds = (all: number[]) => {
  all.sort((a, b) => a - b);
  const at = (q: number) => ((all[Math.floor((all.length - 1) * q)] ?? 0) / 1000).toFixed(1);
  return `median ${at(0.5)} s, 99 % ${at(0.99)} s, most ${at(1)} s`;
};

console.log(
  `${count} runs (seeds ${from} to ${from + count - 1}), ${Math.round(count / minutes)} a minute, ${Math.round(sum.steps / count)} steps a run`,
);
console.log(
  `${cpuSeconds.toFixed(1)} s of CPU, ${Math.round((count * 60) / cpuSeconds)} runs a minute of one core`,
);
console.log(`${sum.messages} messages said, ${sum.acked} acked; ${sum.events} events in the logs`);
console.log(`faults: ${[...faults].map(([name, times]) => `${name} ${times}`).join(", ") || "none"}`);
console.log(`all well after the last fault: ${seconds(settled)}`);
console.log(`the same in the ${single.length} runs with one fault: ${seconds(single)}`);
console.log(
  `live again, from the end of the one fault (${liveAgain.length} runs): ${seconds(liveAgain.map(({ ms }) => ms))}`,
);
const worst = liveAgain.toSorted((a, b) => b.ms - a.ms).slice(0, WORST);
console.log("the longest, to look at with --trace --from SEED:");
for (const { seed, ms, fault } of worst) console.log(`  seed ${seed}: ${(ms / 1000).toFixed(1)} s, ${fault}`);
console.log(`${found.length} seeds with findings${found.length > 0 ? `: ${found.join(" ")}` : ""}`);
process.exitCode = found.length > 0 ? 1 : 0;
