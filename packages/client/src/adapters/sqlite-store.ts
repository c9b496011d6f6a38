/** The store of a Node client: one SQLite file, `client.db`, which several processes may use at once. */
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { decodeHostPublicKeys, encodeHostPublicKeys } from "@partyline/secure";
import * as v from "valibot";
import { ClientError } from "../errors.ts";
import type { SavedRoom, Store } from "../ports/store.ts";
import { isAlive, thisProcess } from "./process-owner.ts";
import { randomBytes, randomClientId } from "./random.ts";
import { MIGRATIONS } from "./sqlite-schema.ts";
import { openSqliteSession } from "./sqlite-session.ts";
import { transaction } from "./sqlite-transaction.ts";

/** How long a process waits for another that writes, in milliseconds; a write takes under one. */
const BUSY_MS = 5_000;

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
 *  seed is the person). Errors: ClientError STORE. */
export function sqliteStore(home: string): Store {
  const db = guarded(() => openDatabase(home));
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

function guarded<T>(task: () => T): T {
  try {
    return task();
  } catch (cause) {
    throw new ClientError("STORE", sentenceOf(cause), { cause });
  }
}

/** Result codes of SQLite (https://sqlite.org/rescode.html). SHMSIZE: the index of the WAL could not grow, which is
 *  how a full disk shows at opening. */
const SQLITE = { BUSY: 5, LOCKED: 6, READONLY: 8, FULL: 13, IOERR_SHMSIZE: 4874 };

interface Thrown {
  code?: string;
  errcode?: number;
  message: string;
}

/** In plain words what a person can mend; else what was thrown. */
function sentenceOf(cause: unknown): string {
  const { code, errcode = 0, message } = cause as Thrown;
  const primary = errcode & 0xff;
  if (code === "ENOSPC" || primary === SQLITE.FULL || errcode === SQLITE.IOERR_SHMSIZE)
    return "The disk with the data folder is full.";
  if (code === "EROFS" || primary === SQLITE.READONLY) return "The data folder cannot be written to.";
  return `The data folder could not be used: ${message}`;
}

function openDatabase(home: string): DatabaseSync {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = join(home, "client.db");
  // SQLite gives its -wal and -shm files the mode of the database (sqlite.org/wal.html), so this one decides.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const db = new DatabaseSync(path, { timeout: BUSY_MS });
  becomeWal(db);
  // FULL: a message that was sent must not be forgotten in a power cut, or its number would be given twice.
  db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  transaction(db, () => migrate(db));
  return db;
}

/** The switch to WAL takes an exclusive lock and does not wait for it, so two first starts at once need patience. */
function becomeWal(db: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 20) {
    try {
      db.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      const primary = ((error as Thrown).errcode ?? 0) & 0xff;
      const busy = primary === SQLITE.BUSY || primary === SQLITE.LOCKED;
      if (!busy || waited >= BUSY_MS) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

function migrate(db: DatabaseSync): void {
  const version = v.parse(v.number(), db.prepare("PRAGMA user_version").get()?.user_version);
  if (version > MIGRATIONS.length) throw new Error(`client.db is of a later version (${version})`);
  for (const step of MIGRATIONS.slice(version)) db.exec(step);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
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
