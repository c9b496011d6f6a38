import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstAbove, Unread } from "../../src/state/unread.ts";
import { ANNA, joinedAt, said, saidAll } from "./samples.ts";

const isMine = (event: { by?: string }) => event.by === ANNA;

describe("unread", () => {
  it("counts what others said after the mark, and nothing else", () => {
    const unread = new Unread();
    unread.append([joinedAt(1), said(2), said(3, ANNA), said(4), said(5)], isMine as never);
    expect([unread.count, unread.first]).toEqual([3, 2]);
    expect(unread.read(2)).toBe(true);
    expect([unread.count, unread.first]).toEqual([2, 4]);
    expect(unread.read(1)).toBe(false);
    expect(unread.count).toBe(2);
    unread.read(9);
    expect([unread.count, unread.first]).toEqual([0, undefined]);
  });
  it("takes older ones too, and forgets with the log", () => {
    const unread = new Unread();
    unread.append(saidAll(11, 12), isMine as never);
    unread.prepend(saidAll(9, 10), isMine as never);
    expect([unread.count, unread.first]).toEqual([4, 9]);
    unread.reset();
    expect([unread.count, unread.mark]).toEqual([0, 0]);
  });
  it("finds the first above by halves", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 50 })), fc.nat({ max: 60 }), (numbers, mark) => {
        const sorted = numbers.sort((a, b) => a - b);
        expect(firstAbove(sorted, mark)).toBe(sorted.filter((one) => one <= mark).length);
      }),
    );
  });
});
