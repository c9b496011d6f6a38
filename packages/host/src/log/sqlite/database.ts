/** One room's log in SQLite: synchronous, and free of threads; `worker.ts` runs it beside the event loop. */
import type { DatabaseSync } from "node:sqlite";
import { applyEntry } from "../apply.ts";
import { LogError } from "../errors.ts";
import { PRUNE_STEP } from "../limits.ts";
import type { Keep, LogEntry, LogState, Outcome, PageSize, StoredEvent } from "../log.ts";
import { takePage } from "../page.ts";
import { asLogError } from "./failure.ts";
import { openFile, prepareFolder } from "./files.ts";
import { lockRoom } from "./lock.ts";
import { loadMigrations } from "./migrate.ts";
import { asEvent, asMember, integer, type Row, text } from "./rows.ts";
import { prepareAll, SqliteTables } from "./tables.ts";
import { inTransaction } from "./transaction.ts";

export interface OpenOptions {
  create: boolean;
  /** The id that a new log gets. */
  newLogId: string;
  /** The seq before the first of a new log. Default 0. */
  pruned?: number;
  /** Default: those of this version. */
  migrations?: readonly string[];
}

/** An open database. Every method throws LogError, and then has changed nothing. */
export class LogDatabase {
  readonly state: LogState;
  /** Where the file is copied to as it was before its schema was brought up to date; undefined where it was. */
  readonly backup: string | undefined;
  readonly #db: DatabaseSync;
  readonly #unlock: () => void;
  readonly #statements: ReturnType<typeof prepareAll>;
  readonly #tables: SqliteTables;
  /** The highest seq that retention has removed. */
  #pruned: number;

  /** Opens the log in `dir` as `LogStore.open` says. */
  static open(dir: string, options: OpenOptions): LogDatabase {
    return orLogError(() => {
      prepareFolder(dir, options.create);
      const unlock = lockRoom(dir);
      let db: DatabaseSync | undefined;
      try {
        const { newLogId: logId, pruned = 0 } = options;
        const opened = openFile(dir, options.migrations ?? loadMigrations(), { logId, pruned });
        db = opened.db;
        return new LogDatabase(db, unlock, opened.backup);
      } catch (error) {
        if (db?.isOpen) db.close();
        unlock();
        throw error;
      }
    });
  }

  private constructor(db: DatabaseSync, unlock: () => void, backup: string | undefined) {
    this.#db = db;
    this.backup = backup;
    this.#unlock = unlock;
    this.#statements = prepareSchema(db);
    const { log, members, meta } = this.#statements;
    const row = log.get();
    if (row === undefined) throw new LogError("LOG_DAMAGED", "it has no id");
    this.#pruned = integer(row.pruned);
    const head = row.newest === null ? this.#pruned : integer(row.newest);
    this.#tables = new SqliteTables(this.#statements, head);
    this.state = {
      logId: text(row.log_id),
      first: this.#pruned + 1,
      head,
      meta: new Map(meta.all().map((pair) => [text(pair.key), text(pair.value)])),
      members: members.all().map(asMember),
    };
  }

  /** Stores entries that `checkEntries` has passed; `now` in milliseconds since 1970-01-01 UTC. */
  append(entries: readonly LogEntry[], now: number): Outcome[] {
    const tables = this.#tables;
    const { head } = tables;
    try {
      return inTransaction(this.#db, () => {
        const outcomes = entries.map((entry) => applyEntry(tables, entry, now));
        tables.flush();
        return outcomes;
      });
    } catch (error) {
      tables.rolledBack(head);
      throw error;
    }
  }

  read(from: number, to: number, size: PageSize): StoredEvent[] {
    return this.#page("read", [from, to, size.limit], size);
  }

  /** Ascending, though read downwards from `seq`. */
  before(seq: number, size: PageSize): StoredEvent[] {
    return this.#page("before", [seq, size.limit], size).reverse();
  }

  /** One step of retention; `more` when another is due. */
  prune({ last, since }: Keep): { first: number; more: boolean } {
    const { head } = this.#tables;
    const stepEnd = Math.min(this.#pruned + PRUNE_STEP, head);
    const pruned = inTransaction(this.#db, () => {
      const tooMany = last === undefined ? this.#pruned : Math.max(this.#pruned, head - last);
      const upTo = Math.min(stepEnd, since === undefined ? tooMany : this.#lastOld(tooMany, stepEnd, since));
      if (upTo <= this.#pruned) return this.#pruned;
      this.#statements.removeEvents.run(upTo);
      this.#statements.setPruned.run(upTo);
      return upTo;
    });
    const more = pruned > this.#pruned && pruned === stepEnd && pruned < head;
    this.#pruned = pruned;
    return { first: pruned + 1, more };
  }

  close(): void {
    if (!this.#db.isOpen) return;
    try {
      this.#db.close();
    } finally {
      this.#unlock();
    }
  }

  /** The last seq before the first event after `start` that is not older than `since`; no further than `end`. */
  #lastOld(start: number, end: number, since: number): number {
    const young = this.#statements.firstYoung.get(start, end, since);
    return young === undefined ? end : integer(young.seq) - 1;
  }

  #page(query: "read" | "before", values: number[], size: PageSize): StoredEvent[] {
    return orLogError(() => takePage(events(this.#statements[query].iterate(...values)), size));
  }
}

function* events(rows: Iterable<Row>): Generator<{ seq: number; json: string }> {
  for (const row of rows) yield asEvent(row);
}

/** A table or column that is missing under a known version is damage, not a mistake in the query. */
function prepareSchema(db: DatabaseSync): ReturnType<typeof prepareAll> {
  try {
    return prepareAll(db);
  } catch (cause) {
    const error = asLogError(cause);
    throw error.code === "LOG_FAILED" ? new LogError("LOG_DAMAGED", error.detail, { cause }) : error;
  }
}

function orLogError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asLogError(error);
  }
}
