/** What a message costs a host's line, with 1 circuit and with 2,000: bytes on the TCP connection of a real host to a
 *  real switchboard, whose members have all shaken hands with it. Run: node bench/uplink.ts */
import { start } from "./support/processes.ts";
import { RawMember, type RoomUnderTest } from "./support/raw-member.ts";
import { report } from "./support/report.ts";
import { Way } from "./support/way.ts";

const CIRCUITS = 2_000;
const MESSAGES = 300;
/** Between two beats of a host to each of its members: any window of this length has exactly one of them. */
const BEAT_MS = 15_000;

const support = (name: string) => new URL(`./support/${name}.ts`, import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const switchboard = await start<{ port: number }>(support("relay-switchboard-program"));
const trunk = await Way.to(switchboard.ready.port);
const host = await start<RoomUnderTest>(support("relay-host-program"), [
  `http://127.0.0.1:${trunk.port}`,
  "many",
]);
const crowd = await start(support("crowd-program"));
const room = { ...host.ready, port: switchboard.ready.port, path: `/v1/r/${host.ready.id}` };

let acked = () => {};
// On the host's own network, so that all the bytes on its line are those of the others.
const sender = new RawMember({ room: host.ready, name: "Sender", onAck: () => acked() });
await sender.admitted;
let said = 0;

/** Bytes up the trunk for one beat period in which nothing is said, and for each of the messages in another. */
async function measure(): Promise<{ idle: number; message: number; raw: number }> {
  // Those who have just come are told to the others.
  await pause(2_000);
  let before = trunk.up;
  await pause(BEAT_MS);
  const idle = trunk.up - before;
  before = trunk.up;
  const began = performance.now();
  for (let i = 0; i < MESSAGES; i++) {
    const answered = new Promise<void>((resolve) => {
      acked = resolve;
    });
    sender.command({ type: "send", n: ++said, body: { kind: "message", text: "x".repeat(100) } });
    await answered;
    await pause(Math.max(0, began + ((i + 1) * BEAT_MS) / MESSAGES - performance.now()));
  }
  const all = trunk.up - before;
  return { idle, message: (all - idle) / MESSAGES, raw: all / MESSAGES };
}

await crowd.ask({ do: "join", room, listeners: 1, senders: 0 });
const one = await measure();
await crowd.ask({ do: "join", room, listeners: CIRCUITS - 1, senders: 0 });
const many = await measure();
const { admitted } = await switchboard.ask<{ admitted: number }>({});
for (const program of [switchboard, host, crowd]) program.stop();
trunk.close();
sender.close();
if (admitted !== CIRCUITS) throw new Error(`${admitted} circuits were there`);

console.log(
  `a message of 100 bytes in a batch of its own: ${one.message.toFixed(1)} bytes with 1 circuit, ` +
    `${many.message.toFixed(1)} with ${CIRCUITS}`,
);
console.log(
  `beside it, said or not: ${(one.idle / 15).toFixed(0)} bytes/s with 1 circuit, ${(many.idle / 15).toFixed(0)} with ` +
    `${CIRCUITS} (one beat to each in 15 s)`,
);
report("The host's line", [
  {
    what: `bytes a message, ${CIRCUITS} circuits beside 1`,
    measured: many.message / one.message,
    unit: "times",
    bar: 1.2,
    side: "at most",
  },
]);
