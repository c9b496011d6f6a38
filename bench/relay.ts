/** A switchboard on loopback: fan-out to 2,000 circuits, the last of 1,000 beside a bare loop of socket writes, 5,000
 *  idle circuits, 1,000 that come back at once. Run: node bench/relay.ts */
import { type Program, start } from "./support/processes.ts";
import { report } from "./support/report.ts";

const support = (name: string) => new URL(`./support/relay-${name}-program.ts`, import.meta.url);
const open = async () => ({
  switchboard: await start<{ port: number }>(support("switchboard")),
  crowd: await start(support("crowd")),
});
const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

/** Under load a host puts the messages of 20 ms into one batch. A message of 100 bytes is about 180 in it, with its
 *  number, sender and time; a batch has 100 bytes of its own. */
const MESSAGES = 16;
const BATCH = 100 + MESSAGES * 180;

async function fanOut(): Promise<{ message: number; batch: number; rate: number }> {
  const { switchboard, crowd } = await open();
  const { port } = switchboard.ready;
  const count = 2_000;
  await crowd.ask({ do: "join", port, count });
  await crowd.ask({ do: "load", count, bytes: BATCH, ms: 1_000 });
  const before = await switchboard.usage();
  const run = await crowd.ask<{ batches: number; ms: number }>({
    do: "load",
    count,
    bytes: BATCH,
    ms: 5_000,
  });
  const { cpu } = await switchboard.usage();
  switchboard.stop();
  crowd.stop();
  const batch = (cpu - before.cpu) / (run.batches * count);
  return { batch, message: batch / MESSAGES, rate: (run.batches * count * MESSAGES * 1_000) / run.ms };
}

/** Milliseconds to the last of 1,000, for switchboard and loop by turns, so that both see the same machine. */
async function lastOf(count: number): Promise<{ ours: number; loop: number }> {
  const { switchboard, crowd } = await open();
  const loop = await start<{ port: number }>(support("loop"));
  const beside = await start(support("crowd"));
  await crowd.ask({ do: "join", port: switchboard.ready.port, count });
  await beside.ask({ do: "loop", port: loop.ready.port, count });
  const times: { ours: number[]; loop: number[] } = { ours: [], loop: [] };
  const round = async (who: Program<unknown>) =>
    who.ask<number[]>({ do: "last", count, bytes: 280, rounds: 30 });
  for (let turn = 0; turn < 8; turn++) {
    const [ours, theirs] = [await round(crowd), await round(beside)];
    if (turn === 0) continue;
    times.ours.push(...ours);
    times.loop.push(...theirs);
  }
  for (const program of [switchboard, crowd, loop, beside]) program.stop();
  const median = (values: number[]) => middle(values.sort((a, b) => a - b));
  return { ours: median(times.ours), loop: median(times.loop) };
}

async function idle(count: number): Promise<number> {
  const { switchboard, crowd } = await open();
  const { port } = switchboard.ready;
  // What the first connections load is not theirs.
  await crowd.ask({ do: "join", port, count: 200 });
  const before = await switchboard.usage();
  await crowd.ask({ do: "join", port, count });
  const after = await switchboard.usage();
  switchboard.stop();
  crowd.stop();
  return (after.rss - before.rss) / count / 1_000;
}

async function comeBack(count: number): Promise<{ ms: number; uplink: number }> {
  const { switchboard, crowd } = await open();
  const { port } = switchboard.ready;
  await crowd.ask({ do: "join", port, count });
  await crowd.ask({ do: "last", count, bytes: 1_000, rounds: 150 });
  await crowd.ask({ do: "cut" });
  const run = await crowd.ask<{ ms: number; uplink: number }>({
    do: "caught-up",
    port,
    count,
    bytes: 1_000,
    rounds: 100,
  });
  switchboard.stop();
  crowd.stop();
  return run;
}

const fan = await fanOut();
const last = await lastOf(1_000);
const bytes = await idle(5_000);
const back = await comeBack(1_000);
console.log(
  `fan-out: ${Math.round(fan.rate)} deliveries/s, ${fan.batch.toFixed(2)} µs CPU a batch and circuit`,
);
console.log(`last of 1,000: ${last.ours.toFixed(2)} ms, bare loop ${last.loop.toFixed(2)} ms`);
report(`Relay, ${MESSAGES} messages of 100 bytes a batch`, [
  {
    what: "switchboard CPU a delivery, 2,000 circuits",
    measured: fan.message,
    unit: "µs",
    bar: 1,
    side: "at most",
  },
  {
    what: "last of 1,000 beside a bare loop",
    measured: last.ours / last.loop,
    unit: "times",
    bar: 1.3,
    side: "at most",
  },
  { what: "an idle circuit of 5,000", measured: bytes, unit: "kB", bar: 20, side: "at most" },
  {
    what: "1,000 back at once, 100 batches behind",
    measured: back.ms / 1000,
    unit: "s",
    bar: 5,
    side: "at most",
  },
  { what: "of the host's line, each", measured: back.uplink, unit: "bytes", bar: 500, side: "at most" },
]);
