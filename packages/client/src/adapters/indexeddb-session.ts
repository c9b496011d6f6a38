/** One held client id of a page. */
import { REMEMBERED_EVENTS } from "../limits.ts";
import type { Session } from "../ports/store.ts";
import { type Holding, lost } from "./indexeddb-holding.ts";
import { entryOf, inOrder, outboxRowOf, rememberedOf, type SessionRow, sessionOf } from "./indexeddb-rows.ts";
import { rowsOf } from "./indexeddb-schema.ts";
import { done, transact } from "./indexeddb-transaction.ts";

/** Opens what the client id of `held` has kept. */
export async function openIndexedDbSession(db: IDBDatabase, held: Holding): Promise<Session> {
  const { client } = held;
  const kept = await transact(db, ["sessions", "outbox", "remembered"], "relaxed", async (tx) => {
    const [row, outbox, remembered] = await Promise.all([
      done<unknown>(tx.objectStore("sessions").get(client)),
      done<unknown[]>(tx.objectStore("outbox").getAll(rowsOf(client))),
      done<unknown[]>(tx.objectStore("remembered").getAll(rowsOf(client))),
    ]);
    const session = sessionOf(row);
    if (!session) throw lost();
    return { session, outbox: inOrder(outbox.map(entryOf)), remembered: remembered.flatMap(rememberedOf) };
  });

  /** Changes this client id's rows in one step, if it is still this page's; `change` gives the new session row. */
  async function change(
    store: "outbox" | "remembered",
    durability: "strict" | "relaxed",
    apply: (rows: IDBObjectStore, session: SessionRow) => SessionRow | Promise<SessionRow>,
  ): Promise<void> {
    const holder = await held.holder();
    await transact(db, ["sessions", store], durability, async (tx) => {
      const sessions = tx.objectStore("sessions");
      const session = sessionOf(await done<unknown>(sessions.get(client)));
      if (session?.holder !== holder) throw lost();
      sessions.put(await apply(tx.objectStore(store), session));
    });
  }

  return {
    clientId: client,
    nextN: kept.session.nextN,
    outbox: kept.outbox,
    last: kept.session.last,
    remembered: kept.remembered,
    // Strict: a message that was sent must not be forgotten in a power cut, or its number would be given twice.
    write: ({ put, remove, nextN }) =>
      change("outbox", "strict", (outbox, session) => {
        for (const entry of put) outbox.put(outboxRowOf(client, entry));
        for (const key of remove) outbox.delete([client, key]);
        return { ...session, nextN };
      }),
    // Relaxed: what is forgotten of the log is fetched again.
    saveLast: (last, events, fresh) =>
      change("remembered", "relaxed", async (remembered, session) => {
        if (fresh) remembered.delete(rowsOf(client));
        for (const event of events) remembered.put({ client, seq: event.seq, event });
        const keys = await done(remembered.getAllKeys(rowsOf(client)));
        for (const key of keys.slice(0, -REMEMBERED_EVENTS)) remembered.delete(key);
        return { ...session, last: { log: last.log, seq: last.seq } };
      }),
    close: () => held.release(),
  };
}
