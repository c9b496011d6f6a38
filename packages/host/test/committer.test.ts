import { FakeClock, settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { type Committed, Committer, logErrorCode } from "../src/committer.ts";
import { COMMIT_ENTRIES, COMMIT_SPACING_MS } from "../src/limits.ts";
import { type LogEntry, LogError, memoryLog } from "../src/log/index.ts";
import type { Entry, Ticket } from "../src/room/index.ts";
import { ANN, client } from "./room/room.ts";

const message = (n: number, text = `${n}`): Entry => ({
  event: { at: 1, kind: "message", by: ANN, from: "Ann", text, client: client(1), n },
  origin: { member: ANN, client: client(1), n },
});
const ticket = (n: number): Ticket => ({ for: "send", conn: 1, n });

/** A committer on a log in memory, whose appends can be held and made to fail. */
function bench() {
  const clock = new FakeClock();
  const log = memoryLog();
  const appends: { at: number; entries: readonly LogEntry[] }[] = [];
  const commits: Committed[] = [];
  const control: { hold: Promise<void> | undefined; fail: unknown } = { hold: undefined, fail: undefined };
  const append = log.append.bind(log);
  log.append = async (entries) => {
    appends.push({ at: clock.monotonic(), entries });
    await control.hold;
    if (control.fail) throw control.fail;
    return append(entries);
  };
  const hash = (text: string) => new TextEncoder().encode(text.slice(0, 60));
  const committer = new Committer(log, clock, hash, (commit) => commits.push(commit));
  const add = (from: number, to: number) => {
    for (let n = from; n <= to; n++) committer.add(message(n), ticket(n));
  };
  return { clock, committer, appends, commits, control, add };
}

describe("group commit", () => {
  test("the first after quiet goes at once, what comes meanwhile goes together, 20 ms after the last start", async () => {
    const { clock, appends, add } = bench();
    await clock.advance(1_000);
    add(1, 1);
    expect(appends).toHaveLength(1);
    add(2, 5);
    await settle();
    expect(appends).toHaveLength(1);
    await clock.advance(COMMIT_SPACING_MS - 1);
    add(6, 6);
    expect(appends).toHaveLength(1);
    await clock.advance(1);
    expect(appends.map(({ at, entries }) => [at, entries.length])).toEqual([
      [1_000, 1],
      [1_020, 5],
    ]);
  });

  test("while a slow commit runs there is no other; then all that waits goes at once", async () => {
    const { clock, appends, control, add } = bench();
    let release = () => {};
    control.hold = new Promise((resolve) => {
      release = resolve;
    });
    add(1, 1);
    add(2, 4);
    await clock.advance(500);
    expect(appends).toHaveLength(1);
    release();
    await settle();
    expect(appends.map(({ at, entries }) => [at, entries.length])).toEqual([
      [0, 1],
      [500, 3],
    ]);
  });

  test("the order is that in which they came, over any number of commits, each with one answer", async () => {
    const { clock, commits, add } = bench();
    const all = 2 * COMMIT_ENTRIES + 3;
    add(1, all);
    await clock.advance(1_000);
    const answers = commits.flatMap(({ results }) => results);
    expect(answers.map((answer) => answer.ticket.for === "send" && answer.ticket.n)).toEqual(
      Array.from({ length: all }, (_, i) => i + 1),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: all }, (_, i) => ({ kind: "stored", seq: i + 1 })),
    );
    const events = commits.flatMap((commit) => commit.events);
    expect(events.map(({ seq, json }) => [seq, JSON.parse(json).seq, JSON.parse(json).text])).toEqual(
      Array.from({ length: all }, (_, i) => [i + 1, i + 1, `${i + 1}`]),
    );
  });

  test("a commit that fails answers each of its entries, and the next may work again", async () => {
    const { clock, commits, control, add } = bench();
    const failure = new LogError("LOG_FULL");
    add(1, 1);
    await settle();
    control.fail = failure;
    add(2, 3);
    await clock.advance(100);
    expect(commits[1]).toMatchObject({ events: [], failure });
    expect(commits[1]?.results.map(({ outcome }) => outcome)).toEqual([
      { kind: "failed", code: "LOG_FULL" },
      { kind: "failed", code: "LOG_FULL" },
    ]);
    control.fail = undefined;
    add(2, 2);
    await clock.advance(100);
    expect(commits[2]?.results[0]?.outcome).toEqual({ kind: "stored", seq: 2 });
    expect(commits[2]?.failure).toBeUndefined();
  });

  test("a retry is no event, and a change alone is none either", async () => {
    const { clock, committer, commits, add } = bench();
    add(1, 1);
    add(1, 1);
    committer.add({ changes: [{ set: "meta", key: "name", value: "Club" }] }, ticket(9));
    await clock.advance(100);
    expect(
      commits.map(({ events, results }) => [events.length, results.map(({ outcome }) => outcome.kind)]),
    ).toEqual([
      [1, ["stored"]],
      [0, ["duplicate", "stored"]],
    ]);
  });

  test("only people coming in is quiet", async () => {
    const { clock, committer, commits, add } = bench();
    committer.add({ event: { at: 1, kind: "join", by: ANN, from: "Ann" } }, ticket(1));
    await clock.advance(100);
    add(1, 1);
    await clock.advance(100);
    expect(commits.map(({ quiet }) => quiet)).toEqual([true, false]);
  });

  test("drained once nothing waits or runs", async () => {
    const { clock, committer, commits, add } = bench();
    await committer.drained();
    add(1, 1);
    add(2, 2);
    const drained = committer.drained();
    await clock.advance(100);
    await drained;
    expect(commits).toHaveLength(2);
  });

  test("a code that does not travel becomes LOG_FAILED", () => {
    expect(logErrorCode(new LogError("LOG_FULL"))).toBe("LOG_FULL");
    for (const error of [new LogError("LOG_CLOSED"), new Error("x"), undefined, "LOG_FULL"])
      expect(logErrorCode(error)).toBe("LOG_FAILED");
  });
});
