/** Logs in memory: for rooms that keep nothing, and for tests. The same rules as on disk. */
import { randomBytes } from "node:crypto";
import { applyEntry } from "../apply.ts";
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
  StoredEvent,
} from "../log.ts";
import { takePage } from "../page.ts";
import { MemoryTables } from "./tables.ts";

class MemoryLog implements Log {
  readonly state: LogState;
  readonly #tables: MemoryTables;
  readonly #now: () => number;
  readonly #closed: () => void;
  #open = true;

  constructor(tables: MemoryTables, now: () => number, closed: () => void) {
    this.state = tables.state();
    this.#tables = tables;
    this.#now = now;
    this.#closed = closed;
  }

  async append(entries: readonly LogEntry[]): Promise<Outcome[]> {
    this.#check();
    checkEntries(entries);
    const now = this.#now();
    return entries.map((entry) => applyEntry(this.#tables, entry, now));
  }

  async read(range: { from: number; to?: number; limit: number; maxBytes: number }): Promise<StoredEvent[]> {
    this.#check();
    const end = range.to === undefined ? Number.POSITIVE_INFINITY : range.to + 1;
    return takePage(this.#tables.slice(range.from, end), range);
  }

  newest(limit: number, maxBytes: number): Promise<StoredEvent[]> {
    return this.before(Number.MAX_SAFE_INTEGER, limit, maxBytes);
  }

  async before(seq: number, limit: number, maxBytes: number): Promise<StoredEvent[]> {
    this.#check();
    const end = Math.min(seq, this.#tables.head + 1);
    const downwards = this.#tables.slice(end - Math.max(0, limit), end).reverse();
    return takePage(downwards, { limit, maxBytes }).reverse();
  }

  async prune(keep: Keep): Promise<{ first: number }> {
    this.#check();
    checkKeep(keep);
    this.#tables.prune(keep);
    return { first: this.#tables.first() };
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#closed();
  }

  #check(): void {
    if (!this.#open) throw new LogError("LOG_CLOSED");
  }
}

const systemNow = (): number => Date.now();
const randomLogId = (): string => randomBytes(16).toString("hex");

/** One new log in memory; it is gone once nothing refers to it. */
export function memoryLog({ now = systemNow, newLogId = randomLogId }: LogStoreOptions = {}): Log {
  return new MemoryLog(new MemoryTables(newLogId()), now, () => {});
}

/** Logs in memory by folder name: a closed one can be opened again, for as long as the store is referred to. */
export function openMemoryLogs({ now = systemNow, newLogId = randomLogId }: LogStoreOptions = {}): LogStore {
  const kept = new Map<string, MemoryTables>();
  const inUse = new Map<string, Log>();
  return {
    async open(dir, { create, pruned = 0 }) {
      if (inUse.has(dir)) throw new LogError("ROOM_IN_USE");
      const tables = kept.get(dir) ?? (create ? new MemoryTables(newLogId(), pruned) : undefined);
      if (tables === undefined) throw new LogError("LOG_MISSING");
      kept.set(dir, tables);
      const log = new MemoryLog(tables, now, () => inUse.delete(dir));
      inUse.set(dir, log);
      return log;
    },
    async close() {
      for (const log of [...inUse.values()]) await log.close();
    },
  };
}
