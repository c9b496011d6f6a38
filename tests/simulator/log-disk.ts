/** A host's log on a simulated disk: the rules are those of the memory log, what survives is what the disk has done. */
import { parts } from "@partyline/host";
import type { RoomEvent } from "@partyline/protocol";
import type { Disk, Trouble } from "./disk.ts";
import { rowOf } from "./row.ts";
import type { Truth } from "./truth.ts";

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

export interface LogDiskOptions {
  readonly disk: Disk;
  readonly logId: string;
  readonly truth: Truth;
  /** The most events that one read gives; a log may always give fewer than it was asked for. */
  readonly page: number;
}

/** The member, and the client, behind what was said before. */
export const ARCHIVIST = "aaaaaaaaaaaaaaaa";
const LETTERS = 150;
const ALL = { from: 1, limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER };

export class LogDisk {
  readonly #o: LogDiskOptions;
  #journal: Step[] = [];
  readonly #known = new Map<string, RoomEvent>();
  /** The same, applied as it became durable. */
  #durable: Promise<Log>;
  readonly #clock = { now: 0 };
  /** Told of every message as it becomes durable. */
  stored: (message: Extract<RoomEvent, { kind: "message" }>) => void = () => {};
  /** Told of every removal of a member as it becomes durable. */
  removed: (member: string, seq: number) => void = () => {};

  constructor(options: LogDiskOptions) {
    this.#o = options;
    this.#durable = this.#replayed(this.#clock);
  }

  /** How much is durable. */
  get mark(): number {
    return this.#journal.length;
  }

  /** The last event that is durable; 0 where there is none. */
  head = 0;

  /** The log as a program finds it that starts now; `now` is its clock's. */
  async open(now: () => number): Promise<Log> {
    const { disk, page } = this.#o;
    const clock = { now: 0 };
    const log = await this.#replayed(clock);
    const write = async (record: Step): Promise<unknown> => {
      const trouble = await disk.write(() => this.#keep(record));
      if (trouble) throw new parts.LogError(CODES[trouble]);
      return apply(log, clock, record);
    };
    let turn: Promise<unknown> = Promise.resolve();
    // Reads and writes take effect in the order of asking, as the port says.
    const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
      const done = turn.then(task);
      turn = done.catch(() => {});
      return done;
    };
    const reading = <T>(task: () => Promise<T>) => inTurn(() => disk.read(() => {}).then(task));
    const few = (limit: number) => Math.min(limit, page);
    return {
      state: log.state,
      append: (entries) =>
        inTurn(() => write({ now: now(), entries: entries.map((entry) => ({ ...entry })) })) as ReturnType<
          Log["append"]
        >,
      prune: (keep) => inTurn(() => write({ keep })) as ReturnType<Log["prune"]>,
      read: (range) => reading(() => log.read({ ...range, limit: few(range.limit) })),
      newest: (limit, maxBytes) => reading(() => log.newest(few(limit), maxBytes)),
      before: (seq, limit, maxBytes) => reading(() => log.before(seq, few(limit), maxBytes)),
      close: () => inTurn(() => log.close()),
    };
  }

  /** Everything that is durable, for the checker. */
  async rows(): Promise<Rows> {
    const log = await this.#durable;
    const events = await log.read(ALL);
    return { first: events[0]?.seq ?? 1, events };
  }

  /** As if a member who is no more had said so much. */
  fill(messages: number): void {
    const about = { at: 0, kind: "message", by: ARCHIVIST } as const;
    const entries = Array.from({ length: messages }, (_, at) => {
      const text = `old ${at + 1} ${"x".repeat(LETTERS)}`;
      const json = JSON.stringify({ ...about, from: "Old", text, client: ARCHIVIST, n: at + 1 });
      return { event: { ...about, json } };
    });
    this.#keep({ now: 0, entries });
  }

  /** Puts back what was there at `mark`. Nobody may have it open. */
  restore(mark: number): void {
    this.#journal = this.#journal.slice(0, mark);
    this.#durable = this.#replayed(this.#clock).then((log) => {
      this.head = log.state.head;
      return log;
    });
  }

  #keep(step: Step): void {
    this.#journal.push(step);
    this.#durable = this.#durable.then(async (log) => {
      const outcomes = (await apply(log, this.#clock, step)) as { kind: string; seq?: number | null }[];
      if ("entries" in step)
        step.entries.forEach(({ event }, at) => {
          const outcome = outcomes[at];
          if (!event || outcome?.kind !== "stored") return;
          this.head = outcome.seq ?? this.head;
          this.#tell(`{"seq":${outcome.seq},${event.json.slice(1)}`);
        });
      return log;
    });
  }

  /** An event of this log. Whoever hears of it holds its form to the protocol. */
  eventOf(json: string): RoomEvent {
    const event = this.#known.get(json) ?? (JSON.parse(json) as RoomEvent);
    this.#known.set(json, event);
    return event;
  }

  #tell(json: string): void {
    const event = this.eventOf(json);
    const message = event.kind === "message" ? event : undefined;
    this.#o.truth.add({ ...rowOf(event), client: message?.client, n: message?.n });
    if (message) this.stored(message);
    if (event.kind === "kick" || event.kind === "ban") this.removed(event.member, event.seq);
  }

  async #replayed(clock: { now: number }): Promise<Log> {
    // As it is now, whatever is written before this is done.
    const journal = [...this.#journal];
    const store = parts.openMemoryLogs({ now: () => clock.now, newLogId: () => this.#o.logId });
    const before = await store.open("room", { create: true });
    for (const record of journal) await apply(before, clock, record);
    await before.close();
    return store.open("room", { create: false });
  }
}

async function apply(log: Log, clock: { now: number }, step: Step): Promise<unknown> {
  if (!("entries" in step)) return log.prune(step.keep);
  clock.now = step.now;
  return log.append(step.entries);
}
