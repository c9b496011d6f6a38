/** One held client id in `client.db`. */
import type { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { ClientError } from "../errors.ts";
import { REMEMBERED_EVENTS } from "../limits.ts";
import type { OutboxEntry, Session } from "../ports/store.ts";
import { transaction } from "./sqlite-transaction.ts";
import { bodyOf, eventOf } from "./stored.ts";

const sessionRow = v.object({
  next_n: v.number(),
  log: v.nullable(v.string()),
  seq: v.nullable(v.number()),
});
const outboxRow = v.object({
  key: v.number(),
  n: v.nullable(v.number()),
  body: v.string(),
  at: v.number(),
  failed_code: v.nullable(v.string()),
  failed_detail: v.nullable(v.string()),
});
const rememberedRow = v.object({ event: v.string() });

/** Opens what `client` has kept; the caller holds it. `run` guards each use. */
export function openSqliteSession(
  db: DatabaseSync,
  client: string,
  run: <T>(task: () => T) => Promise<T>,
): Session {
  let open = true;
  const { next_n, log, seq } = v.parse(
    sessionRow,
    db.prepare("SELECT next_n, log, seq FROM sessions WHERE client = ?").get(client),
  );
  const whileOpen = (task: () => void) =>
    run(() => {
      // After its release the client id may be somebody else's.
      if (!open) throw new ClientError("STORE", "This session is closed.");
      transaction(db, task);
    });
  const put = `INSERT OR REPLACE INTO outbox (client, key, n, body, at, failed_code, failed_detail)
    VALUES (?, ?, ?, ?, ?, ?, ?)`;
  return {
    clientId: client,
    nextN: next_n,
    outbox: db
      .prepare("SELECT * FROM outbox WHERE client = ? ORDER BY n, key")
      .all(client)
      .map((row) => entryOf(row)),
    last: log === null || seq === null ? undefined : { log, seq },
    remembered: db
      .prepare("SELECT event FROM remembered WHERE client = ? ORDER BY seq")
      .all(client)
      .flatMap((row) => eventOf(jsonOf(v.parse(rememberedRow, row).event))),
    write: (change) =>
      whileOpen(() => {
        const insert = db.prepare(put);
        const remove = db.prepare("DELETE FROM outbox WHERE client = ? AND key = ?");
        for (const { key, n, body, at, failed } of change.put)
          insert.run(client, key, n, JSON.stringify(body), at, failed?.code ?? null, failed?.detail ?? null);
        for (const key of change.remove) remove.run(client, key);
        db.prepare("UPDATE sessions SET next_n = ? WHERE client = ?").run(change.nextN, client);
      }),
    saveLast: (last, events, fresh) =>
      whileOpen(() => {
        if (fresh) db.prepare("DELETE FROM remembered WHERE client = ?").run(client);
        const insert = db.prepare("INSERT OR REPLACE INTO remembered (client, seq, event) VALUES (?, ?, ?)");
        for (const event of events) insert.run(client, event.seq, JSON.stringify(event));
        db.prepare(
          `DELETE FROM remembered WHERE client = ?1 AND seq NOT IN
             (SELECT seq FROM remembered WHERE client = ?1 ORDER BY seq DESC LIMIT ${REMEMBERED_EVENTS})`,
        ).run(client);
        db.prepare("UPDATE sessions SET log = ?, seq = ? WHERE client = ?").run(last.log, last.seq, client);
      }),
    close: async () => {
      if (!open) return;
      await run(() => db.prepare("UPDATE sessions SET owner = NULL WHERE client = ?").run(client));
      open = false;
    },
  };
}

function entryOf(row: unknown): OutboxEntry {
  const { key, n, body, at, failed_code, failed_detail } = v.parse(outboxRow, row);
  const entry = { key, n, body: bodyOf(jsonOf(body)), at };
  return failed_code === null
    ? entry
    : { ...entry, failed: { code: failed_code, detail: failed_detail ?? "" } };
}

/** The value of a JSON text; undefined where it is none, which no schema takes. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
