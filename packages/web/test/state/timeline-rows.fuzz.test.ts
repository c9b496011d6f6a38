/** However events, pages, acks and outboxes come: keys are one for each row and stay, order and grouping hold. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Row } from "../../src/state/model.ts";
import { continues } from "../../src/state/row-makers.ts";
import { TimelineRows } from "../../src/state/timeline-rows.ts";
import { ANNA, BEN, DAY_MS, joinedAt, START, said, utcDay } from "./samples.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2_000);

type Step = {
  do: "append" | "prepend" | "own" | "ack" | "event" | "fail" | "new" | "clear" | "outbox";
  a: number;
  b: number;
};

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom(
      "append",
      "append",
      "prepend",
      "own",
      "own",
      "ack",
      "event",
      "fail",
      "new",
      "clear",
      "outbox",
    ),
    a: fc.nat({ max: 6 }),
    b: fc.nat({ max: 3 }),
  }),
  { maxLength: 40 },
);

/** A seq's time: some follow at once, some after minutes, some on another day. */
const timeOf = (seq: number): number =>
  START + seq * 90_000 + (seq % 11 === 0 ? 400_000 : 0) + Math.floor(seq / 40) * DAY_MS;

const eventOf = (seq: number) =>
  seq % 7 === 0 ? { ...joinedAt(seq), at: timeOf(seq) } : said(seq, seq % 3 === 0 ? ANNA : BEN, timeOf(seq));

function check(rows: readonly Row[], stored: number[]): void {
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const messages = rows.filter((row) => row.kind === "message");
  const pendingFrom = messages.findIndex(
    ({ state, pendingKey }) => state !== "stored" || pendingKey !== undefined,
  );
  if (pendingFrom >= 0) expect(messages.slice(pendingFrom).every((row) => row.mine)).toBe(true);
  const seqs = messages.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
  for (const seq of stored) if (seq % 7 !== 0) expect(seqs).toContain(seq);
  let day: string | undefined;
  for (const [at, row] of rows.entries()) {
    if (row.kind === "day") day = utcDay(row.at);
    if (row.kind === "message" || row.kind === "system") expect(day).toBe(utcDay(row.at));
    if (row.kind === "message") expect(row.first).toBe(!continues(rows[at - 1], row));
  }
}

it("holds whatever comes", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const rows = new TimelineRows({ dayOf: utcDay, isMine: (event) => "by" in event && event.by === ANNA });
      rows.setMe({ id: ANNA, name: "Anna" });
      rows.openOutbox([]);
      let [first, last] = [200, 199];
      let stored: number[] = [];
      let entries: number[] = [];
      let acked = new Map<number, number>();
      let next = 1;
      const keyOfSeq = new Map<number, string>();
      for (const { do: what, a, b } of list) {
        if (what === "append") {
          const events = Array.from({ length: a + 1 }, (_, i) => eventOf(last + 1 + i)).filter(
            ({ seq }) => ![...acked.values()].includes(seq),
          );
          if (events.some(({ seq }, i) => seq !== last + 1 + i)) continue;
          rows.append(events);
          stored.push(...events.map(({ seq }) => seq));
          last += events.length;
        } else if (what === "prepend" && stored.length > 0 && first > 10) {
          const events = Array.from({ length: a + 1 }, (_, i) => eventOf(first - a - 1 + i));
          rows.prepend(events);
          stored.push(...events.map(({ seq }) => seq));
          first -= a + 1;
        } else if (what === "own") {
          rows.pending({ key: next, n: next, text: `own ${next}`, at: timeOf(last + 1), failed: undefined });
          entries.push(next++);
        } else if (what === "ack" && entries[b] !== undefined && acked.size === 0) {
          const key = entries[b];
          acked.set(key, last + 1);
          const row = rows.keyOf(key)!;
          rows.acked(key, last + 1);
          keyOfSeq.set(last + 1, row);
        } else if (what === "event") {
          const [key] = acked.size > 0 ? [...acked.keys()] : entries;
          if (key === undefined) continue;
          const row = rows.keyOf(key)!;
          if (acked.size === 0) rows.settles(key, last + 1);
          rows.append([said(last + 1, ANNA, timeOf(last + 1), `own ${key}`)]);
          if (acked.size === 0) rows.acked(key, last + 1);
          acked = new Map();
          entries = entries.filter((one) => one !== key);
          last += 1;
          if (last % 7 !== 0) stored.push(last);
          keyOfSeq.set(last, row);
        } else if (what === "fail" && entries[b] !== undefined && !acked.has(entries[b])) {
          rows.failed(entries[b], "RATE", "");
        } else if (what === "new") {
          rows.setNew(b === 0 ? undefined : stored[a]);
        } else if (what === "clear") {
          rows.clear();
          [first, last, stored] = [last + 1, last, []];
          keyOfSeq.clear();
          entries = entries.filter((key) => !acked.has(key));
          acked = new Map();
        } else if (what === "outbox" && acked.size === 0) {
          rows.openOutbox(
            entries.map((key) => ({
              key,
              n: key,
              text: `own ${key}`,
              at: timeOf(last + 1),
              failed: undefined,
            })),
          );
        }
        check(rows.rows, stored);
        for (const [seq, key] of keyOfSeq)
          expect(rows.rows.find((row) => row.kind === "message" && row.seq === seq)?.key).toBe(key);
      }
    }),
    { numRuns },
  );
});
