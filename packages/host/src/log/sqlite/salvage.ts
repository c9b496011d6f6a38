/** All events of a log that can be read: by SQLite, around what is damaged, and if wanted from the bytes of the file. */
import { join } from "node:path";
import { LogReader } from "./reader.ts";
import { LogScan } from "./scan.ts";

/** Events that SQLite is asked for at once; where that fails, for halves of it. */
const STEP = 256;

/** One event that is whole: its number, and its JSON text without `seq`. */
export interface SalvagedEvent {
  seq: number;
  json: string;
}

export class LogSalvage {
  /** The lowest seq that should be there, and the highest that anything speaks of; `first` > `head` for none. */
  readonly first: number;
  readonly head: number;
  /** The log's id, where it can be read. */
  readonly logId: string | undefined;
  /** What the log remembers of the room; empty where that cannot be read. */
  readonly meta: ReadonlyMap<string, string>;
  readonly #reader: LogReader | undefined;
  readonly #scan: LogScan | undefined;

  /**
   * Opens the log in `dir`; nothing of it is changed. With `scan`, its bytes are read through as well, for what SQLite
   * cannot find any more, and a file that is missing counts as empty; not while a host has it open, since what that
   * is about to write would be seen half. Errors, without `scan`: those of LogReader.
   */
  constructor(dir: string, { scan }: { scan: boolean }) {
    this.#reader = scan ? attempt(() => new LogReader(dir)) : new LogReader(dir);
    this.#scan = scan ? new LogScan(join(dir, "log.db")) : undefined;
    const state = scan ? attempt(() => this.#reader?.state()) : this.#reader?.state();
    const seqs = this.#scan?.seqs() ?? [];
    this.logId = state?.logId;
    this.meta = attempt(() => this.#reader?.meta()) ?? new Map();
    this.first = state?.first ?? seqs[0] ?? 1;
    const counted = attempt(() => this.#reader?.clients())?.map(({ lastSeq }) => lastSeq) ?? [];
    this.head = [state?.head ?? 0, seqs.at(-1) ?? 0, ...counted].reduce(
      (most, seq) => Math.max(most, seq),
      0,
    );
  }

  /** Ascending; each is one JSON object whose kind and time agree with its row. Twice gives the same. */
  *events(): Generator<SalvagedEvent> {
    const scanned = this.#scan?.seqs() ?? [];
    let place = 0;
    // How often the next number may be guessed.
    let guesses = Math.ceil((this.#reader?.most() ?? 0) / STEP);
    const nextFrom = (seq: number): number => {
      while ((scanned[place] ?? seq) < seq) place += 1;
      const found = scanned[place] ?? Number.POSITIVE_INFINITY;
      if (found === seq || !this.#reader) return found;
      const read = attempt(() => ({ seq: this.#reader?.next(seq) ?? Number.POSITIVE_INFINITY }));
      // In a damaged tree what comes next may stand before.
      if (read && read.seq >= seq) return Math.min(read.seq, found);
      guesses -= 1;
      return guesses >= 0 ? seq : found;
    };
    for (let from = nextFrom(this.first); from <= this.head; from = nextFrom(from + STEP)) {
      const to = Math.min(from + STEP - 1, this.head);
      const read = new Map(this.#read(from, to).map((event) => [event.seq, event.json]));
      for (let seq = from; seq <= to; seq += 1) {
        const json = read.get(seq) ?? this.#scan?.json(seq);
        if (json !== undefined) yield { seq, json };
      }
    }
  }

  close(): void {
    this.#reader?.close();
    this.#scan?.close();
  }

  #read(from: number, to: number): SalvagedEvent[] {
    const reader = this.#reader;
    if (!reader) return [];
    const rows = attempt(() => [...reader.events(from, to)]);
    if (rows) return rows.filter((row) => row.seq >= from && row.seq <= to && isWhole(row));
    if (from === to) return [];
    const middle = Math.floor((from + to) / 2);
    return [...this.#read(from, middle), ...this.#read(middle + 1, to)];
  }
}

function isWhole({ json, kind, at }: { json: string; kind: string; at: number }): boolean {
  const event = attempt(() => JSON.parse(json) as Record<string, unknown>);
  return event?.kind === kind && event.at === at;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
