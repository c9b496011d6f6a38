/** Fan-out on loopback: 400 members, 4 senders, 100-byte messages, sealed and durable, beside an echo server that
 *  calls `ws.send` for each member. Run: node bench/fanout.ts */
import { type Program, start } from "./support/processes.ts";
import type { RoomUnderTest } from "./support/raw-member.ts";
import { report } from "./support/report.ts";

const MEMBERS = 400;
const SENDERS = 4;
const MS = 5_000;

interface Rate {
  /** Messages that reached every member, times members, a second. */
  deliveries: number;
  /** Microseconds of the server's CPU a delivery. */
  cpu: number;
}

async function measure(server: Program<unknown>, crowd: Program<unknown>): Promise<Rate> {
  await crowd.ask({ do: "load", ms: 1_000, senders: SENDERS });
  const before = await server.usage();
  const run = await crowd.ask<{ messages: number; ms: number; equal?: boolean }>({
    do: "load",
    ms: MS,
    senders: SENDERS,
  });
  if (run.equal === false) throw new Error("not every member had every message");
  const { cpu } = await server.usage();
  const deliveries = run.messages * MEMBERS;
  return { deliveries: (deliveries * 1000) / run.ms, cpu: (cpu - before.cpu) / deliveries };
}

const support = (name: string) => new URL(`./support/${name}.ts`, import.meta.url);

const host = await start<RoomUnderTest>(support("host-program"));
const crowd = await start(support("crowd-program"));
await crowd.ask({ do: "join", room: host.ready, listeners: MEMBERS - SENDERS, senders: SENDERS });
const ours = await measure(host, crowd);
host.stop();
crowd.stop();

const echo = await start<{ port: number }>(support("echo-program"));
const listeners = await start(support("echo-crowd-program"));
await listeners.ask({ do: "join", port: echo.ready.port, count: MEMBERS });
const theirs = await measure(echo, listeners);
echo.stop();
listeners.stop();

console.log(`host: ${Math.round(ours.deliveries)} deliveries/s, ${ours.cpu.toFixed(2)} µs CPU each`);
console.log(`echo: ${Math.round(theirs.deliveries)} deliveries/s, ${theirs.cpu.toFixed(2)} µs CPU each`);
report("Fan-out, 400 members, 4 senders, 100 bytes, sealed and durable", [
  { what: "host CPU a delivery", measured: ours.cpu, unit: "µs", bar: 1, side: "at most" },
  {
    what: "deliveries/s beside ws.send to each",
    measured: ours.deliveries / theirs.deliveries,
    unit: "times",
    bar: 10,
    side: "at least",
  },
]);
