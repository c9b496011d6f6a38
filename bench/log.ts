/**
 * The log on disk: opening a room with a long history, and storing. Run: node bench/log.ts
 * The log of a million messages (some 240 MB) is made once, in the folder for temporary files, and used again.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Log, type LogEntry, openSqliteLogs } from "@partyline/host/log";
import { report } from "./support/report.ts";

const CLIENTS_A_MEMBER = 4;
const PAGE = { limit: 50, maxBytes: 48 * 1024 };
const MIB = 1024 * 1024;
const SHORT = 1_000;
const LONG = 1_000_000;

/** Entries of messages of about 120 bytes, from clients that take turns. */
function* messages(clients: number, run: string): Generator<LogEntry> {
  for (let i = 0; ; i += 1) {
    const by = `${run}-${i % Math.ceil(clients / CLIENTS_A_MEMBER)}`.padStart(16, "m");
    const client = `${run}-${i % clients}`;
    const n = Math.floor(i / clients) + 1;
    const at = 1_700_000_000_000 + i;
    const text = `message ${i}: the quick brown fox jumps`;
    const json = JSON.stringify({ at, kind: "message", by, from: "Anna", text, client, n });
    const hash = createHash("sha256").update(text).digest();
    yield { event: { at, kind: "message", by, json }, origin: { member: by, client, n, hash } };
  }
}

function take<T>(source: Iterator<T>, count: number): T[] {
  return Array.from({ length: count }, () => source.next().value as T);
}

/** The folder of a log with `count` messages. */
async function builtLog(root: string, count: number): Promise<string> {
  const dir = join(root, `${count}`);
  const logs = openSqliteLogs();
  const log = await logs.open(dir, { create: true });
  if (log.state.head !== count) {
    if (log.state.head > 0) throw new Error(`${dir} is not whole: remove it`);
    const source = messages(100, "build");
    for (let made = 0; made < count; made += 1_000)
      await log.append(take(source, Math.min(1_000, count - made)));
  }
  await logs.close();
  return dir;
}

interface Opening {
  /** Milliseconds for open and newest page; the second time the thread runs already. */
  first: number;
  again: number;
  /** Bytes of resident memory before the first and after the last. */
  before: number;
  after: number;
}

/** In a process of its own, so that nothing else is in its memory. */
async function measureOpening(dir: string): Promise<Opening> {
  const logs = openSqliteLogs();
  const before = process.memoryUsage.rss();
  const open = async () => {
    const start = performance.now();
    const log = await logs.open(dir, { create: false });
    const page = await log.newest(PAGE.limit, PAGE.maxBytes);
    const took = performance.now() - start;
    if (page.length !== PAGE.limit) throw new Error("the newest page is short");
    await log.close();
    return took;
  };
  const [first, again] = [await open(), await open()];
  const after = process.memoryUsage.rss();
  await logs.close();
  return { first, again, before, after };
}

function opening(dir: string): Opening {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), "open", dir], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Opening;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Entries stored a second when each append waits for the one before; the best of three runs. */
async function appendRate(log: Log, size: number, clients: number): Promise<number> {
  const rates: number[] = [];
  for (const run of ["x", "y", "z"]) {
    const source = messages(clients, `${run}${size}of${clients}`);
    const batches = Array.from({ length: size === 1 ? 2_000 : 300 }, () => take(source, size));
    const start = performance.now();
    for (const batch of batches)
      for (const { kind } of await log.append(batch)) if (kind !== "stored") throw new Error(kind);
    rates.push((batches.length * size * 1_000) / (performance.now() - start));
  }
  return Math.max(...rates);
}

interface Figures {
  /** Milliseconds for open and newest page, the thread running; and with its start. */
  ms: number;
  withStart: number;
  /** Bytes of resident memory, and by how much opening made them more. */
  before: number;
  after: number;
  growth: number;
}

/** The medians of five processes that open the log of `dir`. */
function measured(dir: string): Figures {
  const runs = Array.from({ length: 5 }, () => opening(dir));
  const of = (figure: (run: Opening) => number) => median(runs.map(figure));
  return {
    ms: of(({ again }) => again),
    withStart: of(({ first }) => first),
    before: of(({ before }) => before),
    after: of(({ after }) => after),
    growth: of(({ before, after }) => after - before),
  };
}

/** The figures by the number of messages in the log. */
async function openings(): Promise<Map<number, Figures>> {
  const root = join(tmpdir(), "partyline-bench-log");
  mkdirSync(root, { recursive: true });
  const found = new Map<number, Figures>();
  const table = [];
  for (const count of [SHORT, LONG]) {
    const dir = await builtLog(root, count);
    const figures = measured(dir);
    found.set(count, figures);
    table.push({
      messages: count,
      "file MiB": Math.round(statSync(join(dir, "log.db")).size / MIB),
      "open + newest 50, ms": Number(figures.ms.toFixed(1)),
      "with the thread's start, ms": Number(figures.withStart.toFixed(1)),
      "memory before, MiB": Math.round(figures.before / MIB),
      "memory after, MiB": Math.round(figures.after / MIB),
    });
  }
  console.log("Opening, median of 5 processes, file cache warm");
  console.table(table);
  return found;
}

/** Rows a second by the size of an append and the number of clients. */
async function storing() {
  const scratch = mkdtempSync(join(tmpdir(), "partyline-bench-append-"));
  const logs = openSqliteLogs();
  const log = await logs.open(join(scratch, "room"), { create: true });
  const rates = [];
  for (const [size, clients] of [
    [1, 1],
    [100, 1],
    [100, 100],
    [1_000, 1_000],
  ] as const)
    rates.push({
      "entries an append": size,
      clients,
      "rows/s": Math.round(await appendRate(log, size, clients)),
    });
  await logs.close();
  rmSync(scratch, { recursive: true });
  console.log("Storing, one append at a time, each durable before the next");
  console.table(rates);
}

async function main(): Promise<void> {
  const found = await openings();
  await storing();
  const [short, long] = [found.get(SHORT)!, found.get(LONG)!];
  report("The log of 1,000,000 messages on disk", [
    { what: "open + newest 50, thread running", measured: long.ms, unit: "ms", bar: 50, side: "at most" },
    {
      what: "growth of memory beside a log of 1,000",
      measured: long.growth / short.growth,
      unit: "times",
      bar: 1.2,
      side: "at most",
    },
  ]);
}

const [task, dir] = process.argv.slice(2);
if (task === "open" && dir !== undefined) console.log(JSON.stringify(await measureOpening(dir)));
else await main();
