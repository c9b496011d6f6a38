import { describe, expect, it } from "vitest";
import {
  checkHistory,
  type Finding,
  type LogRow,
  type MemberHistory,
  type RoomHistory,
  type Said,
  type Seen,
} from "../src/history/index.ts";

const row = (seq: number, id: string, by: string): LogRow => ({ seq, id, by });
const applied = (seq: number, id: string, by: string): Seen => ({ kind: "applied", seq, id, by });
const broke = (code: "RESET" | "GAP" | "START", after?: number): Seen => ({
  kind: "break",
  code,
  ...(after === undefined ? {} : { after }),
});
const complete = (seq: number): Seen => ({ kind: "complete-to", seq });

const LOG: readonly LogRow[] = [
  row(1, "join:ann", "ann"),
  row(2, "a1", "ann"),
  row(3, "join:bob", "bob"),
  row(4, "b1", "bob"),
  row(5, "a2", "ann"),
];
const SAID: readonly Said[] = [{ id: "a1", acked: 2 }, { id: "a2" }, { id: "a3" }];
const bob = (seen: readonly Seen[]): MemberHistory => ({
  member: "bob",
  said: [{ id: "b1", acked: 4 }],
  seen,
});
const ann = (said: readonly Said[] = SAID, seen: readonly Seen[] = []): MemberHistory => ({
  member: "ann",
  said,
  seen,
});
const all = (from: number, to: number) =>
  LOG.slice(from - 1, to).map(({ seq, id, by }) => applied(seq, id, by));

const kinds = (history: Partial<RoomHistory>): Finding["kind"][] =>
  checkHistory({ log: LOG, members: [ann(), bob([])], ...history }).map(({ kind }) => kind);
const seenBy = (...seen: readonly Seen[]) => kinds({ members: [ann(), bob(seen)] });
const saidBy = (...said: readonly Said[]) => kinds({ members: [ann(said), bob([])] });
const logOf = (...log: readonly LogRow[]) => kinds({ log });

describe("a history that is right", () => {
  it("has no findings: acked once, unacked at most once, applied from the join on", () => {
    expect(seenBy(broke("START"), ...all(3, 5), complete(5))).toEqual([]);
  });
  it("may begin anew behind a seq, and go over a named gap", () => {
    expect(
      seenBy(broke("START"), ...all(1, 3), broke("START", 2), ...all(3, 4), broke("GAP"), ...all(5, 5)),
    ).toEqual([]);
  });
  it("may have heard another log before a reset", () => {
    expect(
      seenBy(applied(1, "x", "x"), applied(2, "y", "x"), broke("RESET"), ...all(1, 5), complete(5)),
    ).toEqual([]);
  });
  it("may have a log whose beginning retention took, as long as all agree on what it was", () => {
    const seen = all(1, 5);
    expect(kinds({ log: LOG.slice(2), floor: 3, members: [ann(SAID, seen), bob(seen)] })).toEqual([]);
  });
});

describe("a history that is wrong", () => {
  it("lost: acked and not in the log", () => {
    expect(saidBy(...SAID, { id: "a4", acked: 6 })).toEqual(["lost"]);
  });
  it("doubled: twice in the log, acked or not", () => {
    expect(logOf(...LOG, row(6, "a1", "ann"))).toEqual(["doubled"]);
    expect(logOf(...LOG, row(6, "a2", "ann"))).toEqual(["doubled"]);
  });
  it("doubled: one seq twice in the log", () => {
    expect(logOf(...LOG, row(5, "a3", "ann"))).toContain("doubled");
  });
  it("skipped: a hole in the log, or a log that begins below 1", () => {
    expect(logOf(...LOG, row(7, "a3", "ann"))).toEqual(["skipped"]);
    expect(logOf(row(0, "join:x", "x"), ...LOG)).toEqual(["skipped"]);
    expect(logOf(...LOG.slice(2))).toContain("skipped");
  });
  it("reordered: the log is not ascending", () => {
    expect(logOf(...LOG.slice(0, 3), row(5, "a2", "ann"), row(4, "b1", "bob"))).toContain("reordered");
  });
  it("reordered: an author's messages stand otherwise than they were said", () => {
    expect(saidBy({ id: "a2" }, { id: "a1", acked: 2 })).toEqual(["reordered"]);
  });
  it("invented: the log holds what its author never said, or another did", () => {
    expect(logOf(...LOG, row(6, "z", "ann"))).toEqual(["invented"]);
    expect(logOf(...LOG, row(6, "a3", "bob"))).toEqual(["invented"]);
  });
  it("ack-mismatch: acked at another seq, or refused and stored", () => {
    expect(saidBy({ id: "a1", acked: 3 }, { id: "a2" })).toEqual(["ack-mismatch"]);
    expect(saidBy({ id: "a1", refused: "CONFLICT" }, { id: "a2" })).toEqual(["ack-mismatch"]);
  });
  it("skipped: applied past a hole, also one right behind a named start", () => {
    expect(seenBy(...all(1, 2), ...all(4, 5))).toEqual(["skipped"]);
    expect(seenBy(broke("START", 1), ...all(3, 5))).toEqual(["skipped"]);
  });
  it("doubled: one event applied twice", () => {
    expect(seenBy(...all(1, 3), ...all(3, 5))).toEqual(["doubled"]);
    expect(seenBy(broke("START", 3), ...all(3, 5))).toEqual(["doubled"]);
  });
  it("reordered: applied after a later one", () => {
    expect(seenBy(...all(1, 3), ...all(2, 2))).toEqual(["reordered"]);
  });
  it("reordered: something else applied than the log holds", () => {
    expect(seenBy(...all(1, 3), applied(4, "a2", "ann"))).toEqual(["reordered"]);
    expect(seenBy(...all(1, 3), applied(4, "b1", "ann"))).toEqual(["reordered"]);
  });
  it("reordered: two members differ on what retention has removed", () => {
    const members = [ann(SAID, all(1, 5)), bob([applied(1, "other", "ann"), ...all(2, 5)])];
    expect(kinds({ log: LOG.slice(2), floor: 3, members })).toEqual(["reordered"]);
  });
  it("invented: applied what the log does not have", () => {
    expect(seenBy(...all(1, 5), applied(6, "z", "bob"))).toEqual(["invented"]);
  });
  it("false-complete: said to be here, and is not", () => {
    expect(seenBy(...all(1, 4), complete(5))).toEqual(["false-complete"]);
    expect(seenBy(broke("START"), complete(1))).toEqual(["false-complete"]);
    expect(seenBy(...all(1, 5), broke("RESET"), complete(5), ...all(1, 5))).toEqual(["false-complete"]);
  });
});
