/*
 * `npm run faults`: real hosts, switchboards and members on networks of namespaces, a seeded schedule of faults, and the
 * history held to what the protocol promises. Needs Linux and root.
 */
import { writeFileSync } from "node:fs";
import { lanAvailable } from "@partyline/testkit";
import { DISASTERS } from "./disasters/index.ts";
import { FAULTS } from "./faults/index.ts";
import { closeAll, type Told } from "./lane.ts";
import { readOptions } from "./options.ts";
import { reportOf } from "./report.ts";
import { prepareShims } from "./shim/shims.ts";
import { runFaults } from "./worlds.ts";

const lineOf = ({ world, faults, messages, liveAgain, findings, ms }: Told): string => {
  const worst = liveAgain.length > 0 ? `, all live again after ${Math.max(...liveAgain)} ms` : "";
  const what = `${faults.join(" + ")}: ${messages} messages in ${(ms / 1000).toFixed(1)} s${worst}`;
  return `world ${world}: ${what}${findings.length === 0 ? "" : `\n  ${findings.slice(0, 12).join("\n  ")}`}`;
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === "list") {
    for (const { name, about } of [...FAULTS, ...DISASTERS]) console.log(`${name.padEnd(26)}${about}`);
    return 0;
  }
  const available = lanAvailable();
  if (!available.ok) {
    console.error(`No network of namespaces can be made here: ${available.reason}.`);
    return 1;
  }
  const shims = prepareShims();
  process.once("SIGINT", () => void closeAll().then(() => process.exit(130)));
  const began = Date.now();
  const reportNow = (results: readonly Told[]) => {
    const report = reportOf(results, { options, shims, minutes: (Date.now() - began) / 60_000 });
    if (options.out) writeFileSync(options.out, report.page);
    return report;
  };
  const sofar: Told[] = [];
  try {
    await runFaults(options, shims, {
      tell: (result) => {
        console.log(lineOf(result));
        sofar.push(result);
        // A run that is broken off leaves what it has seen.
        reportNow(sofar);
      },
      note: (line) => console.log(line),
    });
    const report = reportNow(sofar);
    console.log(`\n${report.summary}`);
    return report.wrong === 0 ? 0 : 1;
  } finally {
    shims.remove();
  }
}

if (import.meta.main) process.exitCode = await main();
