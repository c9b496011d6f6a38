import { limits } from "@partyline/relay";
import { FakeClock } from "@partyline/testkit";
import { expect, test } from "vitest";
import { RecentBatches } from "../../src/recent-batches.ts";

const frame = new Uint8Array(100);
const batch = (number: number, seq: number, epoch = 1) => ({ epoch, number, seq, frame });

function recents(head = 10) {
  const clock = new FakeClock();
  return { clock, recent: new RecentBatches(clock, head) };
}

test("R5.7 the first batch with all that follows a seq", () => {
  const { recent } = recents();
  recent.add(batch(4, 12));
  recent.add(batch(5, 12));
  recent.add(batch(6, 15));
  expect([9, 10, 11, 12, 14, 15].map((after) => recent.firstAfter(after, 1))).toEqual([
    undefined,
    4,
    4,
    6,
    6,
    undefined,
  ]);
  expect(recent.firstAfter(12, 2)).toBeUndefined();
  expect(recent.next).toBe(7);
});

test("a new epoch begins anew", () => {
  const { recent } = recents();
  recent.add(batch(4, 12));
  recent.add(batch(0, 13, 2));
  expect(recent.firstAfter(11, 2)).toBeUndefined();
  expect(recent.firstAfter(12, 2)).toBe(0);
  expect(recent.from(4, 1)).toBeUndefined();
});

test("R5.4 at most 512, 1 MiB and 5 min of them", async () => {
  const { recent, clock } = recents();
  for (let i = 0; i < 513; i++) recent.add(batch(i, 11 + i));
  expect([recent.firstAfter(10, 1), recent.firstAfter(11, 1)]).toEqual([undefined, 1]);
  recent.add({ ...batch(513, 600), frame: new Uint8Array(limits.RING_BYTES - 150) });
  expect(recent.from(512, 1)?.map(({ number }) => number)).toEqual([512, 513]);
  expect(recent.from(511, 1)).toBeUndefined();
  await clock.advance(limits.RING_MS + 1);
  expect([recent.next, recent.firstAfter(599, 1), recent.from(513, 1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  recent.add(batch(514, 601));
  expect(recent.firstAfter(600, 1)).toBe(514);
});
