import { describe, expect, test } from "vitest";
import { nextFetches, Timeline } from "../src/core/timeline.ts";
import { AHEAD_EVENTS } from "../src/limits.ts";
import { said, seqs } from "./events.ts";

describe("a timeline", () => {
  test("applies only last+1, drops what is lower, keeps what is higher", () => {
    const timeline = new Timeline(3);
    expect(seqs(timeline.take([said(2), said(3), said(5), said(5)]))).toEqual([]);
    expect(timeline.held).toBe(1);
    expect(timeline.missing()).toEqual([{ from: 4, to: 4 }]);
    expect(seqs(timeline.take([said(4)]))).toEqual([4, 5]);
    expect(timeline.missing()).toEqual([]);
    expect(seqs(timeline.take([said(4), said(5)]))).toEqual([]);
  });

  test("keeps everything until it knows where it begins", () => {
    const timeline = new Timeline();
    expect(timeline.take([said(8), said(9)])).toEqual([]);
    expect(timeline.missing()).toEqual([]);
    expect(seqs(timeline.begin(8))).toEqual([9]);
    expect(timeline.last).toBe(9);
  });

  test("names the holes and the end that it only heard of", () => {
    const timeline = new Timeline(0);
    timeline.learn(9);
    timeline.take([said(3), said(6), said(7)]);
    expect(timeline.missing()).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 5 },
      { from: 8, to: 9 },
    ]);
  });

  test("bounds what it holds and gives up the highest, which it still misses", () => {
    const timeline = new Timeline(0);
    const many = Array.from({ length: AHEAD_EVENTS + 50 }, (_, i) => said(i + 3));
    timeline.take(many);
    expect(timeline.held).toBe(AHEAD_EVENTS);
    timeline.take([said(2)]);
    expect(timeline.held).toBe(AHEAD_EVENTS);
    const due = timeline.take([said(1)]);
    expect(seqs(due)).toEqual(Array.from({ length: AHEAD_EVENTS + 1 }, (_, i) => i + 1));
    expect(timeline.missing()).toEqual([{ from: AHEAD_EVENTS + 2, to: AHEAD_EVENTS + 52 }]);
  });
});

describe("fetching", () => {
  test("asks for the lowest first, in pages, never twice, and for no more than allowed", () => {
    const missing = [
      { from: 1, to: 450 },
      { from: 500, to: 500 },
    ];
    expect(nextFetches(missing, [], 2, 200)).toEqual([
      { from: 1, to: 200 },
      { from: 201, to: 400 },
    ]);
    expect(nextFetches(missing, [{ from: 1, to: 200 }], 2, 200)).toEqual([{ from: 201, to: 400 }]);
    expect(nextFetches(missing, [{ from: 101, to: 300 }], 3, 200)).toEqual([
      { from: 1, to: 100 },
      { from: 301, to: 450 },
    ]);
    expect(nextFetches(missing, [{ from: 1, to: 450 }], 2, 200)).toEqual([{ from: 500, to: 500 }]);
    expect(nextFetches(missing, missing, 9, 200)).toEqual([]);
  });
});
