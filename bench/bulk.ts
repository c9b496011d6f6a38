/** Bulk from a host to one client by way of a switchboard, beside the same bytes by way of HAProxy in TCP mode, with a
 *  chat message on the same trunk every 5 ms. Run: node bench/bulk.ts */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Program, start } from "./support/processes.ts";
import { report } from "./support/report.ts";

const ROUNDS = 6;
const MS = 2_000;

const support = (name: string) => new URL(`./support/${name}-program.ts`, import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const at = (share: number, values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** HAProxy between a free port and `to`. */
async function haproxy(to: number): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort();
  const file = join(mkdtempSync(join(tmpdir(), "partyline-bench-")), "haproxy.cfg");
  writeFileSync(
    file,
    `defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n` +
      `listen bulk\n  bind 127.0.0.1:${port}\n  server source 127.0.0.1:${to}\n`,
  );
  const child = spawn("haproxy", ["-db", "-f", file], { stdio: "ignore" });
  const there = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
  while (!(await there())) await pause(50);
  return { port, child };
}

interface Count {
  received: number;
  at: number;
}

/** Bytes a millisecond at the sink while the source runs. */
async function rate(source: Program<unknown>, sink: Program<unknown>, what: object): Promise<number> {
  await source.ask({ do: "run", ...what });
  await pause(300);
  const before = await sink.ask<Count>({ do: "count" });
  await pause(MS);
  const after = await sink.ask<Count>({ do: "count" });
  await source.ask({ do: "stop" });
  await pause(300);
  return (after.received - before.received) / (after.at - before.at);
}

if (spawnSync("haproxy", ["-v"]).error) {
  console.log("\nBulk\n  skipped: there is no haproxy on this machine (apt-get install haproxy)");
  process.exit();
}
const switchboard = await start<{ port: number }>(support("relay-switchboard"));
const [source, plainSource] = [
  await start<{ port: number; room: string }>(support("bulk-source")),
  await start<{ port: number }>(support("bulk-source")),
];
const proxy = await haproxy(plainSource.ready.port);
const [sink, plainSink, listener] = [
  await start(support("bulk-sink")),
  await start(support("bulk-sink")),
  await start(support("bulk-sink")),
];
const { port } = switchboard.ready;
const { room } = source.ready;
await source.ask({ do: "host", port });
await sink.ask({ do: "bulk", port, room });
await pause(200);
await listener.ask({ do: "chat", port, room });
await plainSink.ask({ do: "plain", port: proxy.port });
await pause(200);

const through = { ours: [] as number[], theirs: [] as number[] };
const chats: { beside: number[]; alone: number[] } = { beside: [], alone: [] };
let used = 0;
let passed = 0;
for (let round = 0; round < ROUNDS; round++) {
  const before = await switchboard.usage();
  const ours = await rate(source, sink, { bulk: true, chat: true });
  const after = await switchboard.usage();
  const beside = await listener.ask<number[]>({ do: "delays" });
  await rate(source, sink, { bulk: false, chat: true });
  const alone = await listener.ask<number[]>({ do: "delays" });
  const theirs = await rate(plainSource, plainSink, { bulk: false, chat: false });
  // Its code was not compiled yet.
  if (round === 0) continue;
  chats.beside.push(...beside);
  chats.alone.push(...alone);
  through.ours.push(ours);
  through.theirs.push(theirs);
  used += after.cpu - before.cpu;
  passed += ours * (MS + 300);
}
for (const program of [switchboard, source, plainSource, sink, plainSink, listener]) program.stop();
proxy.child.kill();

const [ours, theirs] = [at(0.5, through.ours), at(0.5, through.theirs)];
console.log(
  `bulk through one circuit: ${(ours / 1000).toFixed(0)} MB/s, ${(used / (passed / 1e6)).toFixed(0)} µs of the ` +
    `switchboard's CPU a MB; HAProxy in TCP mode: ${(theirs / 1000).toFixed(0)} MB/s`,
);
for (const [how, delays] of Object.entries(chats))
  console.log(
    `chat ${how === "alone" ? "without bulk" : "beside bulk"}, ${delays.length} messages: half within ` +
      `${at(0.5, delays).toFixed(2)} ms, 99 of 100 within ${at(0.99, delays).toFixed(1)} ms`,
  );
report("Bulk", [
  { what: "beside HAProxy in TCP mode", measured: ours / theirs, unit: "times", bar: 0.3, side: "at least" },
  {
    what: "a chat message on the same trunk, 99 of 100",
    measured: at(0.99, chats.beside),
    unit: "ms",
    bar: 50,
    side: "at most",
  },
]);
