/** What a run came to, for a person: a few lines, and a page with tables. */
import { cpus, totalmem } from "node:os";
import { DISASTERS } from "./disasters/index.ts";
import { FAULTS } from "./faults/index.ts";
import type { Told } from "./lane.ts";
import type { Options } from "./options.ts";
import type { Shims } from "./shim/shims.ts";

export interface RunFacts {
  options: Options;
  shims: Shims;
  minutes: number;
}

export interface Report {
  summary: string;
  page: string;
  /** Rounds in which something was wrong. */
  wrong: number;
}

/** What a finding is counted as, by its first word. */
const KINDS = { lost: "lost", doubled: "doubled", reordered: "reordered" } as const;

/** Milliseconds within which a member is to be there again, for 99 of 100 after one fault. */
const BAR_MS = 5_000;

export function reportOf(results: readonly Told[], facts: RunFacts): Report {
  const findings = results.flatMap((result) => result.findings);
  const count = (word: string): number => findings.filter((finding) => finding.startsWith(`${word}:`)).length;
  const known = Object.keys(KINDS).reduce((sum, word) => sum + count(word), 0);
  const messages = results.reduce((sum, result) => sum + result.messages, 0);
  const wrong = results.filter((result) => result.findings.length > 0).length;
  const single = results.filter(({ kind, faults }) => kind === "fault" && faults.length === 1);
  const again = sorted(single.flatMap(({ liveAgain }) => liveAgain));
  const all = sorted(results.flatMap(({ liveAgain }) => liveAgain));
  const rows: [string, string][] = [
    ["rounds", number(results.length)],
    ["messages said, stored and heard", number(messages)],
    ["lost", number(count("lost"))],
    ["doubled", number(count("doubled"))],
    ["reordered", number(count("reordered"))],
    ["anything else that should not be", number(findings.length - known)],
    ["live again after a single fault, p50", ms(at(again, 0.5))],
    ["live again after a single fault, p99", `${ms(at(again, 0.99))} (bar: ${ms(BAR_MS)})`],
    ["longest stall after a single fault", ms(again.at(-1) ?? 0)],
    ["longest stall after any round", ms(all.at(-1) ?? 0)],
  ];
  const summary = rows.map(([what, value]) => `${what.padEnd(40)}${value}`).join("\n");
  return { summary, page: pageOf(results, rows, facts), wrong };
}

function pageOf(results: readonly Told[], rows: readonly [string, string][], facts: RunFacts): string {
  const { options, shims, minutes } = facts;
  const skipped = Object.entries({ "failing disks": shims.disk, "jumping clocks": shims.clock }).flatMap(
    ([what, shim]) => ("reason" in shim ? [`${what}: ${shim.reason}`] : []),
  );
  return `# Reliability

What a room does when things break, measured on the real programs: \`partyline host\`, \`partyline switchboard\`, and members
with the client library and a store on disk, on networks of Linux namespaces. Three members are on the host's own network
(one by the direct road only, two by both roads), three reach it through the switchboard from behind another router.

In each round all of them talk; something breaks, and is mended; everybody is to be there again; and the whole history is
held to what the protocol promises: every acknowledged message is in the log exactly once, every other at most once,
everybody applied exactly the log, in its order, or was told where not.

${table(["", "seen"], rows)}

${commandOf(options)}

Machine: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Linux, Node ${process.versions.node}; ${minutes.toFixed(0)} minutes, ${options.lanes} networks at a time.

"Live again" is the time from the end of a fault until a message that a member says at that moment has been stored by the host
and has come back to that member in its place. Where a program was killed, the fault ends when it listens again, and a
member's when it begins to connect. After a round with two faults at once the figure is told below, and held to no bar.

## Faults

${table(
  ["fault", "what happens", "rounds alone", "with another", "wrong", "live again p50", "p99", "longest"],
  FAULTS.map((fault) => faultRow(fault, results)),
)}

## Disasters

After these the room's log, or the switchboard's directory, is not what it was. Each ends its network.

${table(
  ["disaster", "what happens", "rounds", "wrong"],
  DISASTERS.map(({ name, about }) => {
    const mine = results.filter(({ faults, kind }) => kind === "disaster" && faults.includes(name));
    return [name, about, number(mine.length), number(wrongOf(mine))];
  }),
)}
${skipped.length === 0 ? "" : `\nLeft out on this machine: ${skipped.join("; ")}.\n`}${wrongPart(results)}`;
}

function faultRow({ name, about }: { name: string; about: string }, results: readonly Told[]): string[] {
  const mine = results.filter(({ faults }) => faults.includes(name));
  const alone = mine.filter(({ faults }) => faults.length === 1);
  const again = sorted(alone.flatMap(({ liveAgain }) => liveAgain));
  const times =
    again.length === 0 ? ["", "", ""] : [at(again, 0.5), at(again, 0.99), again.at(-1) ?? 0].map(ms);
  const counts = [alone.length, mine.length - alone.length, wrongOf(mine)].map(number);
  return [name, about, ...counts, ...times];
}

function wrongPart(results: readonly Told[]): string {
  const wrong = results.filter(({ findings }) => findings.length > 0);
  if (wrong.length === 0) return "";
  const lines = wrong.flatMap(({ world, faults, findings }) => [
    `- network ${world}, ${faults.join(" + ")}:`,
    ...findings.slice(0, 5).map((finding) => `  - ${finding}`),
  ]);
  return `\n## What was wrong\n\n${lines.join("\n")}\n`;
}

function commandOf({ rounds, seed, messagesPerRound, only }: Options): string {
  const some = only.length > 0 ? ` --only ${only.join(",")}` : "";
  return `Made by (Linux, as root):

\`\`\`
npm run faults -- --rounds ${rounds} --seed ${seed} --messages-per-round ${messagesPerRound}${some} --out docs/reliability.md
\`\`\``;
}

const wrongOf = (results: readonly Told[]): number =>
  results.filter(({ findings }) => findings.length > 0).length;
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
/** The value that a share of them does not pass. */
const at = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.ceil(ascending.length * share) - 1)] ?? 0;
const number = (value: number): string => value.toLocaleString("en-GB");
const ms = (value: number): string =>
  value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
