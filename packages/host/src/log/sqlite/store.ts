/** Logs on disk: the port, by way of the thread that stores. */
import { randomBytes } from "node:crypto";
import { Worker } from "node:worker_threads";
import { checkEntries, checkKeep } from "../check.ts";
import { LogError } from "../errors.ts";
import type {
  Keep,
  Log,
  LogEntry,
  LogState,
  LogStore,
  LogStoreOptions,
  Outcome,
  PageSize,
  StoredEvent,
} from "../log.ts";
import { pack } from "./pack.ts";
import type { Handle } from "./rpc.ts";
import { LogThread } from "./thread.ts";

class SqliteLog implements Log {
  readonly state: LogState;
  readonly #thread: LogThread;
  readonly #handle: Handle;
  readonly #now: () => number;
  readonly #closed: () => void;
  #closing: Promise<void> | undefined;

  constructor(
    thread: LogThread,
    opened: { handle: Handle; state: LogState },
    now: () => number,
    closed: () => void,
  ) {
    this.state = opened.state;
    this.#thread = thread;
    this.#handle = opened.handle;
    this.#now = now;
    this.#closed = closed;
  }

  async append(entries: readonly LogEntry[]): Promise<Outcome[]> {
    this.#check();
    checkEntries(entries);
    if (entries.length === 0) return [];
    return this.#thread.call("append", this.#handle, entries.map(pack), this.#now());
  }

  async read({
    from,
    to,
    limit,
    maxBytes,
  }: { from: number; to?: number } & PageSize): Promise<StoredEvent[]> {
    this.#check();
    return this.#thread.call("read", this.#handle, from, to ?? Number.MAX_SAFE_INTEGER, { limit, maxBytes });
  }

  newest(limit: number, maxBytes: number): Promise<StoredEvent[]> {
    return this.before(Number.MAX_SAFE_INTEGER, limit, maxBytes);
  }

  async before(seq: number, limit: number, maxBytes: number): Promise<StoredEvent[]> {
    this.#check();
    return this.#thread.call("before", this.#handle, seq, { limit, maxBytes });
  }

  async prune(keep: Keep): Promise<{ first: number }> {
    this.#check();
    checkKeep(keep);
    let step = await this.#thread.call("prune", this.#handle, keep);
    while (step.more && this.#closing === undefined)
      step = await this.#thread.call("prune", this.#handle, keep);
    return { first: step.first };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      if (this.#thread.alive) await this.#thread.call("close", this.#handle);
    } catch (error) {
      // A thread that ended has let go of the files, which is all that was asked.
      if (this.#thread.alive) throw error;
    } finally {
      this.#closed();
    }
  }

  #check(): void {
    if (this.#closing) throw new LogError("LOG_CLOSED");
  }
}

/** What is handed in beside the port's options; `startThread` by the tests of a dying thread. */
interface SqliteLogsOptions extends LogStoreOptions {
  /** Told where a log is copied to before its schema is brought up to date. The copy is kept. */
  backedUp?: (copy: string) => void;
  startThread?: () => Worker;
}

/**
 * Logs in SQLite files, one folder a room (`log.db`, and `lock.db` against a second opener). One thread
 * stores for all of them; it starts with the first `open`, and anew with the next one should it have died.
 */
export function openSqliteLogs({
  now = () => Date.now(),
  newLogId = () => randomBytes(16).toString("hex"),
  backedUp = () => {},
  startThread = () => new Worker(new URL("./worker.ts", import.meta.url), { execArgv: [] }),
}: SqliteLogsOptions = {}): LogStore {
  let thread: LogThread | undefined;
  let closed = false;
  const logs = new Set<Log>();
  return {
    async open(dir, { create, pruned = 0 }) {
      if (closed) throw new LogError("LOG_CLOSED");
      if (!thread?.alive) thread = new LogThread(startThread());
      const mine = thread;
      const opened = await mine.call("open", dir, create, newLogId(), pruned);
      if (opened.backup !== undefined) backedUp(opened.backup);
      const log: Log = new SqliteLog(mine, opened, now, () => logs.delete(log));
      logs.add(log);
      return log;
    },
    async close() {
      closed = true;
      await Promise.allSettled([...logs].map((log) => log.close()));
      await thread?.stop();
    },
  };
}
