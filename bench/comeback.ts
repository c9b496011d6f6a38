/** 1,000 real clients come back to a real host by way of a switchboard, all at once, after their road was cut: how long
 *  until all are live and have what was said meanwhile, and what of it went over the host's line.
 *  Run: node bench/comeback.ts [how many] */
import type { Answer, Question } from "./support/circuit-clients-program.ts";
import { type Program, start } from "./support/processes.ts";
import { RawMember, type RoomUnderTest } from "./support/raw-member.ts";
import { report } from "./support/report.ts";
import { TrunkTap } from "./support/trunk-tap.ts";
import { Way } from "./support/way.ts";

const CLIENTS = Number(process.argv[2] ?? 1_000);
/** One core could not shake hands for all of them in time; each has a device of its own elsewhere. */
const PROCESSES = 2;
/** Messages, each in a batch of its own, that are said while nobody is there. */
const MISSED = 20;

const support = (name: string) => new URL(`./support/${name}-program.ts`, import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const switchboard = await start<{ port: number }>(support("relay-switchboard"));
/** The host's line, and that of all clients. */
const trunk = await Way.to(switchboard.ready.port);
const road = await Way.to(switchboard.ready.port);
const tap = new TrunkTap();
trunk.tap = (chunk) => tap.push(chunk);
const host = await start<RoomUnderTest>(support("relay-host"), [`http://127.0.0.1:${trunk.port}`]);
const crowds: Program<unknown>[] = await Promise.all(
  Array.from({ length: PROCESSES }, () => start(support("circuit-clients"))),
);

let head = 0;
let acked = () => {};
// On the host's own network, so that nothing of it goes over the trunk but the casts.
const sender = new RawMember({
  room: host.ready,
  name: "Sender",
  onAck: (_, seq) => {
    head = seq ?? head;
    acked();
  },
});
await sender.admitted;
let said = 0;
async function say(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const answered = new Promise<void>((resolve) => {
      acked = resolve;
    });
    sender.command({ type: "send", n: ++said, body: { kind: "message", text: "x".repeat(100) } });
    await answered;
  }
}

/** Seconds of CPU: the host's, the switchboard's, and that of all clients. */
async function cpu(): Promise<[number, number, number]> {
  const of = async (programs: Program<unknown>[]) =>
    (await Promise.all(programs.map((program) => program.usage()))).reduce((sum, one) => sum + one.cpu, 0) /
    1e6;
  return [await of([host]), await of([switchboard]), await of(crowds)];
}

const { id, keys } = host.ready;
const base = { id, keys, switchboard: `http://127.0.0.1:${road.port}`, count: CLIENTS / PROCESSES };
const ask = (what: Pick<Question, "do" | "seq">) =>
  Promise.all(crowds.map((crowd) => crowd.ask<Answer>({ ...base, ...what } satisfies Question)));
await ask({ do: "join", seq: 0 });
await say(1);
await ask({ do: "caught-up", seq: head });
// Those who have come are told to each other.
await pause(2_000);

road.cut();
while (road.held < CLIENTS) await pause(5);
await say(MISSED);
// What was said has passed the trunk.
await pause(100);
const before = await cpu();
tap.take();
const began = Date.now();
road.release();
const back = await ask({ do: "caught-up", seq: head });
const seconds = (Math.max(...back.map(({ at }) => at)) - began) / 1_000;
const { handshakes, bulk, casts, pairwise, rest } = tap.take();
const after = await cpu();
const dials = back.reduce((sum, { breaks }) => sum + breaks, 0) / CLIENTS;
for (const program of [switchboard, host, ...crowds]) program.stop();
for (const way of [trunk, road]) way.close();
sender.close();

const each = (bytes: number) => (bytes / CLIENTS).toFixed(0);
console.log(
  `dials each: ${dials.toFixed(2)}; up the host's line, bytes each: ${each(handshakes)} handshakes, ${each(bulk)} ` +
    `history, ${each(casts)} casts (who comes and goes), ${each(pairwise)} beats and answers, ${each(rest)} other`,
);
const [ofHost, ofSwitchboard, ofClients] = after.map((s, i) => (s - (before[i] ?? 0)).toFixed(2));
console.log(`seconds of CPU: host ${ofHost}, switchboard ${ofSwitchboard}, clients together ${ofClients}`);
report(`${CLIENTS} clients back at once, ${MISSED} messages behind`, [
  { what: "all live, with everything", measured: seconds, unit: "s", bar: 5, side: "at most" },
  {
    what: "handshakes up the host's line, each",
    measured: handshakes / CLIENTS,
    unit: "bytes",
    bar: 500,
    side: "at most",
  },
  { what: "history up the host's line", measured: bulk, unit: "bytes", bar: 0, side: "at most" },
]);
