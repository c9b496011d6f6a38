/** Random lives of a log against a model of a few lines, for both adapters. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import {
  type Log,
  type LogEntry,
  type LogStore,
  type Outcome,
  openMemoryLogs,
  openSqliteLogs,
} from "../../src/log/index.ts";
import { ALL, note, sent } from "./entries.ts";

/** The log as one would explain it: a list, and what each client has sent. */
class Model {
  events: { seq: number; at: number; text: string }[] = [];
  head = 0;
  meta = new Map<string, string>();
  counts = new Map<string, { text: string; seq: number }[]>();

  get first(): number {
    return this.events[0]?.seq ?? this.head + 1;
  }

  add(text: string, at: number): number {
    this.head += 1;
    this.events.push({ seq: this.head, at, text });
    return this.head;
  }

  send(client: string, n: number, text: string): Outcome {
    const sent = this.counts.get(client) ?? [];
    if (n > sent.length + 1) return { kind: "expected", n: sent.length + 1 };
    const before = sent[n - 1];
    if (before === undefined) {
      const seq = this.add(text, n);
      this.counts.set(client, [...sent, { text, seq }]);
      return { kind: "stored", seq };
    }
    if (before.seq < this.first) return { kind: "duplicate", seq: null };
    return { kind: before.text === text ? "duplicate" : "conflict", seq: before.seq };
  }

  prune(keep: { last?: number; since?: number }): void {
    const kept = ({ seq, at }: { seq: number; at: number }) =>
      (keep.last === undefined || seq > this.head - keep.last) &&
      (keep.since === undefined || at >= keep.since);
    while (this.events[0] && !kept(this.events[0])) this.events.shift();
  }
}

interface Run {
  model: Model;
  log: Log;
  reopen: () => Promise<Log>;
}

const textOf = (events: { seq: number; json: string }[]) =>
  events.map(({ seq, json }) => ({ seq, text: JSON.parse(json).text, spliced: JSON.parse(json).seq }));
const expected = (events: Model["events"]) => events.map(({ seq, text }) => ({ seq, text, spliced: seq }));

type Entry = { client: string | null; step: number; text: string };

/** `step`: 1 is the next number, 0 the last again, below that older ones, above that a hole. */
class Append implements fc.AsyncCommand<Model, Run> {
  readonly entries: Entry[];
  constructor(entries: Entry[]) {
    this.entries = entries;
  }
  check = () => true;
  async run(model: Model, { log }: Run): Promise<void> {
    const numbers = new Map([...model.counts].map(([client, { length }]) => [client, length]));
    const entries: LogEntry[] = [];
    const outcomes: Outcome[] = [];
    for (const { client, step, text } of this.entries) {
      const value = step > 0 ? `${step}` : null;
      const last = numbers.get(client ?? "") ?? 0;
      const n = Math.max(1, last + step);
      const entry = client === null ? note(text, step + 10) : sent(n, text, client);
      entries.push({ ...entry, changes: [{ set: "meta", key: text, value }] });
      const outcome: Outcome =
        client === null ? { kind: "stored", seq: model.add(text, step + 10) } : model.send(client, n, text);
      outcomes.push(outcome);
      if (outcome.kind !== "stored") continue;
      if (client !== null) numbers.set(client, n);
      if (value === null) model.meta.delete(text);
      else model.meta.set(text, value);
    }
    expect(await log.append(entries)).toEqual(outcomes);
  }
  toString = () => `append(${JSON.stringify(this.entries)})`;
}

class Prune implements fc.AsyncCommand<Model, Run> {
  readonly keep: { last?: number; since?: number };
  constructor(keep: { last?: number; since?: number }) {
    this.keep = keep;
  }
  check = () => true;
  async run(model: Model, { log }: Run): Promise<void> {
    model.prune(this.keep);
    expect(await log.prune(this.keep)).toEqual({ first: model.first });
  }
  toString = () => `prune(${JSON.stringify(this.keep)})`;
}

class Read implements fc.AsyncCommand<Model, Run> {
  readonly seq: number;
  readonly limit: number;
  constructor(seq: number, limit: number) {
    this.seq = seq;
    this.limit = limit;
  }
  check = () => true;
  async run(model: Model, { log }: Run): Promise<void> {
    const { seq, limit } = this;
    const [after, before] = [
      model.events.filter((e) => e.seq >= seq),
      model.events.filter((e) => e.seq < seq),
    ];
    const end = (events: Model["events"]) => (limit === 0 ? [] : events.slice(-limit));
    expect(textOf(await log.read({ from: seq, limit, maxBytes: ALL }))).toEqual(
      expected(after.slice(0, limit)),
    );
    expect(textOf(await log.before(seq, limit, ALL))).toEqual(expected(end(before)));
    expect(textOf(await log.newest(limit, ALL))).toEqual(expected(end(model.events)));
  }
  toString = () => `read(${this.seq}, ${this.limit})`;
}

class Reopen implements fc.AsyncCommand<Model, Run> {
  check = () => true;
  async run(model: Model, run: Run): Promise<void> {
    run.log = await run.reopen();
    expect(run.log.state).toMatchObject({ first: model.first, head: model.head, meta: model.meta });
  }
  toString = () => "reopen";
}

const text = fc.constantFrom("a", "b", "c");
const entry = fc.record({
  client: fc.constantFrom("c1", "c2", "c3", null),
  step: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: -9, max: 3 })),
  text,
});
const keep = fc.record(
  { last: fc.integer({ min: 0, max: 30 }), since: fc.integer({ min: 0, max: 20 }) },
  { requiredKeys: [] },
);
const commands = fc.commands(
  [
    fc.array(entry, { maxLength: 12 }).map((entries) => new Append(entries)),
    fc.array(entry, { maxLength: 12 }).map((entries) => new Append(entries)),
    keep.map((rule) => new Prune(rule)),
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 }))
      .map((args) => new Read(...args)),
    fc.constant(new Reopen()),
  ],
  { size: "+1" },
);

const folder = mkdtempSync(join(tmpdir(), "partyline-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let rooms = 0;

function live(logs: LogStore) {
  return fc.asyncProperty(commands, async (steps) => {
    rooms += 1;
    const dir = join(folder, `${rooms}`);
    const run: Run = { model: new Model(), log: await logs.open(dir, { create: true }), reopen };
    async function reopen(): Promise<Log> {
      await run.log.close();
      return logs.open(dir, { create: false });
    }
    await fc.asyncModelRun(() => ({ model: run.model, real: run }), [...steps, new Reopen()]);
    await run.log.close();
    rmSync(dir, { recursive: true, force: true });
  });
}

const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);
const MINUTES = 60_000;

test(
  "memory: any life of a log is as the model says",
  async () => {
    await fc.assert(live(openMemoryLogs()), { numRuns: RUNS });
  },
  30 * MINUTES,
);

// A tenth, since each of these lives waits for the disk dozens of times.
test(
  "sqlite: any life of a log is as the model says",
  async () => {
    const logs = openSqliteLogs();
    await fc.assert(live(logs), { numRuns: Math.ceil(RUNS / 10) });
    await logs.close();
  },
  30 * MINUTES,
);
