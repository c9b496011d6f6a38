import { closeCodeOf } from "@partyline/protocol";
import { dataParts, decodeHostFrame, decodeSwitchboardFrame, type HostFrame, limits } from "@partyline/relay";
import { FakeClock, settle } from "@partyline/testkit";
import { expect, test } from "vitest";
import { LIMITS } from "../../src/limits.ts";
import { Circuit } from "../../src/listeners/trunk/circuit.ts";
import { Uplink, whole } from "../../src/listeners/trunk/uplink.ts";

function circuit() {
  const clock = new FakeClock();
  const frames: HostFrame[] = [];
  const heard: number[] = [];
  const ended: number[] = [];
  const state = { closed: 0, during: () => {} };
  const uplink = new Uplink((message) => {
    frames.push(decodeHostFrame(message));
    return true;
  }, clock.monotonic);
  const link = new Circuit({
    number: 5,
    room: 1,
    address: "tag",
    uplink,
    clock,
    limits: LIMITS,
    ended: (number) => ended.push(number),
  });
  link.to({
    frame: (bytes) => {
      heard.push(bytes.length);
      state.during();
    },
    closed: () => {
      state.closed += 1;
    },
  });
  const come = (length: number, flags = 0) => {
    const frame = decodeSwitchboardFrame(whole(dataParts(5, new Uint8Array(length).fill(1), flags)));
    if (frame.kind === "data") link.received(frame);
  };
  const closes = () => frames.flatMap((frame) => (frame.kind === "close" ? [frame.code] : []));
  const sent = () => frames.filter(({ kind }) => kind === "data").length;
  const grants = () => frames.flatMap((frame) => (frame.kind === "credit" ? [frame.grant] : []));
  return { link, clock, frames, heard, ended, state, come, closes, sent, grants };
}

const bytes = (length: number) => new Uint8Array(length).fill(1);
const { CIRCUIT_CREDIT, CHUNK_BYTES } = limits;
const RESUME = closeCodeOf("RESUME");

test("R4.7 a link frame begins while there is credit, and the next waits for a grant", () => {
  const { link, sent } = circuit();
  link.send(bytes(CIRCUIT_CREDIT - 100));
  const whileOpen = sent();
  link.send(bytes(50_000));
  expect(sent() - whileOpen).toBe(Math.ceil(50_000 / CHUNK_BYTES));
  link.send(bytes(10));
  expect(sent() - whileOpen).toBe(Math.ceil(50_000 / CHUNK_BYTES));
  link.granted(CIRCUIT_CREDIT - 100);
  expect(sent() - whileOpen).toBe(Math.ceil(50_000 / CHUNK_BYTES) + 1);
});

test("R5.9 a client for whom too many bytes wait is cut with RESUME, and the room told in its own time", async () => {
  const { link, closes, ended, state } = circuit();
  for (let i = 0; i < 9; i++) link.send(bytes(65_000));
  expect(closes()).toEqual([]);
  link.send(bytes(65_000));
  link.send(bytes(65_000));
  link.send(bytes(65_000));
  expect(closes()).toEqual([RESUME]);
  expect([ended, state.closed]).toEqual([[5], 0]);
  await settle();
  expect(state.closed).toBe(1);
});

test("R5.9 a client for whom too many frames wait is cut with RESUME", () => {
  const { link, closes } = circuit();
  for (let i = 0; i < 2; i++) link.send(bytes(65_000));
  for (let i = 0; i < LIMITS.behindFrames; i++) link.send(bytes(10));
  expect(closes()).toEqual([]);
  link.send(bytes(10));
  expect(closes()).toEqual([RESUME]);
});

test("R5.9 a client that takes nothing for 10 s while something waits is cut with RESUME", async () => {
  const { link, closes, clock } = circuit();
  for (let i = 0; i < 3; i++) link.send(bytes(65_000));
  await clock.advance(9_000);
  link.look();
  link.granted(1_000);
  await clock.advance(9_000);
  link.look();
  expect(closes()).toEqual([]);
  await clock.advance(1_001);
  link.look();
  expect(closes()).toEqual([RESUME]);
});

test("R4.10 who cannot be told its epoch first is not admitted, but comes again", () => {
  const { link, frames, closes } = circuit();
  for (let i = 0; i < 3; i++) link.send(bytes(65_000));
  link.admit();
  expect(closes()).toEqual([RESUME]);
  expect(frames.some(({ kind }) => kind === "admit")).toBe(false);
});

test("R4.7 what has been acted on is granted, half a window at a time", () => {
  const { come, heard, grants } = circuit();
  come(CHUNK_BYTES, 1);
  expect(heard).toEqual([]);
  come(CHUNK_BYTES - 1);
  expect([heard, grants()]).toEqual([[2 * CHUNK_BYTES - 1], []]);
  come(1);
  expect(grants()).toEqual([2 * CHUNK_BYTES]);
});

test("R4.7 a member who is to be read more slowly is granted later, and nothing is lost", async () => {
  const { link, come, heard, grants, state, clock } = circuit();
  state.during = () => link.pause(1_000);
  for (let i = 0; i < 3; i++) come(CHUNK_BYTES);
  expect([heard.length, grants()]).toEqual([1, []]);
  await clock.advance(1_000);
  expect([heard.length, grants()]).toEqual([2, [2 * CHUNK_BYTES]]);
  await clock.advance(1_000);
  expect(heard).toHaveLength(3);
});

test("R4.7 more than was granted ends the circuit", () => {
  const { link, come, closes, state } = circuit();
  link.pause(1_000);
  for (let i = 0; i < CIRCUIT_CREDIT / CHUNK_BYTES; i++) come(CHUNK_BYTES);
  expect(closes()).toEqual([]);
  come(1);
  expect(closes()).toEqual([closeCodeOf("BAD_MESSAGE")]);
  come(1);
  expect(state.closed).toBe(0);
});

test("R4.4 after its end nothing is said about it, whoever ends it, and no timer is left", () => {
  const { link, frames, clock, state, heard, come } = circuit();
  link.pause(1_000);
  come(10);
  link.gone();
  link.close("SHUTDOWN");
  link.send(bytes(10));
  link.admit();
  link.cut("RESUME");
  expect([frames, clock.waiting, state.closed, heard]).toEqual([[], 0, 1, []]);
});
