/** A host's log on a simulated disk: the rules are those of the memory log, what survives is what the disk has done. */
import { parts } from "@partyline/host";
import type { Disk, Trouble } from "./disk.ts";

type Log = parts.Log;
type LogEntry = parts.LogEntry;

const CODES = {
  full: "LOG_FULL",
  "read-only": "LOG_READ_ONLY",
  failing: "LOG_FAILED",
} as const satisfies Record<Trouble, string>;

/** One commit that is durable, or one step of retention. */
type Step = { readonly now: number; readonly entries: readonly LogEntry[] } | { readonly keep: parts.Keep };

interface Rows {
  readonly first: number;
  readonly events: readonly parts.StoredEvent[];
}

export class LogDisk {
  readonly #disk: Disk;
  readonly #logId: string;
  #journal: Step[] = [];
  #read: { mark: number; rows: Rows } | undefined;

  constructor(disk: Disk, logId: string) {
    this.#disk = disk;
    this.#logId = logId;
  }

  /** How much is durable. */
  get mark(): number {
    return this.#journal.length;
  }

  /** The log as a program finds it that starts now; `now` is its clock's. */
  async open(now: () => number): Promise<Log> {
    const clock = { now: 0 };
    const { log } = await this.#replayed(clock);
    const commit = async (record: Step): Promise<unknown> => {
      clock.now = "now" in record ? record.now : clock.now;
      return "entries" in record ? log.append(record.entries) : log.prune(record.keep);
    };
    const write = async (record: Step): Promise<unknown> => {
      const trouble = await this.#disk.write(() => this.#journal.push(record));
      if (trouble) throw new parts.LogError(CODES[trouble]);
      return commit(record);
    };
    let turn: Promise<unknown> = Promise.resolve();
    // Reads and writes take effect in the order of asking, as the port says.
    const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
      const done = turn.then(task);
      turn = done.catch(() => {});
      return done;
    };
    const read = <T>(task: () => Promise<T>) => inTurn(() => this.#disk.read(() => {}).then(task));
    return {
      state: log.state,
      append: (entries) =>
        inTurn(() => write({ now: now(), entries: structuredClone(entries) })) as ReturnType<Log["append"]>,
      prune: (keep) => inTurn(() => write({ keep })) as ReturnType<Log["prune"]>,
      read: (range) => read(() => log.read(range)),
      newest: (limit, maxBytes) => read(() => log.newest(limit, maxBytes)),
      before: (seq, limit, maxBytes) => read(() => log.before(seq, limit, maxBytes)),
      close: () => inTurn(() => log.close()),
    };
  }

  /** Everything that is durable, for the checker. */
  async rows(): Promise<Rows> {
    if (this.#read?.mark === this.mark) return this.#read.rows;
    const { log } = await this.#replayed({ now: 0 });
    const size = { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER };
    const rows = { first: log.state.first, events: await log.read({ from: 1, ...size }) };
    this.#read = { mark: this.mark, rows };
    return rows;
  }

  async #replayed(clock: { now: number }): Promise<{ log: Log }> {
    const store = parts.openMemoryLogs({ now: () => clock.now, newLogId: () => this.#logId });
    const before = await store.open("room", { create: true });
    for (const record of this.#journal) {
      if ("entries" in record) {
        clock.now = record.now;
        await before.append(record.entries);
      } else await before.prune(record.keep);
    }
    await before.close();
    return { log: await store.open("room", { create: false }) };
  }
}
