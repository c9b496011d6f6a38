/** A host's trunk and its room's circuits, as cheap as can be, so that a measurement shows the switchboard: bare sockets
 *  that count bytes. Or the same number of bare connections to the loop. */
import { connect, type Socket } from "node:net";
import { castParts, encodeAdmit } from "@partyline/relay";
import { serveBench } from "./processes.ts";
import { maskedMessage } from "./raw-member.ts";
import { rawTrunk, room, upgrade } from "./raw-trunk.ts";

let sockets: Socket[] = [];
/** Bytes after the upgrade, over all listeners. */
let received = 0;
let receivedAt = 0;
let send: (payload: Uint8Array) => void = () => {};
/** What one cast of this payload is on a listener's wire. */
let wireBytes: (payload: number) => number = (payload) => payload;
let batchNo = 0;
let trunk: Socket | undefined;
let fromTrunk = 0;
let onOpen: (circuit: number) => void = () => {};

async function host(port: number): Promise<void> {
  const socket = await rawTrunk(
    port,
    (frame) => {
      if (frame.kind === "open") onOpen(frame.circuit);
    },
    (bytes) => {
      fromTrunk += bytes;
    },
  );
  trunk = socket;
  send = (payload) => socket.write(maskedMessage(Buffer.concat(castParts(1, 1, ++batchNo, payload))));
  wireBytes = (payload) => payload + (payload < 126 ? 2 : 4);
}

/** Joins `count` circuits and waits until the host has admitted them all; from batch `from` on, if given. */
async function join(port: number, count: number, from: number | undefined): Promise<void> {
  if (!trunk) await host(port);
  let left = count;
  const admitted = new Promise<void>((resolve) => {
    onOpen = (circuit) => {
      trunk?.write(maskedMessage(encodeAdmit(circuit, from === undefined ? undefined : { epoch: 1, from })));
      if (--left === 0) resolve();
    };
  });
  const hello = maskedMessage(Buffer.alloc(64, 1));
  for (let i = 0; i < count; i++) {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let upgraded = false;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      if (upgraded) {
        received += chunk.length;
        receivedAt = performance.now();
        return;
      }
      upgraded = true;
      const body = chunk.indexOf("\r\n\r\n") + 4;
      received += chunk.length - body;
      socket.write(hello);
    });
    socket.write(upgrade(`/v1/r/${room}`, port));
    sockets.push(socket);
    if (i % 100 === 99) await new Promise(setImmediate);
  }
  await admitted;
}

/** The same without a switchboard. */
async function joinLoop(port: number, count: number): Promise<void> {
  const first = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise((resolve) => first.once("connect", resolve));
  send = (payload) => first.write(payload);
  wireBytes = (payload) => payload;
  for (let i = 0; i < count; i++) {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.on("data", (chunk) => {
      received += chunk.length;
      receivedAt = performance.now();
    });
    await new Promise((resolve) => socket.once("connect", resolve));
    sockets.push(socket);
  }
  sockets.push(first);
}

const until = async (bytes: number): Promise<void> => {
  while (received < bytes) await new Promise(setImmediate);
};

/** Milliseconds from the write of one payload until the last listener has it, sorted. */
async function last(listeners: number, bytes: number, rounds: number): Promise<number[]> {
  const payload = Buffer.alloc(bytes, 1);
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const goal = received + listeners * wireBytes(bytes);
    const began = performance.now();
    send(payload);
    await until(goal);
    times.push(receivedAt - began);
  }
  return times.sort((a, b) => a - b);
}

/** Casts for `ms`, two batches under way at most. */
async function load(listeners: number, bytes: number, ms: number): Promise<{ batches: number; ms: number }> {
  const payload = Buffer.alloc(bytes, 1);
  const each = listeners * wireBytes(bytes);
  const start = received;
  const began = performance.now();
  let batches = 0;
  while (performance.now() - began < ms) {
    send(payload);
    batches += 1;
    await until(start + (batches - 2) * each);
  }
  await until(start + batches * each);
  return { batches, ms: performance.now() - began };
}

/** Casts `perSecond` for `ms`, whether the last one has arrived or not. */
async function pace(listeners: number, bytes: number, perSecond: number, ms: number): Promise<null> {
  const payload = Buffer.alloc(bytes, 1);
  const goal = received + ((listeners * perSecond * ms) / 1_000) * wireBytes(bytes);
  const began = performance.now();
  for (let i = 0; i < (perSecond * ms) / 1_000; i++) {
    const due = began + (i * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    send(payload);
  }
  await until(goal);
  return null;
}

interface Question {
  do: "pace" | "join" | "loop" | "last" | "load" | "cut" | "caught-up";
  port: number;
  count: number;
  bytes: number;
  rounds: number;
  ms: number;
  perSecond: number;
  from?: number;
}

serveBench("ready", async (question) => {
  const asked = question as Question;
  const { port, count, bytes } = asked;
  if (asked.do === "join") return (await join(port, count, asked.from)) ?? null;
  if (asked.do === "loop") return (await joinLoop(port, count)) ?? null;
  if (asked.do === "last") return last(count, bytes, asked.rounds);
  if (asked.do === "pace") return pace(count, bytes, asked.perSecond, asked.ms);
  if (asked.do === "load") return load(count, bytes, asked.ms);
  if (asked.do === "cut") {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    return null;
  }
  // Everybody at once, each with `rounds` batches to catch up with; how long until all have them, and what it cost the
  // host's line.
  const [began, heard, goal] = [
    performance.now(),
    fromTrunk,
    received + count * asked.rounds * wireBytes(bytes),
  ];
  const sent = trunk?.bytesWritten ?? 0;
  await join(port, count, batchNo + 1 - asked.rounds);
  await until(goal);
  const uplink = ((trunk?.bytesWritten ?? 0) - sent + fromTrunk - heard) / count;
  return { ms: performance.now() - began, uplink };
});
