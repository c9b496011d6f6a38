/** The directory in one SQLite file. Calls are short (a claim is one small transaction, about a millisecond on a fast
 *  disk) and budgeted by address, so they run beside the event loop's other work and not in a thread. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import { decodeAddresses, decodeRecord, limits, RelayError } from "@partyline/relay";
import { SwitchboardError } from "../../errors.ts";
import { asEntry, enter, type Row, remove, type Tables } from "../claims.ts";
import type { Directory, Entry } from "../directory.ts";
import { bury, type Grave, type GraveTable, outlive } from "../graves.ts";
import { damaged, inTransaction, type OpenOptions, openDatabase } from "./database.ts";

type Stored = Record<string, SQLOutputValue>;

const COLUMNS =
  "room, record, name_key, addresses, seen, entered, released_at, held_name, held_key, held_skeleton, claimed_at";

function prepareAll(db: DatabaseSync) {
  const select = (where: string) => db.prepare(`SELECT ${COLUMNS} FROM rooms WHERE ${where}`);
  return {
    get: select("room = ?"),
    holderOfKey: select("held_key = ?"),
    holderOfSkeleton: select("held_skeleton = ?"),
    entry: select("room = ? AND entered = 1"),
    named: select("held_key = ? AND entered = 1 AND seen >= ?"),
    tagged: select(`name_key = ? AND room >= ? AND room < ? AND entered = 1 LIMIT ${limits.PAGE_ROOMS}`),
    page: select(
      "entered = 1 AND listed = 1 AND (seen < ?1 OR (seen = ?1 AND room > ?2)) AND instr(name_key, ?3) > 0 " +
        "ORDER BY seen DESC, room LIMIT ?4",
    ),
    put: db.prepare(
      "INSERT INTO rooms (room, record, listed, name_key, addresses, seen, entered, released_at, held_name, held_key, " +
        "held_skeleton, claimed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room) DO UPDATE SET " +
        "record = excluded.record, listed = excluded.listed, name_key = excluded.name_key, " +
        "addresses = excluded.addresses, seen = excluded.seen, entered = excluded.entered, " +
        "released_at = excluded.released_at, held_name = excluded.held_name, held_key = excluded.held_key, " +
        "held_skeleton = excluded.held_skeleton, claimed_at = excluded.claimed_at",
    ),
    seen: db.prepare("UPDATE rooms SET seen = ? WHERE room = ?"),
    sweep: db.prepare("DELETE FROM rooms WHERE seen < ?"),
    grave: db.prepare("SELECT room, frame, closed_at, kept_at, outlived FROM tombstones WHERE room = ?"),
    putGrave: db.prepare(
      "INSERT INTO tombstones (room, frame, closed_at, kept_at, outlived) VALUES (?, ?, ?, ?, ?) ON CONFLICT (room) " +
        "DO UPDATE SET frame = excluded.frame, closed_at = excluded.closed_at, kept_at = excluded.kept_at, " +
        "outlived = excluded.outlived",
    ),
    graves: db.prepare("SELECT room, frame, closed_at, kept_at, outlived FROM tombstones WHERE outlived = 0"),
    // One that was outlived stays for as long as there is a name that it could free.
    forgetOld: db.prepare(
      "DELETE FROM tombstones WHERE kept_at < ? AND (outlived = 0 OR room NOT IN (SELECT room FROM rooms)) RETURNING room",
    ),
    forgetMany: db.prepare(
      "DELETE FROM tombstones WHERE room IN (SELECT room FROM tombstones ORDER BY kept_at DESC, room DESC LIMIT -1 " +
        "OFFSET ?) RETURNING room",
    ),
  };
}

/** Errors: DIRECTORY_DAMAGED where its tables are not ours. */
function prepared(db: DatabaseSync, path: string) {
  try {
    return prepareAll(db);
  } catch (cause) {
    db.close();
    throw damaged(path, cause);
  }
}

/** Opens or makes the file at `path`. Errors: HOME, DIRECTORY_DAMAGED, DIRECTORY_TOO_NEW. */
export function sqliteDirectory(path: string, options: OpenOptions = {}): Directory {
  const db = openDatabase(path, options);
  const sql = prepared(db, path);
  const one = (row: Stored | undefined): Row | undefined => row && rowOf(row);
  const tables: Tables = {
    get: (room) => one(sql.get.get(room)),
    holderOfKey: (key) => one(sql.holderOfKey.get(key)),
    holderOfSkeleton: (skeleton) => one(sql.holderOfSkeleton.get(skeleton)),
    put: (row) => void sql.put.run(...valuesOf(row)),
  };
  const graves: GraveTable = {
    get(room) {
      const row = sql.grave.get(room);
      return row && graveOf(row);
    },
    put: ({ room, frame, closedAt, keptAt, outlived }) =>
      void sql.putGrave.run(room, frame, closedAt, keptAt, outlived ? 1 : 0),
  };
  const entries = (rows: readonly Stored[], now: number): Entry[] =>
    rows.flatMap((row) => readable(row) ?? []).map((row) => asEntry(row, now));
  // Async, so that what the store throws is a rejection, as the port says.
  const run = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (cause) {
      throw new SwitchboardError("DIRECTORY", (cause as Error).message, { cause });
    }
  };
  const change = <T>(work: () => T) => run(() => inTransaction(db, work));
  return {
    enter: (entering, now) => change(() => enter(tables, entering, now)),
    remove: (room, release, now) => change(() => remove(tables, room, release, now)),
    seen: (rooms, now) =>
      change(() => {
        for (const room of rooms) sql.seen.run(now, room);
      }),
    knows: (room) => run(() => sql.get.get(room) !== undefined),
    entry: (room, now) => run(() => entries(sql.entry.all(room), now)[0]),
    named: (key, now) => run(() => entries(sql.named.all(key, now - limits.LEASE_MS), now)[0]),
    // "~" comes after every letter of base32.
    tagged: (key, tag, now) => run(() => entries(sql.tagged.all(key, tag, `${tag}~`), now)),
    page: (part, after, most, now) =>
      run(() => {
        const { seen, room } = after ?? { seen: Number.MAX_SAFE_INTEGER, room: "" };
        return entries(sql.page.all(seen, room, part, most), now);
      }),
    sweep: (now) => change(() => Number(sql.sweep.run(now - limits.LEASE_MS - limits.GRACE_MS).changes)),
    bury: (tombstone, now) => change(() => bury(tables, graves, tombstone, now)),
    outlive: (room) => change(() => outlive(graves, room)),
    tombstones: () => run(() => sql.graves.all().flatMap((row) => graveOf(row) ?? [])),
    forget: (now, most) =>
      change(() =>
        [...sql.forgetOld.all(now - limits.TOMBSTONE_MS), ...sql.forgetMany.all(most)].map(({ room }) =>
          String(room),
        ),
      ),
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

function valuesOf({
  room,
  record,
  nameKey,
  addresses,
  seen,
  entered,
  releasedAt,
  held,
}: Row): SQLInputValue[] {
  return [
    room,
    JSON.stringify(record),
    record.listed ? 1 : 0,
    nameKey,
    JSON.stringify(addresses),
    seen,
    entered ? 1 : 0,
    releasedAt,
    held?.name ?? null,
    held?.key ?? null,
    held?.skeleton ?? null,
    held?.claimedAt ?? null,
  ];
}

/** Undefined for what a damaged file holds: the other rooms are listed without it. Its name stays its own, since whoever
 *  is to be entered beside it is refused. */
function readable(row: Stored): Row | undefined {
  try {
    return rowOf(row);
  } catch (cause) {
    if (cause instanceof RelayError) return undefined;
    throw cause;
  }
}

/** STRICT holds the columns' types. Errors: those of decodeRecord, for a damaged file. */
function rowOf(row: Stored): Row {
  return {
    room: String(row.room),
    record: decodeRecord(String(row.record)),
    nameKey: String(row.name_key),
    addresses: decodeAddresses(String(row.addresses)),
    seen: Number(row.seen),
    entered: row.entered === 1,
    releasedAt: Number(row.released_at),
    held:
      row.held_key === null
        ? undefined
        : {
            name: String(row.held_name),
            key: String(row.held_key),
            skeleton: String(row.held_skeleton),
            claimedAt: Number(row.claimed_at),
          },
  };
}

/** Undefined for what a damaged file holds. */
function graveOf({ room, frame, closed_at, kept_at, outlived }: Stored): Grave | undefined {
  if (!(frame instanceof Uint8Array)) return undefined;
  const times = { closedAt: Number(closed_at), keptAt: Number(kept_at) };
  return { room: String(room), frame, ...times, outlived: outlived === 1 };
}
