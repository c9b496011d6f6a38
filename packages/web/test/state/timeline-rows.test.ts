import { describe, expect, it } from "vitest";
import { TimelineRows } from "../../src/state/timeline-rows.ts";
import { ANNA, BEN, DAY_MS, joinedAt, START, said, saidAll, utcDay } from "./samples.ts";

const rowsOf = () =>
  new TimelineRows({ dayOf: utcDay, isMine: (event) => "by" in event && event.by === ANNA });
const show = (rows: TimelineRows): string[] =>
  rows.rows.map((row) => {
    if (row.kind === "message")
      return `${row.first ? `${row.from}: ` : ""}${row.text}${row.state === "stored" ? "" : ` (${row.state})`}`;
    if (row.kind === "day") return utcDay(row.at);
    return row.kind === "new" ? "new" : row.words;
  });
const keys = (rows: TimelineRows): string[] => rows.rows.map(({ key }) => key);
const pending = (key: number, text: string, at = START + key) => ({
  key,
  n: key,
  text,
  at,
  failed: undefined,
});

describe("rows of the log", () => {
  it("begin with the day, group one author's messages, and part them at others, events and 5 minutes", () => {
    const rows = rowsOf();
    rows.append([joinedAt(1), said(2), said(3), said(4, ANNA), said(5), said(6, BEN, START + 305_000)]);
    rows.append([said(7, BEN, START + 605_001), joinedAt(8), said(9, BEN, START + 605_002)]);
    expect(show(rows)).toEqual([
      "2026-01-01",
      "Ben joined",
      "Ben: text 2",
      "text 3",
      "Anna: text 4",
      "Ben: text 5",
      "text 6",
      "Ben: text 7",
      "Ben joined",
      "Ben: text 9",
    ]);
  });

  it("part the days", () => {
    const rows = rowsOf();
    rows.append([said(1), said(2, BEN, START + DAY_MS), said(3, BEN, START + DAY_MS + 1)]);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "2026-01-02", "Ben: text 2", "text 3"]);
  });

  it("take older events in front without another key, one day row a day, and the seam grouped", () => {
    const rows = rowsOf();
    rows.append(saidAll(11, 13));
    const before = keys(rows).filter((key) => !key.startsWith("d"));
    rows.prepend(saidAll(8, 10));
    rows.prepend([said(7, BEN, START - DAY_MS)]);
    expect(show(rows)).toEqual([
      "2025-12-31",
      "Ben: text 7",
      "2026-01-01",
      "Ben: text 8",
      "text 9",
      "text 10",
      "text 11",
      "text 12",
      "text 13",
    ]);
    expect(keys(rows).slice(-3)).toEqual(before);
    rows.append(saidAll(12, 14));
    expect(show(rows).slice(-2)).toEqual(["text 13", "text 14"]);
    expect([rows.first, rows.last]).toEqual([7, 14]);
  });

  it("say where the log begins, and where something is missing", () => {
    const rows = rowsOf();
    rows.setStart("The beginning");
    rows.append([said(1)]);
    rows.gap(5, "Missing");
    rows.append([said(5)]);
    expect(show(rows)).toEqual(["The beginning", "2026-01-01", "Ben: text 1", "Missing", "Ben: text 5"]);
    rows.clear();
    rows.append([said(1)]);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1"]);
  });

  it("give no key of one log to a row of another", () => {
    const rows = rowsOf();
    rows.append([said(1)]);
    const [, old] = keys(rows);
    rows.clear();
    rows.append([said(1)]);
    expect(keys(rows)).not.toContain(old);
  });

  it("stay the same array until something changes", () => {
    const rows = rowsOf();
    rows.append([said(1)]);
    expect(rows.rows).toBe(rows.rows);
    const before = rows.rows;
    rows.append([said(2)]);
    expect(rows.rows).not.toBe(before);
    expect(before).toHaveLength(2);
  });
});

describe("the new line", () => {
  it("stands before the first unread message and parts its group; taken away, the group is whole again", () => {
    const rows = rowsOf();
    rows.append(saidAll(1, 4));
    rows.setNew(3);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "text 2", "new", "Ben: text 3", "text 4"]);
    expect(rows.newAt).toBe(3);
    rows.setNew(4);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "text 2", "text 3", "new", "Ben: text 4"]);
    rows.setNew(undefined);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "text 2", "text 3", "text 4"]);
    expect(rows.newAt).toBeUndefined();
  });
});

describe("what is pending", () => {
  it("stands at the end and settles in place under its own key", () => {
    const rows = rowsOf();
    rows.setMe({ id: ANNA, name: "Anna" });
    rows.openOutbox([]);
    rows.append([said(1)]);
    rows.pending(pending(1, "hello"));
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "Anna: hello (pending)"]);
    const key = keys(rows).at(-1);
    rows.settles(1, 2);
    rows.append([said(2, ANNA, START + 2_000, "hello")]);
    rows.acked(1, 2);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "Anna: hello"]);
    expect(keys(rows).at(-1)).toBe(key);
  });

  it("keeps its key too where the ack comes before the event, and shows as arrived between them", () => {
    const rows = rowsOf();
    rows.setMe({ id: ANNA, name: "Anna" });
    rows.openOutbox([]);
    rows.pending(pending(1, "hello"));
    const key = keys(rows).at(-1);
    rows.acked(1, 2);
    expect(show(rows).at(-1)).toBe("Anna: hello");
    rows.append([said(1), said(2, ANNA, START + 2_000, "hello")]);
    expect(show(rows)).toEqual(["2026-01-01", "Ben: text 1", "Anna: hello"]);
    expect(keys(rows).at(-1)).toBe(key);
  });

  it("goes where its event is here already, or no longer kept", () => {
    const rows = rowsOf();
    rows.openOutbox([pending(1, "one"), pending(2, "two")]);
    rows.append(saidAll(1, 3, ANNA));
    rows.acked(1, 2);
    rows.acked(2, null);
    expect(rows.rows.filter((row) => row.kind === "message")).toHaveLength(3);
  });

  it("fails with words, waits again at the end under the same key, and can be dropped", () => {
    const rows = rowsOf();
    rows.openOutbox([]);
    rows.pending(pending(1, "one"));
    rows.pending(pending(2, "two"));
    const [, one] = keys(rows);
    rows.failed(1, "TEXT_TOO_LONG", "");
    expect(rows.rows[1]).toMatchObject({
      state: "failed",
      pendingKey: 1,
      failure: { code: "TEXT_TOO_LONG" },
    });
    rows.pending({ ...pending(1, "one"), n: 3 });
    expect(rows.rows.at(-1)).toMatchObject({ key: one, text: "one", state: "pending", failure: undefined });
    rows.drop(2);
    expect(rows.rows.filter(({ kind }) => kind === "message")).toHaveLength(1);
  });

  it("keeps its key from one outbox to the next, where numbers begin anew", () => {
    const rows = rowsOf();
    rows.openOutbox([]);
    rows.pending(pending(1, "one"));
    const key = rows.keyOf(1);
    rows.openOutbox([{ ...pending(7, "one"), at: START + 1 }]);
    expect(rows.keyOf(7)).toBe(key);
    rows.pending(pending(1, "other"));
    expect(rows.keyOf(1)).not.toBe(key);
  });
});
