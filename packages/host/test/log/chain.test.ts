import { expect, test } from "vitest";
import { type ChainEnd, findInChain, jumpOf, type Links, nextLinks } from "../../src/log/sqlite/chain.ts";

/** A client's events at the seqs 10, 20, 30, ..., of which those up to `pruned` are gone. */
function chainOf(length: number) {
  const rows = new Map<number, Links>();
  let reads = 0;
  let pruned = 0;
  const read = (seq: number) => {
    reads += 1;
    return seq > pruned ? rows.get(seq) : undefined;
  };
  let end: ChainEnd = { lastN: 0, lastSeq: 0, lastJump: 0 };
  for (let n = 1; n <= length; n += 1) {
    reads = 0;
    const links = nextLinks(end, read);
    expect(reads).toBeLessThanOrEqual(1);
    rows.set(n * 10, links);
    end = { lastN: n, lastSeq: n * 10, lastJump: links.jump };
  }
  const find = (n: number) => {
    reads = 0;
    return { seq: findInChain(end, n, read), reads };
  };
  const prune = (seq: number) => {
    pruned = seq;
  };
  return { rows, find, prune };
}

test("jumps drop the last digit of the skew-binary number", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 14, 15].map(jumpOf)).toEqual([0, 1, 0, 3, 4, 3, 0, 7, 7, 0]);
});

test("every link leads to the number that it should", () => {
  for (const [seq, { prev, jump }] of chainOf(1_000).rows) {
    expect(prev).toBe(seq - 10);
    expect(jump).toBe(jumpOf(seq / 10) * 10);
  }
});

test("every number is found, in steps that grow with the logarithm", () => {
  const { find } = chainOf(2_000);
  for (let n = 1; n <= 2_000; n += 1) {
    const { seq, reads } = find(n);
    expect(seq).toBe(n * 10);
    expect(reads).toBeLessThanOrEqual(3 * Math.ceil(Math.log2(2_000)));
  }
});

test("past the oldest kept event nothing is found, and everything after it is", () => {
  const { find, prune } = chainOf(100);
  prune(500);
  // The link to an event tells its seq even when the event is gone; its row then is not there.
  for (let n = 1; n <= 49; n += 1) expect(find(n).seq ?? 0).toBeLessThanOrEqual(500);
  for (let n = 51; n <= 100; n += 1) expect(find(n).seq).toBe(n * 10);
});
