import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { limits } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { Ring } from "../../src/exchange/ring.ts";
import { BATCH_OVERHEAD } from "../../src/limits.ts";

const message = (bytes: number) => new Uint8Array(bytes);

/** A ring that was given these batches, one a millisecond. */
function ringOf(...batches: (readonly [epoch: number, batchNo: number])[]): Ring {
  const ring = new Ring();
  batches.forEach(([epoch, batchNo], at) => {
    ring.push({ epoch, batchNo, message: message(10), at });
  });
  return ring;
}

describe("R5.3 a cast that does not follow empties it", () => {
  test.each([
    ["the next number", [2, 6], 2],
    ["a higher epoch, whatever the number", [3, 1], 2],
    ["a hole", [2, 7], 1],
    ["the same number again", [2, 5], 1],
    ["a lower number", [2, 1], 1],
    ["a lower epoch", [1, 6], 1],
  ] as const)("%s", (_, next, kept) => {
    const ring = ringOf([2, 5], next);
    expect(ring.end - ring.first).toBe(kept);
  });
});

describe("R5.4 what it has", () => {
  const ring = ringOf([1, 8], [1, 9], [2, 5], [2, 6]);

  test.each([
    [2, 5, 2],
    [2, 6, 3],
    [2, 7, 4],
    [2, 4, undefined],
    [2, 3, undefined],
    [2, 8, undefined],
    [1, 8, undefined],
    [3, 1, undefined],
  ] as const)("batch %i.%i is at %s", (epoch, from, place) => expect(ring.find(epoch, from)).toBe(place));

  test("R3.6 a host is told of its newest epoch", () =>
    expect(ring.kept).toEqual({ epoch: 2, first: 5, next: 7 }));

  test("an empty one has nothing", () => {
    expect([ringOf().find(1, 0), ringOf().kept]).toEqual([undefined, null]);
  });
});

describe("R5.4 how much it keeps", () => {
  test("512 batches", () => {
    const ring = ringOf(...Array.from({ length: 600 }, (_, i) => [1, i] as const));
    expect([ring.end - ring.first, ring.kept?.first]).toEqual([limits.RING_BATCHES, 88]);
  });

  test("1 MiB", () => {
    const ring = new Ring();
    for (let n = 0; n < 40; n++) ring.push({ epoch: 1, batchNo: n, message: message(60_000), at: 0 });
    expect(ring.bytes).toBe(17 * 60_000);
    expect(ring.bytes + 60_000).toBeGreaterThan(limits.RING_BYTES);
  });

  test("5 minutes; places go on from where they were", () => {
    const ring = ringOf([1, 1], [1, 2]);
    ring.expire(limits.RING_MS);
    expect(ring.end - ring.first).toBe(2);
    ring.expire(limits.RING_MS + 1);
    expect([ring.first, ring.end, ring.bytes]).toEqual([1, 2, 10]);
    ring.expire(limits.RING_MS + 2);
    expect([ring.kept, ring.find(1, 3), ring.end]).toEqual([null, undefined, 2]);
  });

  test("less, where all rings together hold too much", () => {
    const ring = ringOf([1, 1], [1, 2], [1, 3]);
    expect(ring.memory).toBe(3 * (10 + BATCH_OVERHEAD));
    ring.expire(3, 10 + BATCH_OVERHEAD + 1);
    expect([ring.bytes, ring.memory, ring.kept]).toEqual([
      10,
      10 + BATCH_OVERHEAD,
      { epoch: 1, first: 3, next: 4 },
    ]);
  });

  test("the overhead that is counted is what tiny batches cost, within a factor of two", async () => {
    const program = `
      const most = 300_000;
      const kept = new Array(most);
      gc();
      const before = process.memoryUsage.rss();
      for (let i = 0; i < most; i++) kept[i] = { epoch: 1, batchNo: i, message: Buffer.allocUnsafeSlow(40).fill(1), at: i + 0.5 };
      gc();
      console.log((process.memoryUsage.rss() - before) / kept.length - 40);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "-e", program]);
    expect(Number(stdout)).toBeGreaterThan(BATCH_OVERHEAD / 2);
    expect(Number(stdout)).toBeLessThan(BATCH_OVERHEAD * 2);
  });
});
