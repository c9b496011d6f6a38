/** What every log adapter must do. */
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import type { LogStore, LogStoreOptions } from "../../../src/log/index.ts";
import { ALL, freshDir, member, note } from "../entries.ts";
import { type OpenRoom, storedFrom } from "./open-room.ts";
import { readingContract } from "./reading.ts";
import { storingContract } from "./storing.ts";

const ID = "0123456789abcdef0123456789abcdef";

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

  const openRoom: OpenRoom = async (options = {}, store = shared) => {
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
  };

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

  storingContract(adapter, openRoom);
  readingContract(adapter, openRoom);
}
