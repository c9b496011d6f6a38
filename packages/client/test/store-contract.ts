/** What every store must do. Hands in `test` and `expect` and imports nothing of node:*, so that a browser's store
 *  can run it too. */
import type { ExpectStatic, TestAPI } from "vitest";
import { REMEMBERED_EVENTS } from "../src/limits.ts";
import type { OutboxEntry, SavedRoom, Store } from "../src/ports/store.ts";
import { said } from "./events.ts";

export interface StoreUnderTest {
  /** Opens it, empty. */
  first(): Promise<Store>;
  /** Opens the same data again, as after a restart. */
  reopen(): Promise<Store>;
}

const ROOM = "a".repeat(32);
const OTHER = "b".repeat(32);
const LOG = "0".repeat(32);
const entry = (key: number, n: number | null, text = `text ${key}`): OutboxEntry => ({
  key,
  n,
  body: { kind: "message", text },
  at: 1_700_000_000_000 + key,
});
const room = (id: string, lastJoined: number): SavedRoom => ({
  id,
  name: "Kitchen",
  keys: { sign: new Uint8Array(32).fill(1), noise: new Uint8Array(32).fill(2) },
  addresses: [
    { address: "192.168.1.20", port: 2525 },
    { address: "fe80::1%eth0", port: 2525 },
  ],
  lastJoined,
});

/** Registers the suite with `test`; `start` gives a place of its own for each test. */
export function storeContract(
  { test, expect }: { test: TestAPI; expect: ExpectStatic },
  start: () => Promise<StoreUnderTest>,
): void {
  test("makes a seed once and keeps the name", async () => {
    const under = await start();
    const store = await under.first();
    const { seed, name } = await store.profile();
    expect(seed).toHaveLength(32);
    expect(new Set(seed).size).toBeGreaterThan(8);
    expect(name).toBeUndefined();
    await store.setName("Anna");
    expect(await store.profile()).toEqual({ seed, name: "Anna" });
    await store.close();
    const again = await under.reopen();
    expect(await again.profile()).toEqual({ seed, name: "Anna" });
    await again.close();
  });

  test("keeps pinned rooms, the last joined first", async () => {
    const under = await start();
    const store = await under.first();
    await store.pin(room(ROOM, 1));
    const switchboards = ["https://talk.example", "http://192.168.1.5:2526"];
    await store.pin({ ...room(OTHER, 2), switchboards, token: new Uint8Array(16).fill(7) });
    expect((await store.rooms()).map(({ id }) => id)).toEqual([OTHER, ROOM]);
    await store.pin(room(ROOM, 3));
    await store.close();
    const again = await under.reopen();
    expect(await again.rooms()).toEqual([
      room(ROOM, 3),
      { ...room(OTHER, 2), switchboards, token: new Uint8Array(16).fill(7) },
    ]);
    await again.forget(ROOM);
    await again.forget(ROOM);
    expect((await again.rooms()).map(({ id }) => id)).toEqual([OTHER]);
    await again.close();
  });

  test("gives no two holders one client id, and gives a free one again", async () => {
    const store = await (await start()).first();
    const one = await store.openSession(ROOM);
    const two = await store.openSession(ROOM);
    const elsewhere = await store.openSession(OTHER);
    expect(one.clientId).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([one, two, elsewhere].map(({ clientId }) => clientId)).size).toBe(3);
    expect(one).toMatchObject({ nextN: 1, outbox: [], remembered: [] });
    expect(one.last).toBeUndefined();
    await one.close();
    await one.close();
    const again = await store.openSession(ROOM);
    expect(again.clientId).toBe(one.clientId);
    // The late close of an old holder must not take it from the new one.
    await one.close();
    expect((await store.openSession(ROOM)).clientId).not.toBe(one.clientId);
    await store.close();
  });

  test("prefers a free client id with a filled outbox, then the one used last", async () => {
    const store = await (await start()).first();
    const full = await store.openSession(ROOM);
    const empty = await store.openSession(ROOM);
    await full.write({ put: [entry(1, 1)], remove: [], nextN: 2 });
    await full.close();
    await empty.close();
    const adopted = await store.openSession(ROOM);
    expect(adopted.clientId).toBe(full.clientId);
    await adopted.write({ put: [], remove: [1], nextN: 2 });
    await adopted.close();
    // Both are empty now; `full` was the last in use.
    expect((await store.openSession(ROOM)).clientId).toBe(full.clientId);
    await store.close();
  });

  test("keeps an outbox through every change, over a new opening", async () => {
    const under = await start();
    const store = await under.first();
    const session = await store.openSession(ROOM);
    await session.write({ put: [entry(1, 1), entry(2, 2), entry(3, 3)], remove: [], nextN: 4 });
    const failed = { ...entry(1, null), failed: { code: "TEXT_CHARACTERS", detail: "no" } };
    await session.write({ put: [failed, entry(3, 1, "umlaut ä 🎈\n")], remove: [2], nextN: 2 });
    await session.close();
    await store.close();
    const again = await (await under.reopen()).openSession(ROOM);
    expect(again.clientId).toBe(session.clientId);
    expect(again.nextN).toBe(2);
    expect(again.outbox).toEqual([failed, entry(3, 1, "umlaut ä 🎈\n")]);
  });

  test("gives the outbox in the order of its numbers", async () => {
    const under = await start();
    const store = await under.first();
    const session = await store.openSession(ROOM);
    await session.write({
      put: [entry(5, 11), entry(4, 12), entry(7, 9), entry(6, 10)],
      remove: [],
      nextN: 13,
    });
    await session.close();
    expect((await store.openSession(ROOM)).outbox.map(({ n }) => n)).toEqual([9, 10, 11, 12]);
    await store.close();
  });

  test("keeps the position together with the newest events", async () => {
    const under = await start();
    const store = await under.first();
    const session = await store.openSession(ROOM);
    const many = Array.from({ length: REMEMBERED_EVENTS + 5 }, (_, i) => said(i + 1));
    await session.saveLast({ log: LOG, seq: 3 }, many.slice(0, 3), false);
    await session.saveLast({ log: LOG, seq: many.length }, many.slice(3), false);
    await session.close();
    await store.close();
    const store2 = await under.reopen();
    const again = await store2.openSession(ROOM);
    expect(again.last).toEqual({ log: LOG, seq: many.length });
    expect(again.remembered).toEqual(many.slice(-REMEMBERED_EVENTS));
    const other = "1".repeat(32);
    await again.saveLast({ log: other, seq: 2 }, [said(2)], true);
    await again.close();
    const last = await store2.openSession(ROOM);
    expect([last.last, last.remembered]).toEqual([{ log: other, seq: 2 }, [said(2)]]);
    await store2.close();
  });
}
