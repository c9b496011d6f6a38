import fc from "fast-check";
import { expect, test } from "vitest";
import { nextFetches, Timeline } from "../src/core/timeline.ts";
import { said, seqs } from "./events.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

test("whatever is lost, repeated or overtaken, every event is applied once and in order", () => {
  const batch = fc.record({ from: fc.integer({ min: 1, max: 60 }), length: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }),
      fc.array(batch, { maxLength: 40 }),
      fc.nat(8),
      (start, batches, page) => {
        const timeline = new Timeline(start);
        const applied: number[] = [];
        let head = start;
        for (const { from, length } of batches) {
          head = Math.max(head, from + length - 1);
          applied.push(...seqs(timeline.take(Array.from({ length }, (_, i) => said(from + i)))));
        }
        timeline.learn(head);
        // The host answers with less than was asked for, as its pages are bounded by bytes too.
        for (let rounds = 0; timeline.last! < head && rounds < 500; rounds++) {
          for (const { from, to } of nextFetches(timeline.missing(), [], 2, page + 2)) {
            const upTo = Math.min(to, from + page);
            const events = Array.from({ length: upTo - from + 1 }, (_, i) => said(from + i));
            applied.push(...seqs(timeline.take(events)));
          }
        }
        expect(applied).toEqual(Array.from({ length: head - start }, (_, i) => start + 1 + i));
        expect(timeline.missing()).toEqual([]);
        expect(timeline.held).toBe(0);
      },
    ),
    { numRuns },
  );
});
