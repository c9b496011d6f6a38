import { checkUsername } from "@partyline/names";
import { type Batch, decodeBatch, limits, type Signal } from "@partyline/protocol";
import { BATCHES_PER_EPOCH, decodeFrame, MAX_FRAME } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { Broadcaster } from "../src/broadcaster.ts";
import { Epochs } from "../src/epochs.ts";
import { EPOCH_MS, GATHER_LEAST_MS, GATHER_MOST_MS } from "../src/limits.ts";
import type { StoredEvent } from "../src/log/index.ts";
import { keys, MemoryRoad, roomId } from "./people.ts";
import { ANN, BOB, client } from "./room/room.ts";

const event = (seq: number, text = "hello"): StoredEvent => ({
  seq,
  json: JSON.stringify({
    seq,
    at: 1,
    kind: "message",
    by: ANN,
    from: "Ann",
    text,
    client: client(1),
    n: seq,
  }),
});
const typing = (by: string, on = true): Signal => ({ kind: "typing", by, from: "Somebody", on });
/** The id of member `i`, below 26^3. */
const member = (i: number): string =>
  [676, 26, 1]
    .map((place) => String.fromCharCode(97 + (Math.floor(i / place) % 26)))
    .join("")
    .padEnd(16, "a");

/** A broadcaster whose payloads can be read: what is sealed is noted before it is. */
function bench(crowd = 1) {
  const clock = new FakeClock();
  const frames: Uint8Array[] = [];
  const payloads: Uint8Array[] = [];
  const began: number[] = [];
  const epochs = new Epochs(nodeProvider, roomId, keys, 1, clock.monotonic());
  const seal = epochs.seal.bind(epochs);
  epochs.seal = (payload) => {
    payloads.push(payload);
    return seal(payload);
  };
  const casts = new Broadcaster({
    epochs,
    clock,
    later: clock.after,
    crowd: () => crowd,
    aged: () => casts.newEpoch(),
    began: (epoch) => began.push(epoch),
    head: 0,
  });
  const road = new MemoryRoad();
  road.admit({ address: "", send: (frame) => frames.push(frame), pause() {}, close() {} });
  casts.roads.add(road);
  const batches = (): Batch[] => payloads.map((payload) => decodeBatch(payload));
  return { clock, casts, frames, batches, payloads, began, road };
}
const seqs = (batches: Batch[]) => batches.map(({ events }) => events.map(({ seq }) => seq));

describe("what goes to all", () => {
  test("what somebody waits for goes at once, with the joins and signals that were being gathered", () => {
    const { casts, batches } = bench();
    casts.events([event(1)], true);
    casts.signal(typing(ANN));
    expect(batches()).toEqual([]);
    casts.events([event(2)], false);
    expect(seqs(batches())).toEqual([[1, 2]]);
    expect(batches()[0]?.signals).toEqual([typing(ANN)]);
  });

  test.each([
    [1, GATHER_LEAST_MS],
    [200, 200],
    [100_000, GATHER_MOST_MS],
  ])("with %i members joins and signals are gathered for %i ms", async (crowd, ms) => {
    const { casts, clock, batches } = bench(crowd);
    casts.events([event(1)], true);
    await clock.advance(ms - 1);
    casts.events([event(2)], true);
    casts.signal(typing(ANN));
    expect(batches()).toEqual([]);
    await clock.advance(1);
    expect(seqs(batches())).toEqual([[1, 2]]);
    await clock.advance(2 * ms);
    expect(batches()).toHaveLength(1);
  });

  test("of what passes only the newest is told of each member", async () => {
    const { casts, clock, batches } = bench();
    for (let i = 0; i < 100; i++) casts.signal(typing(ANN, i % 2 === 0));
    casts.signal({ kind: "presence", by: ANN, from: "Ann", state: "away" });
    casts.signal(typing(BOB));
    await clock.advance(GATHER_LEAST_MS);
    expect(batches().map(({ signals }) => signals)).toEqual([
      [typing(ANN, false), { kind: "presence", by: ANN, from: "Ann", state: "away" }, typing(BOB)],
    ]);
  });

  test("a large commit takes as many batches as it needs, each within its size, in order", () => {
    const { casts, payloads, batches, frames } = bench();
    const long = "\u20ac".repeat(limits.TEXT_UNITS);
    casts.events(
      Array.from({ length: 30 }, (_, i) => event(i + 1, i % 3 === 0 ? long : "short")),
      false,
    );
    expect(seqs(batches()).flat()).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(payloads.length).toBeGreaterThan(3);
    for (const payload of payloads) expect(payload.length).toBeLessThanOrEqual(limits.BATCH_BYTES);
    for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(MAX_FRAME);
  });

  test("many signals of the longest names are split, and none is lost", async () => {
    const { casts, clock, payloads, batches } = bench();
    const from = "\u{20000}".repeat(32);
    expect([checkUsername(from).ok, Buffer.byteLength(from)]).toEqual([true, limits.NAME_BYTES]);
    for (let i = 0; i < 1_000; i++) casts.signal({ kind: "typing", by: member(i), from, on: true });
    casts.events([event(1, "x".repeat(limits.TEXT_UNITS))], true);
    await clock.advance(GATHER_LEAST_MS);
    expect(batches().flatMap(({ signals }) => signals)).toHaveLength(1_000);
    for (const payload of payloads) expect(payload.length).toBeLessThanOrEqual(limits.BATCH_BYTES);
  });

  test("all roads get the same bytes", () => {
    const { casts, frames } = bench();
    const other = new MemoryRoad();
    const there: Uint8Array[] = [];
    other.admit({ address: "", send: (frame) => there.push(frame), pause() {}, close() {} });
    casts.roads.add(other);
    casts.events([event(1)], false);
    expect(there[0]).toBe(frames[0]);
  });
});

describe("epochs", () => {
  test("a new one begins behind what was gathered, which goes under the old", () => {
    const { casts, frames, began } = bench();
    const old = casts.grant;
    casts.signal(typing(ANN));
    const grant = casts.newEpoch();
    casts.events([event(1)], false);
    expect(frames.map((frame) => decodeFrame(frame))).toMatchObject([
      { epoch: 1, batchNo: 0 },
      { epoch: 2, batchNo: 0 },
    ]);
    expect(grant).toMatchObject({ epoch: 2, next: 0 });
    expect(grant.secret).not.toBe(old.secret);
    expect(began).toEqual([2]);
  });

  test("an old one ends by itself, once, also with a commit that takes several batches", async () => {
    const { casts, clock, batches, began } = bench();
    clock.jump(EPOCH_MS + 1);
    const long = "x".repeat(limits.TEXT_UNITS);
    casts.events(
      Array.from({ length: 20 }, (_, i) => event(i + 1, long)),
      false,
    );
    expect(seqs(batches()).flat()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(began).toEqual([2]);
    casts.events([event(21)], false);
    expect(began).toEqual([2]);
    expect(BATCHES_PER_EPOCH).toBeGreaterThan(20);
  });
});
