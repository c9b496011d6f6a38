/** The store of a client in a page: the origin's IndexedDB, which several tabs may use at once. Works without a secure
 *  context. */
import { type Clock, systemClock } from "@partyline/protocol";
import type { Store } from "../ports/store.ts";
import { isHeld } from "./indexeddb-hold.ts";
import { type Claims, claim, claimNew, Holding, holdName } from "./indexeddb-holding.ts";
import { profileOf, roomOf, roomRowOf, sessionOf } from "./indexeddb-rows.ts";
import { DATABASE, PROFILE_KEY, rowsOf } from "./indexeddb-schema.ts";
import { openIndexedDbSession } from "./indexeddb-session.ts";
import { done, openDatabase, transact } from "./indexeddb-transaction.ts";
import { randomBytes, randomClientId } from "./random.ts";

export interface IndexedDbStoreOptions {
  /** The database's name, "partyline" where none is given: one for each profile of the origin. */
  name?: string;
  clock?: Clock;
}

/** Opens this origin's store, and makes it at first use. Sessions are let go when the page is left; one that comes
 *  back from the back-forward cache goes on, or its sessions fail with SESSION_LOST where another tab has adopted
 *  them. Errors: ClientError STORE, also where the browser lets the page store nothing. */
export async function indexedDbStore(options: IndexedDbStoreOptions = {}): Promise<Store> {
  const { name = DATABASE, clock = systemClock } = options;
  const db = await openDatabase(name, clock);
  const claims: Claims = { db, clock };
  const holdings = new Set<Holding>();
  const stop = new AbortController();
  const { signal } = stop;
  const hide = () => {
    for (const holding of holdings) holding.hide();
  };
  const show = () => {
    for (const holding of holdings) holding.show();
  };
  addEventListener("pagehide", hide, { signal });
  addEventListener("pageshow", show, { signal });
  return {
    profile: () => transact(db, ["profile"], "strict", (tx) => readProfile(tx)),
    setName: (to) =>
      transact(db, ["profile"], "strict", async (tx) => {
        const { seed } = await readProfile(tx);
        tx.objectStore("profile").put({ seed, name: to }, PROFILE_KEY);
      }),
    pin: (room) =>
      transact(db, ["rooms"], "strict", async (tx) => void tx.objectStore("rooms").put(roomRowOf(room))),
    rooms: () =>
      transact(db, ["rooms"], "relaxed", async (tx) => {
        const rows = await done<unknown[]>(tx.objectStore("rooms").getAll());
        return rows.map(roomOf).sort((a, b) => b.lastJoined - a.lastJoined);
      }),
    forget: (id) => transact(db, ["rooms"], "strict", async (tx) => void tx.objectStore("rooms").delete(id)),
    openSession: async (room) => {
      const holding = await adopt(claims, room);
      holdings.add(holding);
      try {
        return await openIndexedDbSession(db, holding);
      } catch (error) {
        // Nobody else could adopt what this page cannot read either, but another room's error must not pin it.
        await holding.release();
        throw error;
      }
    },
    close: async () => {
      stop.abort();
      try {
        for (const holding of holdings) await holding.release();
      } finally {
        db.close();
      }
    },
  };
}

async function readProfile(tx: IDBTransaction) {
  const store = tx.objectStore("profile");
  const row = await done<unknown>(store.get(PROFILE_KEY));
  if (row !== undefined) return profileOf(row);
  const seed = randomBytes(32);
  store.add({ seed }, PROFILE_KEY);
  return { seed, name: undefined };
}

/** A client id of the room that nobody holds, or a new one. */
async function adopt(claims: Claims, room: string): Promise<Holding> {
  for (const { client, free } of await candidates(claims, room)) {
    if (!free && (await isHeld(holdName(claims, client), claims.clock))) continue;
    const taken = await claim(claims, client);
    if (taken) return new Holding(claims, client, taken);
  }
  const client = randomClientId();
  return new Holding(claims, client, await claimNew(claims, client, room));
}

/** The room's client ids, best first: a filled outbox, then one whose holder has said that it let go (`free`; the
 *  others cost a question, and more where the holder is frozen), then the most recently used. */
function candidates({ db }: Claims, room: string): Promise<{ client: string; free: boolean }[]> {
  return transact(db, ["sessions", "outbox", "released"], "relaxed", async (tx) => {
    const rows = await done<unknown[]>(tx.objectStore("sessions").index("room").getAll(room));
    const all = rows.map(async (read) => {
      const { client, holder, usedAt } = sessionOf(read)!;
      const [waiting, released] = await Promise.all([
        done(tx.objectStore("outbox").count(rowsOf(client))),
        done<unknown>(tx.objectStore("released").get(client)),
      ]);
      return { client, usedAt, waits: waiting > 0 ? 1 : 0, free: released === holder };
    });
    return (await Promise.all(all)).sort(
      (a, b) => b.waits - a.waits || Number(b.free) - Number(a.free) || b.usedAt - a.usedAt,
    );
  });
}
