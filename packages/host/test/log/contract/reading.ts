/** What every log adapter must give back, and what it must forget. */
import { describe, expect, test } from "vitest";
import type { Log } from "../../../src/log/index.ts";
import { PRUNE_STEP } from "../../../src/log/limits.ts";
import { ALL, note, notes } from "../entries.ts";
import { type OpenRoom, storedFrom } from "./open-room.ts";

const seqsOf = (events: { seq: number }[]): number[] => events.map(({ seq }) => seq);
const everything = async (log: Log) => seqsOf(await log.read({ from: 1, limit: ALL, maxBytes: ALL }));

export function readingContract(adapter: string, openRoom: OpenRoom): void {
  describe(`${adapter}: pages`, () => {
    test("read is ascending, from and to inclusive, and ends at the limit", async () => {
      const { log } = await openRoom();
      await log.append(notes(20));
      const read = async (range: { from: number; to?: number; limit?: number }) =>
        seqsOf(await log.read({ limit: ALL, maxBytes: ALL, ...range }));
      expect(await read({ from: 18 })).toEqual([18, 19, 20]);
      expect(await read({ from: 3, to: 5 })).toEqual([3, 4, 5]);
      expect(await read({ from: 3, limit: 2 })).toEqual([3, 4]);
      expect(await read({ from: 0, to: 1 })).toEqual([1]);
      expect(await read({ from: 5, to: 4 })).toEqual([]);
      expect(await read({ from: 21 })).toEqual([]);
      expect(await read({ from: 1, limit: 0 })).toEqual([]);
    });

    test("newest and before are ascending and end at the new side", async () => {
      const { log } = await openRoom();
      await log.append(notes(20));
      expect(seqsOf(await log.newest(3, ALL))).toEqual([18, 19, 20]);
      expect(seqsOf(await log.newest(99, ALL))).toHaveLength(20);
      expect(seqsOf(await log.newest(0, ALL))).toEqual([]);
      expect(seqsOf(await log.before(18, 3, ALL))).toEqual([15, 16, 17]);
      expect(seqsOf(await log.before(3, 9, ALL))).toEqual([1, 2]);
      expect(seqsOf(await log.before(1, 9, ALL))).toEqual([]);
      expect(seqsOf(await log.before(99, 2, ALL))).toEqual([19, 20]);
    });

    test("a page stays within its bytes of UTF-8, but is never empty for that", async () => {
      const { log } = await openRoom();
      await log.append(["é", "é", "é"].map((text) => note(text)));
      const bytes = Buffer.byteLength('{"seq":1,"at":1,"kind":"message","text":"é"}');
      const read = async (maxBytes: number) => seqsOf(await log.read({ from: 1, limit: 9, maxBytes }));
      expect(await read(bytes * 2)).toEqual([1, 2]);
      expect(await read(bytes * 2 - 1)).toEqual([1]);
      expect(await read(0)).toEqual([1]);
      expect(seqsOf(await log.newest(9, bytes * 2))).toEqual([2, 3]);
      expect(seqsOf(await log.newest(9, 0))).toEqual([3]);
      expect(seqsOf(await log.before(3, 9, bytes * 2 - 1))).toEqual([2]);
    });
  });

  describe(`${adapter}: retention`, () => {
    test("keeps the newest", async () => {
      const { log, reopened } = await openRoom();
      await log.append(notes(10));
      expect(await log.prune({ last: 3 })).toEqual({ first: 8 });
      expect(await everything(log)).toEqual([8, 9, 10]);
      expect(await log.prune({ last: 100 })).toEqual({ first: 8 });
      expect(seqsOf(await log.before(10, 9, ALL))).toEqual([8, 9]);
      expect((await reopened()).state).toMatchObject({ first: 8, head: 10 });
    });

    test("keeps the young, up to the first of them", async () => {
      const { log } = await openRoom();
      await log.append([10, 20, 30, 15, 40].map((at) => note("x", at)));
      expect(await log.prune({ since: 10 })).toEqual({ first: 1 });
      expect(await log.prune({ since: 25 })).toEqual({ first: 3 });
      expect(await everything(log)).toEqual([3, 4, 5]);
    });

    test("of two rules the stricter decides; of none, none", async () => {
      const { log } = await openRoom();
      await log.append(notes(10));
      expect(await log.prune({})).toEqual({ first: 1 });
      expect(await log.prune({ last: 9, since: 5 })).toEqual({ first: 5 });
      expect(await log.prune({ last: 2, since: 5 })).toEqual({ first: 9 });
      await log.append([note("old", 1), note("young", 9)]);
      expect(await log.prune({ last: 2, since: 5 })).toEqual({ first: 12 });
    });

    test("may remove everything: the next seq goes on", async () => {
      const { log, reopened } = await openRoom();
      await log.append(notes(4));
      expect(await log.prune({ last: 0 })).toEqual({ first: 5 });
      const again = await reopened();
      expect(again.state).toMatchObject({ first: 5, head: 4 });
      expect(await again.newest(9, ALL)).toEqual([]);
      expect(await again.append([note("next")])).toEqual(storedFrom(5, 1));
    });

    test("removes more than one step at once, by count and by age", async () => {
      const { log } = await openRoom();
      const count = PRUNE_STEP + 10;
      await log.append(notes(count, 1));
      await log.append(notes(count, 2));
      expect(await log.prune({ since: 2 })).toEqual({ first: count + 1 });
      expect(await log.prune({ last: 5 })).toEqual({ first: count * 2 - 4 });
      expect(await everything(log)).toHaveLength(5);
    });

    test("what is not a number removes nothing", async () => {
      const { log } = await openRoom();
      await log.append(notes(3));
      for (const keep of [{ last: Number.NaN }, { last: -1 }, { since: Number.NaN }, { since: 0.5 }])
        await expect(log.prune(keep)).rejects.toMatchObject({ code: "LOG_BAD_ENTRY" });
      expect(await everything(log)).toHaveLength(3);
    });
  });
}
