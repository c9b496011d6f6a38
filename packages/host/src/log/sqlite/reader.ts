/** A log read beside whoever writes it: a connection that cannot change it, and one moment of it for as long as it is
 *  open (https://sqlite.org/isolation.html). */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { LogError } from "../errors.ts";
import { LEAST_ROW_BYTES } from "../limits.ts";
import { asLogError } from "./failure.ts";
import { checkNotEmpty } from "./files.ts";
import { checkVersion, loadMigrations } from "./migrate.ts";
import { blob, integer, type Row, text } from "./rows.ts";

/** One row of `events`; `hash`, `prev` and `jump` where a client numbered it (`chain.ts`). */
export interface ReadEvent {
  seq: number;
  /** Milliseconds since 1970-01-01 UTC. */
  at: number;
  kind: string;
  member: string | null;
  /** The event's JSON text without `seq`. */
  json: string;
  hash: Uint8Array | null;
  prev: number | null;
  jump: number | null;
}

/** What the log remembers of one client installation. */
export interface ReadClient {
  member: string;
  client: string;
  lastN: number;
  lastSeq: number;
  lastJump: number;
}

const BUSY_MS = 2_000;
const EVENTS = "SELECT * FROM events WHERE seq >= ? AND seq <= ? ORDER BY seq";

/** An open reading. Not for a process that has the same log open for writing: closing any descriptor of a file drops
 *  the locks that the process holds on it (https://sqlite.org/howtocorrupt.html section 2.2). */
export class LogReader {
  /** The file, for words about it. */
  readonly path: string;
  readonly #db: DatabaseSync;

  /** Opens the log in `dir`. Errors: LOG_MISSING, LOG_DAMAGED, LOG_TOO_NEW, LOG_READ_ONLY, LOG_FAILED. */
  constructor(dir: string) {
    this.path = join(dir, "log.db");
    if (!existsSync(this.path)) throw new LogError("LOG_MISSING");
    let db: DatabaseSync | undefined;
    try {
      checkNotEmpty(this.path);
      db = openForReading(this.path);
      db.exec("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; BEGIN");
      checkVersion(db, loadMigrations().length);
      this.#db = db;
    } catch (error) {
      if (db?.isOpen) db.close();
      throw asLogError(error);
    }
  }

  /** The log's id, the first seq that it should still have, and its last. Error: LOG_DAMAGED. */
  state(): { logId: string; first: number; head: number } {
    return this.#read(() => {
      const row = this.#db
        .prepare("SELECT log_id, pruned, (SELECT max(seq) FROM events) AS newest FROM log")
        .get();
      if (row === undefined) throw new LogError("LOG_DAMAGED", "it has no id");
      const pruned = integer(row.pruned);
      return {
        logId: text(row.log_id),
        first: pruned + 1,
        head: row.newest === null ? pruned : integer(row.newest),
      };
    });
  }

  /** What the log remembers of the room itself. Error: LOG_DAMAGED. */
  meta(): Map<string, string> {
    return this.#read(
      () =>
        new Map(
          this.#db
            .prepare("SELECT key, value FROM meta")
            .all()
            .map((pair) => [text(pair.key), text(pair.value)]),
        ),
    );
  }

  /** Events of seq `from` to `to` inclusive, ascending. Error, at the first that cannot be read: LOG_DAMAGED. */
  *events(from = 1, to = Number.MAX_SAFE_INTEGER): Generator<ReadEvent> {
    try {
      for (const row of this.#db.prepare(EVENTS).iterate(from, to)) yield eventOf(row);
    } catch (error) {
      throw asLogError(error);
    }
  }

  /** The lowest seq from `from` on; undefined where there is none. Error: LOG_DAMAGED. */
  next(from: number): number | undefined {
    return this.#read(() => {
      const row = this.#db.prepare("SELECT min(seq) AS seq FROM events WHERE seq >= ?").get(from);
      return row === undefined || row.seq === null ? undefined : integer(row.seq);
    });
  }

  /** More events than this file cannot have. */
  most(): number {
    const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return Math.ceil((sizeOf(this.path) + sizeOf(`${this.path}-wal`)) / LEAST_ROW_BYTES);
  }

  /** Error: LOG_DAMAGED. */
  clients(): ReadClient[] {
    return this.#read(() =>
      this.#db
        .prepare("SELECT * FROM clients")
        .all()
        .map((row) => ({
          member: text(row.member),
          client: text(row.client),
          lastN: integer(row.last_n),
          lastSeq: integer(row.last_seq),
          lastJump: integer(row.last_jump),
        })),
    );
  }

  /** What SQLite finds wrong with the file, in its words, at most a hundred; empty where it is whole. */
  integrity(): string[] {
    try {
      const rows = this.#db.prepare("PRAGMA integrity_check").all();
      return rows.map((row) => text(row.integrity_check)).filter((line) => line !== "ok");
    } catch (error) {
      return [asLogError(error).message];
    }
  }

  /** May be called twice. */
  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const coded = asLogError(error);
      // A table that is missing under a known version is damage.
      throw coded.code === "LOG_FAILED" ? new LogError("LOG_DAMAGED", coded.detail, { cause: error }) : coded;
    }
  }
}

/** On a medium that cannot be written to SQLite cannot share a file in WAL mode; nobody else can change it either, so it
 *  is read as one that stays as it is (https://sqlite.org/wal.html#readonly). */
function openForReading(path: string): DatabaseSync {
  const shared = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  try {
    shared.prepare("SELECT 1 FROM sqlite_schema").get();
    return shared;
  } catch (error) {
    shared.close();
    if (!isCannotOpen(error) || existsSync(`${path}-wal`) || isWritable(dirname(path))) throw error;
    const url = pathToFileURL(path);
    url.searchParams.set("immutable", "1");
    return new DatabaseSync(url, { readOnly: true });
  }
}

/** SQLITE_CANTOPEN (https://sqlite.org/rescode.html). */
const isCannotOpen = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 14;

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const eventOf = (row: Row): ReadEvent => ({
  seq: integer(row.seq),
  at: integer(row.at),
  kind: text(row.kind),
  member: row.member === null ? null : text(row.member),
  json: text(row.json),
  hash: row.hash === null ? null : blob(row.hash),
  prev: row.prev === null ? null : integer(row.prev),
  jump: row.jump === null ? null : integer(row.jump),
});
