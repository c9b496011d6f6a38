/** What every log adapter must do. */
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import type { Log, LogEntry, LogStore, LogStoreOptions, Outcome } from "../../src/log/index.ts";
import { CLIENT_IDLE_MS, CLIENTS_PER_MEMBER, PRUNE_STEP } from "../../src/log/limits.ts";
import { ALL, freshDir, hashOf, member, note, notes, sent } from "./entries.ts";

const ID = "0123456789abcdef0123456789abcdef";

const storedFrom = (first: number, count: number): Outcome[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "stored", seq: first + index }));

const seqsOf = (events: { seq: number }[]): number[] => events.map(({ seq }) => seq);
const everything = async (log: Log) => seqsOf(await log.read({ from: 1, limit: ALL, maxBytes: ALL }));

/** Runs the suite for one adapter; a store must find again what it has closed. */
export function logContract(adapter: string, openLogs: (options?: LogStoreOptions) => LogStore): void {
  const system = { now: () => Date.now(), newLogId: () => randomBytes(16).toString("hex") };
  let given: LogStoreOptions = {};
  // One for all tests, since a store may have to start a thread.
  const shared = openLogs({
    now: () => (given.now ?? system.now)(),
    newLogId: () => (given.newLogId ?? system.newLogId)(),
  });
  afterAll(() => shared.close());

  async function openRoom(options: LogStoreOptions = {}, store = shared) {
    given = options;
    const dir = freshDir();
    let log = await store.open(dir, { create: true });
    const reopened = async () => {
      await log.close();
      log = await store.open(dir, { create: false });
      return log;
    };
    onTestFinished(() => log.close());
    return { store, dir, log, reopened };
  }

  describe(`${adapter}: a log's life`, () => {
    test("a new log is empty and has an id", async () => {
      const { log } = await openRoom({ newLogId: () => ID });
      expect(log.state).toEqual({ logId: ID, first: 1, head: 0, meta: new Map(), members: [] });
      expect(await log.newest(10, ALL)).toEqual([]);
    });

    test("by default every log has an id of its own", async () => {
      const store = openLogs();
      const [one, other] = [await openRoom({}, store), await openRoom({}, store)];
      await store.close();
      expect(one.log.state.logId).toMatch(/^[0-9a-f]{32}$/);
      expect(other.log.state.logId).not.toBe(one.log.state.logId);
    });

    test("what was stored is there after reopening, under the same id", async () => {
      const { log, reopened } = await openRoom();
      const { logId } = log.state;
      await log.append([
        { ...note("hello"), changes: [{ set: "meta", key: "name", value: "Tea" }] },
        { changes: [{ set: "member", member: member("anna", { role: "owner", bannedAt: 7 }) }] },
      ]);
      const again = await reopened();
      expect(again.state).toEqual({
        logId,
        first: 1,
        head: 1,
        meta: new Map([["name", "Tea"]]),
        members: [member("anna", { role: "owner", bannedAt: 7 })],
      });
      expect(await again.newest(10, ALL)).toEqual([
        { seq: 1, json: '{"seq":1,"at":1,"kind":"message","text":"hello"}' },
      ]);
    });

    test("a folder without a log is LOG_MISSING unless it may be made", async () => {
      const { store } = await openRoom();
      const dir = freshDir();
      await expect(store.open(dir, { create: false })).rejects.toMatchObject({ code: "LOG_MISSING" });
      expect((await store.open(dir, { create: true })).state.head).toBe(0);
    });

    test("create on a log that is there opens it", async () => {
      const { store, dir, log } = await openRoom();
      await log.append([note("kept")]);
      await log.close();
      const again = await store.open(dir, { create: true });
      expect(again.state).toMatchObject({ logId: log.state.logId, head: 1 });
    });

    test("a second opener is told ROOM_IN_USE, and has the room once it is closed", async () => {
      const { store, dir, log } = await openRoom();
      await expect(store.open(dir, { create: true })).rejects.toMatchObject({ code: "ROOM_IN_USE" });
      await log.append([note("the first opener goes on")]);
      await log.close();
      expect((await store.open(dir, { create: false })).state.head).toBe(1);
    });

    test("close waits for what was asked before; afterwards every call is LOG_CLOSED", async () => {
      const { log, reopened } = await openRoom();
      const append = log.append([note("in time")]);
      await Promise.all([log.close(), log.close()]);
      expect(await append).toEqual(storedFrom(1, 1));
      const closed = { code: "LOG_CLOSED" };
      await expect(log.append([note("late")])).rejects.toMatchObject(closed);
      await expect(log.read({ from: 1, limit: 1, maxBytes: 1 })).rejects.toMatchObject(closed);
      await expect(log.newest(1, 1)).rejects.toMatchObject(closed);
      await expect(log.before(1, 1, 1)).rejects.toMatchObject(closed);
      await expect(log.prune({})).rejects.toMatchObject(closed);
      expect((await reopened()).state.head).toBe(1);
    });

    test("closing the store closes its logs", async () => {
      const { log, store } = await openRoom({}, openLogs());
      await store.close();
      await store.close();
      await expect(log.append([note("late")])).rejects.toMatchObject({ code: "LOG_CLOSED" });
    });
  });

  describe(`${adapter}: append`, () => {
    test("numbers events from 1 without holes; a change alone takes no number", async () => {
      const { log } = await openRoom();
      const change: LogEntry = { changes: [{ set: "meta", key: "k", value: "v" }] };
      expect(await log.append([note("a"), change, note("b")])).toEqual([
        { kind: "stored", seq: 1 },
        { kind: "stored", seq: null },
        { kind: "stored", seq: 2 },
      ]);
      expect(await log.append([])).toEqual([]);
      expect(await log.append([note("c")])).toEqual(storedFrom(3, 1));
    });

    test("appends that overlap take effect in the order of the calls", async () => {
      const { log } = await openRoom();
      const all = await Promise.all([1, 2, 3].map((n) => log.append([sent(n)])));
      expect(all.flat()).toEqual(storedFrom(1, 3));
    });

    test("one entry that cannot be stored keeps out all of its append", async () => {
      const { log } = await openRoom();
      const bad: LogEntry[] = [
        { event: { at: 1, kind: "message", by: null, json: "[]" } },
        { event: { at: 0.5, kind: "message", by: null, json: "{}" } },
        { event: { at: 1, kind: "mess\0age", by: null, json: "{}" } },
        { ...sent(1), origin: { member: "anna", client: "c1", n: 0, hash: hashOf("1") } },
        { ...sent(1), origin: { member: "anna", client: "c1", n: 1, hash: new Uint8Array() } },
        { origin: { member: "anna", client: "c1", n: 1, hash: hashOf("1") } },
        { changes: [{ set: "meta", key: "k", value: "\ud800" }] },
        { changes: [{ set: "member", member: member("anna", { joinedAt: Number.NaN }) }] },
      ];
      for (const entry of bad)
        await expect(log.append([sent(1), entry])).rejects.toMatchObject({ code: "LOG_BAD_ENTRY" });
      expect(await log.append([sent(1)])).toEqual(storedFrom(1, 1));
    });

    test("what the caller changes afterwards does not change what is stored", async () => {
      const { log, reopened } = await openRoom();
      const record = member("anna");
      const entry = sent(1, "one");
      await log.append([{ ...entry, changes: [{ set: "member", member: record }] }]);
      record.name = "other";
      entry.origin?.hash.fill(0);
      const again = await reopened();
      expect(again.state.members).toEqual([member("anna")]);
      expect(await again.append([sent(1, "one")])).toEqual([{ kind: "duplicate", seq: 1 }]);
    });

    test("changes put, replace and remove, in order; members come by joining", async () => {
      const { log, reopened } = await openRoom();
      await log.append([
        {
          changes: [
            { set: "meta", key: "a", value: "1" },
            { set: "meta", key: "b", value: "1" },
            { set: "meta", key: "a", value: "2" },
            { set: "meta", key: "b", value: null },
            { set: "meta", key: "none", value: null },
            { set: "member", member: member("late", { joinedAt: 9 }) },
            { set: "member", member: member("b", { joinedAt: 3 }) },
            { set: "member", member: member("a", { joinedAt: 3 }) },
            { set: "member", member: member("late", { joinedAt: 9, name: "Later" }) },
          ],
        },
      ]);
      const { meta, members } = (await reopened()).state;
      expect([...meta]).toEqual([["a", "2"]]);
      expect(members).toEqual([
        member("a", { joinedAt: 3 }),
        member("b", { joinedAt: 3 }),
        member("late", { joinedAt: 9, name: "Later" }),
      ]);
    });

    test("text comes back as it went in", async () => {
      const { log, reopened } = await openRoom();
      const texts = ["", "{}", '"', "\\", "\u0000\u001f\u2028", "日本語 🎉", "\ud83d"];
      await log.append([...texts.map((text) => note(text)), { event: { ...note("").event!, json: "{}" } }]);
      const events = (await (await reopened()).newest(50, ALL)).map(({ json }) => JSON.parse(json));
      expect(events.slice(0, -1).map(({ text }) => text)).toEqual(texts);
      expect(events.at(-1)).toEqual({ seq: 8 });
    });
  });

  describe(`${adapter}: exactly once`, () => {
    test("a repeated number gets the seq of the first, and changes nothing", async () => {
      const { log, reopened } = await openRoom();
      await log.append([sent(1), note("between"), sent(2)]);
      const retry = { ...sent(1), changes: [{ set: "meta", key: "k", value: "v" }] } satisfies LogEntry;
      expect(await log.append([retry, sent(2), sent(3)])).toEqual([
        { kind: "duplicate", seq: 1 },
        { kind: "duplicate", seq: 3 },
        { kind: "stored", seq: 4 },
      ]);
      const again = await reopened();
      expect(again.state.head).toBe(4);
      expect(again.state.meta.size).toBe(0);
      expect(await again.append([sent(3)])).toEqual([{ kind: "duplicate", seq: 4 }]);
    });

    test("a repeated number with other content is a conflict", async () => {
      const { log } = await openRoom();
      await log.append([sent(1, "mine"), sent(2)]);
      const shorter = {
        ...sent(1),
        origin: { ...sent(1, "mine").origin!, hash: hashOf("mine").slice(0, 9) },
      };
      expect(await log.append([sent(1, "other"), shorter, sent(1, "mine")])).toEqual([
        { kind: "conflict", seq: 1 },
        { kind: "conflict", seq: 1 },
        { kind: "duplicate", seq: 1 },
      ]);
    });

    test("a number too high is told which is expected", async () => {
      const { log } = await openRoom();
      expect(await log.append([sent(2), sent(1), sent(3)])).toEqual([
        { kind: "expected", n: 1 },
        { kind: "stored", seq: 1 },
        { kind: "expected", n: 2 },
      ]);
    });

    test("later entries of an append see the earlier ones", async () => {
      const { log } = await openRoom();
      expect(await log.append([sent(1), sent(1), sent(2), sent(1, "x"), sent(4)])).toEqual([
        { kind: "stored", seq: 1 },
        { kind: "duplicate", seq: 1 },
        { kind: "stored", seq: 2 },
        { kind: "conflict", seq: 1 },
        { kind: "expected", n: 3 },
      ]);
    });

    test("every client of every member counts for itself", async () => {
      const { log } = await openRoom();
      const all = [sent(1, "a"), sent(1, "b", "c2"), sent(1, "c", "c1", "bob"), sent(2, "d", "c2")];
      expect(await log.append(all)).toEqual(storedFrom(1, 4));
    });

    test("any number of a long history is found", async () => {
      const { log } = await openRoom();
      for (let n = 1; n <= 300; n += 3) await log.append([note("other"), sent(n), sent(n + 1), sent(n + 2)]);
      const retries = await log.append(Array.from({ length: 300 }, (_, index) => sent(index + 1)));
      const seqs = Array.from({ length: 300 }, (_, index) => index + 2 + Math.floor(index / 3));
      expect(retries).toEqual(seqs.map((seq) => ({ kind: "duplicate", seq })));
    });

    test("retention forgets content, never the count", async () => {
      const { log, reopened } = await openRoom();
      await log.append([sent(1), sent(2), sent(3), note("newest")]);
      await log.prune({ last: 2 });
      const retries = [sent(1), sent(2, "other"), sent(3), sent(5), sent(4)];
      expect(await (await reopened()).append(retries)).toEqual([
        { kind: "duplicate", seq: null },
        { kind: "duplicate", seq: null },
        { kind: "duplicate", seq: 3 },
        { kind: "expected", n: 4 },
        { kind: "stored", seq: 5 },
      ]);
    });
  });

  describe(`${adapter}: clients of a member`, () => {
    const first = (client: number, who = "anna") => sent(1, "hi", `c${client}`, who);
    const full = () => Array.from({ length: CLIENTS_PER_MEMBER }, (_, client) => first(client));

    test("one more than the cap is refused, and the rest of the append is stored", async () => {
      const { log } = await openRoom({ now: () => 1 });
      await log.append(full());
      expect(
        await log.append([first(64), sent(2, "hi", "c0"), first(64, "bob"), sent(2, "x", "c64")]),
      ).toEqual([
        { kind: "tooManyClients" },
        { kind: "stored", seq: 65 },
        { kind: "stored", seq: 66 },
        { kind: "expected", n: 1 },
      ]);
    });

    test("the least recently used makes room when it is older than 90 days", async () => {
      let now = 1_000;
      const { log, reopened } = await openRoom({ now: () => now });
      await log.append(full());
      now = 2_000;
      await log.append(
        full()
          .slice(0, -2)
          .map((entry) => sent(2, "again", entry.origin?.client)),
      );
      now = 1_000 + CLIENT_IDLE_MS - 1;
      expect(await log.append([first(64)])).toEqual([{ kind: "tooManyClients" }]);
      now += 1;
      const again = await reopened();
      expect(await again.append([first(64), first(65), first(66)])).toEqual([
        { kind: "stored", seq: 127 },
        { kind: "stored", seq: 128 },
        { kind: "tooManyClients" },
      ]);
      // The two that went begin anew; what they once sent is no longer theirs.
      now += CLIENT_IDLE_MS * 2;
      expect(await again.append([sent(2, "?", "c63"), first(63), sent(1, "other", "c63")])).toEqual([
        { kind: "expected", n: 1 },
        { kind: "stored", seq: 129 },
        { kind: "conflict", seq: 129 },
      ]);
    });
  });

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
