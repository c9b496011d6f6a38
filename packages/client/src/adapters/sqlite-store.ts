/** The store of a Node client: one SQLite file, `client.db`, which several processes may use at once. */
import type { DatabaseSync } from "node:sqlite";
import { decodeHostPublicKeys, encodeHostPublicKeys } from "@partyline/secure";
import * as v from "valibot";
import type { SavedRoom, Store } from "../ports/store.ts";
import { isAlive, thisProcess } from "./process-owner.ts";
import { randomBytes, randomClientId } from "./random.ts";
import { guarded } from "./sqlite-failure.ts";
import { openDatabase } from "./sqlite-file.ts";
import { openSqliteSession } from "./sqlite-session.ts";
import { transaction } from "./sqlite-transaction.ts";

const addressesSchema = v.array(v.object({ address: v.string(), port: v.number() }));
const switchboardsSchema = v.array(v.string());
const profileRow = v.object({ seed: v.instance(Uint8Array), name: v.nullable(v.string()) });
const roomRow = v.object({
  id: v.string(),
  name: v.nullable(v.string()),
  keys: v.string(),
  addresses: v.string(),
  token: v.nullable(v.instance(Uint8Array)),
  switchboards: v.nullable(v.string()),
  last_joined: v.number(),
});

/** Opens `client.db` in the folder `home`, which is made if need be; both are for this user alone (0700, 0600: the
 *  seed is the person). One that is damaged does not stop anybody: it is moved aside, a new one begins with what could be
 *  read of it, and `note` is told so in words; unless given, that is a warning of the process. Errors: ClientError STORE. */
export function sqliteStore(
  home: string,
  { note = (words: string) => process.emitWarning(words) }: { note?: (words: string) => void } = {},
): Store {
  const db = guarded(() => openDatabase(home, note));
  const owner = thisProcess();
  const held = new Set<{ close(): Promise<void> }>();
  const run = async <T>(task: () => T): Promise<T> => guarded(task);
  return {
    profile: () => run(() => transaction(db, () => profileOf(db))),
    setName: (name) =>
      run(() =>
        transaction(db, () => {
          profileOf(db);
          db.prepare("UPDATE profile SET name = ?").run(name);
        }),
      ),
    pin: (room) => run(() => pinRoom(db, room)),
    rooms: () => run(() => db.prepare("SELECT * FROM rooms ORDER BY last_joined DESC").all().map(roomOf)),
    forget: (id) => run(() => void db.prepare("DELETE FROM rooms WHERE id = ?").run(id)),
    openSession: (room) =>
      run(() => {
        const client = transaction(db, () => claim(db, room, owner));
        const session = openSqliteSession(db, client, run);
        held.add(session);
        return session;
      }),
    close: async () => {
      for (const session of held) await session.close();
      if (db.isOpen) db.close();
    },
  };
}

function profileOf(db: DatabaseSync) {
  db.prepare("INSERT OR IGNORE INTO profile (one, seed) VALUES (1, ?)").run(randomBytes(32));
  const { seed, name } = v.parse(profileRow, db.prepare("SELECT seed, name FROM profile").get());
  return { seed, name: name ?? undefined };
}

function pinRoom(db: DatabaseSync, room: SavedRoom): void {
  const { id, name, keys, addresses, switchboards, token, lastJoined } = room;
  db.prepare(
    `INSERT OR REPLACE INTO rooms (id, name, keys, addresses, switchboards, token, last_joined)
     VALUES (?,?,?,?,?,?,?)`,
  ).run(
    id,
    name ?? null,
    encodeHostPublicKeys(keys),
    JSON.stringify(addresses.map(({ address, port }) => ({ address, port }))),
    switchboards === undefined ? null : JSON.stringify(switchboards),
    token ?? null,
    lastJoined,
  );
}

function roomOf(row: unknown): SavedRoom {
  const { id, name, keys, addresses, switchboards, token, last_joined } = v.parse(roomRow, row);
  return {
    id,
    ...(name === null ? {} : { name }),
    keys: decodeHostPublicKeys(keys),
    addresses: v.parse(addressesSchema, JSON.parse(addresses)),
    ...(switchboards === null ? {} : { switchboards: v.parse(switchboardsSchema, JSON.parse(switchboards)) }),
    ...(token === null ? {} : { token }),
    lastJoined: last_joined,
  };
}

const freeRow = v.object({ client: v.string(), owner: v.nullable(v.string()) });

/** The client id that this process holds from now on: one that nobody holds, or a new one. */
function claim(db: DatabaseSync, room: string, owner: string): string {
  const rows = db
    .prepare(
      `SELECT client, owner FROM sessions WHERE room = ?
       ORDER BY EXISTS (SELECT 1 FROM outbox WHERE outbox.client = sessions.client) DESC, used_at DESC`,
    )
    .all(room)
    .map((row) => v.parse(freeRow, row));
  const free = rows.find((row) => row.owner === null || !isAlive(row.owner));
  const client = free?.client ?? randomClientId();
  // used_at only orders; a clock that is set back must not reorder, so it counts.
  const used = "(SELECT coalesce(max(used_at), 0) + 1 FROM sessions)";
  if (free)
    db.prepare(`UPDATE sessions SET owner = ?, used_at = ${used} WHERE client = ?`).run(owner, client);
  else
    db.prepare(
      `INSERT INTO sessions (client, room, owner, used_at, next_n) VALUES (?, ?, ?, ${used}, 1)`,
    ).run(client, room, owner);
  return client;
}
