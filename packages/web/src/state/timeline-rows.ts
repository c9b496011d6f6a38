/**
 * Events and what is pending as rows. Appending costs what is appended, whatever is here already; a new array is made
 * once, when the rows are read. Pure: days come from `dayOf`, which is handed in.
 */
import type { PendingMessage } from "@partyline/client";
import type { RoomEvent } from "@partyline/protocol";
import type { Row } from "./model.ts";
import { type Author, joined, pendingRow, rowOf } from "./row-makers.ts";

export interface TimelineRowsOptions {
  /** A day where this device is: equal for equal days. */
  dayOf(at: number): string;
  /** Whether this person said it. */
  isMine(event: RoomEvent): boolean;
}

interface Waiting {
  readonly entry: PendingMessage;
  readonly key: string;
  /** Its place in the log, once the host has told it and the event is still to come. */
  readonly seq: number | undefined;
}

export class TimelineRows {
  readonly #o: TimelineRowsOptions;
  /** Everything of the log; the `start` row, if there is one, apart. */
  #stored: Row[] = [];
  #start: string | undefined;
  #first: number | undefined;
  #last: number | undefined;
  /** By the entries' keys, in the order in which they are sent. */
  readonly #waiting = new Map<number, Waiting>();
  /** Entries whose events are on their way, by seq. */
  readonly #arriving = new Map<number, number>();
  /** Keys of own messages that were pending in this page, by seq. */
  readonly #keptKeys = new Map<number, string>();
  #me: Author = { id: "", name: "" };
  /** Counts logs and lives of the outbox, whose numbers begin anew. */
  #logs = 0;
  #lives = 0;
  #rows: readonly Row[] | undefined;

  constructor(options: TimelineRowsOptions) {
    this.#o = options;
  }

  /** The seqs of the oldest and the newest event that is here. */
  get first(): number | undefined {
    return this.#first;
  }
  get last(): number | undefined {
    return this.#last;
  }

  /** All rows; the same array until something changes. */
  get rows(): readonly Row[] {
    this.#rows ??= this.#make();
    return this.#rows;
  }

  /** The index of the "new" row. */
  get newAt(): number | undefined {
    const at = this.rows.findIndex(({ kind }) => kind === "new");
    return at < 0 ? undefined : at;
  }

  /** Newer events, ascending; what is here already is passed over. */
  append(events: readonly RoomEvent[]): void {
    for (const event of events) {
      if (this.#last !== undefined && event.seq <= this.#last) continue;
      this.#first ??= event.seq;
      this.#last = event.seq;
      this.#push(this.#stored, event);
    }
    this.#rows = undefined;
  }

  /** Older events, ascending, right before the oldest one here. */
  prepend(events: readonly RoomEvent[]): void {
    const before = this.#first ?? Number.POSITIVE_INFINITY;
    const older = events.filter(({ seq }) => seq < before);
    if (older.length === 0) return;
    const rows: Row[] = [];
    for (const event of older) this.#push(rows, event);
    this.#first = older[0]!.seq;
    this.#last ??= older.at(-1)!.seq;
    const [day, ...rest] = this.#stored;
    const last = older.at(-1)!;
    // The day that stood at the top has begun earlier now.
    const same = day?.kind === "day" && this.#o.dayOf(day.at) === this.#o.dayOf(last.at);
    const behind = same ? rest : this.#stored;
    if (behind[0]) behind[0] = joined(rows.at(-1), behind[0]);
    this.#stored = [...rows, ...behind];
    this.#rows = undefined;
  }

  /** Another log begins, or this one at another place: nothing stored is shown any more. Pending stays. */
  clear(): void {
    this.#stored = [];
    this.#first = undefined;
    this.#last = undefined;
    this.#logs += 1;
    this.#keptKeys.clear();
    // What that log had acknowledged was there.
    for (const key of this.#arriving.values()) this.#waiting.delete(key);
    this.#arriving.clear();
    this.#start = undefined;
    this.#rows = undefined;
  }

  /** Events are missing between what is here and what comes next. */
  gap(first: number, words: string): void {
    this.#stored.push({ kind: "start", key: `gap-${this.#logs}-${first}`, words });
    this.#last = first - 1;
    this.#rows = undefined;
  }

  /** The words above everything, or none. */
  setStart(words: string | undefined): void {
    if (words === this.#start) return;
    this.#start = words;
    this.#rows = undefined;
  }

  setMe(me: Author): void {
    if (me.id === this.#me.id && me.name === this.#me.name) return;
    this.#me = me;
    this.#rows = undefined;
  }

  /** Puts the "new" row before the message of that seq, or takes it away. */
  setNew(seq: number | undefined): void {
    const old = this.#stored.findIndex(({ kind }) => kind === "new");
    if (old >= 0) {
      this.#stored.splice(old, 1);
      this.#rejoin(old);
    }
    const at = this.#stored.findIndex((row) => row.kind === "message" && row.seq === seq);
    if (seq !== undefined && at >= 0) {
      this.#stored.splice(at, 0, { kind: "new", key: `new-${seq}` });
      this.#rejoin(at + 1);
    }
    this.#rows = undefined;
  }

  /** An outbox was opened: these are its entries. Those that were shown before keep their keys. */
  openOutbox(entries: readonly PendingMessage[]): void {
    this.#lives += 1;
    const before = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const entry of entries) {
      const at = before.findIndex((old) => old.entry.at === entry.at && old.entry.text === entry.text);
      const [same] = at < 0 ? [] : before.splice(at, 1);
      this.#wait(entry, same?.key);
    }
    this.#rows = undefined;
  }

  /** An entry is new, or waits again. `as`: the row that it continues. */
  pending(entry: PendingMessage, as?: string): void {
    const old = this.#waiting.get(entry.key);
    this.#waiting.delete(entry.key);
    this.#wait(entry, old?.key ?? as);
    this.#rows = undefined;
  }

  failed(key: number, code: string, detail: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    this.#waiting.set(key, { ...waiting, entry: { ...waiting.entry, n: null, failed: { code, detail } } });
    this.#rows = undefined;
  }

  /** The entry is in the log as `seq`, or was there so long ago that it is no longer kept (null). */
  acked(key: number, seq: number | null): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    if (seq === null || seq <= (this.#last ?? 0)) {
      this.drop(key);
      return;
    }
    this.#waiting.set(key, { ...waiting, seq });
    this.#arriving.set(seq, key);
    this.#rows = undefined;
  }

  /** Before `append`: the event of that seq is what this entry was, and takes its row's key. */
  settles(key: number, seq: number): void {
    const waiting = this.#waiting.get(key);
    if (!waiting || seq <= (this.#last ?? 0)) return;
    this.#keptKeys.set(seq, waiting.key);
    this.drop(key);
  }

  drop(key: number): void {
    if (this.#waiting.delete(key)) this.#rows = undefined;
  }

  /** The row of an entry, to be continued in another outbox. */
  keyOf(key: number): string | undefined {
    return this.#waiting.get(key)?.key;
  }

  #wait(entry: PendingMessage, as: string | undefined): void {
    this.#waiting.set(entry.key, { entry, key: as ?? this.#pendingKey(entry.key), seq: undefined });
  }

  #pendingKey(key: number): string {
    return `p${this.#lives}-${key}`;
  }

  #push(rows: Row[], event: RoomEvent): void {
    const key = this.#settledKey(event.seq) ?? `s${this.#logs}-${event.seq}`;
    this.#pushDay(rows, event.at, `d${this.#logs}-${event.seq}`);
    rows.push(joined(rows.at(-1), rowOf(event, key, this.#o.isMine(event))));
  }

  #settledKey(seq: number): string | undefined {
    const known = this.#keptKeys.get(seq);
    if (known !== undefined) return known;
    const entry = this.#arriving.get(seq);
    const waiting = entry === undefined ? undefined : this.#waiting.get(entry);
    this.#arriving.delete(seq);
    if (!waiting) return undefined;
    this.#keptKeys.set(seq, waiting.key);
    this.drop(waiting.entry.key);
    return waiting.key;
  }

  /** A day row where `at` is on another day than what stands last. */
  #pushDay(rows: Row[], at: number, key: string): void {
    const before = rows.findLast((row) => "at" in row);
    if (before && "at" in before && this.#o.dayOf(before.at) === this.#o.dayOf(at)) return;
    rows.push({ kind: "day", key, at });
  }

  #rejoin(at: number): void {
    const row = this.#stored[at];
    if (row) this.#stored[at] = joined(this.#stored[at - 1], row);
  }

  #make(): Row[] {
    const rows: Row[] =
      this.#start === undefined ? [] : [{ kind: "start", key: "start", words: this.#start }];
    for (const row of this.#stored) rows.push(row);
    for (const { entry, key, seq } of this.#waiting.values()) {
      this.#pushDay(rows, entry.at, `d${key}`);
      const row = pendingRow(entry, key, this.#me);
      // Arrived: its event is on the way.
      const now = seq === undefined ? row : { ...row, seq, state: "stored" as const, pendingKey: undefined };
      rows.push(joined(rows.at(-1), now));
    }
    return rows;
  }
}
