/**
 * What this client says, exactly once and in order. Pure. Every sending of a connection has exactly one answer, so
 * after the first that is not an ack the outbox sends nothing more until all the answers are there (it settles down);
 * only then is it clear which number the host expects, and the rest is renumbered and sent again.
 */
import type { Body } from "@partyline/protocol";
import { WINDOW, WINDOW_UNITS } from "../limits.ts";
import type { OutboxChange, OutboxEntry } from "../ports/store.ts";

/** What an answer comes to. */
export type Settled =
  | { kind: "acked"; key: number; n: number; seq: number | null }
  | { kind: "failed"; key: number; n: number; code: string; detail: string };

/** The host could not, but may later: the entry stays where it is and is sent again. */
const AGAIN: ReadonlySet<string> = new Set([
  "RATE",
  "BUSY",
  "LOG_FULL",
  "LOG_READ_ONLY",
  "LOG_FAILED",
  "INTERNAL",
  "NOT_ADMITTED",
]);

interface Slot {
  entry: OutboxEntry;
  /** Whether the store has it as it is. A number that was sent but not stored could be given twice after a crash. */
  stored: boolean;
  /** Whether the store ever had it; only then can it have been sent. */
  wasStored: boolean;
}

/** What follows when all the answers are there. */
interface Restart {
  /** The number that the host waits for, and the first of ours that it may move; undefined where it said none. */
  readonly wanted: { readonly base: number; readonly from: number } | undefined;
  readonly pause: boolean;
}

export class Outbox {
  #slots: Slot[];
  #nextN: number;
  #nextKey: number;
  /** Keys of sendings without an answer, by number. */
  #outstanding = new Map<number, number>();
  #outstandingUnits = 0;
  #sentUpTo = 0;
  #restart: Restart | undefined;
  #changed = new Map<number, OutboxEntry | null>();

  constructor(entries: readonly OutboxEntry[], nextN: number) {
    this.#slots = entries.map((entry) => ({ entry, stored: true, wasStored: true }));
    this.#nextN = nextN;
    this.#nextKey = entries.reduce((most, { key }) => Math.max(most, key), 0) + 1;
  }

  /** Everything that is not settled: those in the stream in order of `n`, and those that failed. */
  get entries(): readonly OutboxEntry[] {
    return this.#slots.map(({ entry }) => entry);
  }

  get nextN(): number {
    return this.#nextN;
  }

  /** Whether an answer is due on this connection. */
  get waits(): boolean {
    return this.#outstanding.size > 0;
  }

  /** The texts that the store never had, in order. */
  get unstoredTexts(): string[] {
    return this.#slots.flatMap(({ entry, wasStored }) => (wasStored ? [] : [entry.body.text]));
  }

  /** Adds a message at the end of the stream. */
  add(body: Body, at: number): OutboxEntry {
    const entry: OutboxEntry = { key: this.#nextKey++, n: this.#nextN++, body, at };
    this.#slots.push({ entry, stored: false, wasStored: false });
    this.#changed.set(entry.key, entry);
    return entry;
  }

  /** What must be stored now, once; undefined where nothing changed. Tell `stored` when it is. */
  changes(): OutboxChange | undefined {
    if (this.#changed.size === 0) return undefined;
    const put: OutboxEntry[] = [];
    const remove: number[] = [];
    for (const [key, entry] of this.#changed) entry ? put.push(entry) : remove.push(key);
    this.#changed.clear();
    return { put, remove, nextN: this.#nextN };
  }

  /** The store has these entries as they are in `change`. */
  stored(change: OutboxChange): void {
    const written = new Set(change.put);
    for (const slot of this.#slots) if (written.has(slot.entry)) slot.stored = slot.wasStored = true;
  }

  /** The store failed at `change`: it is due again. */
  unstored(change: OutboxChange): void {
    for (const entry of change.put)
      if (!this.#changed.has(entry.key) && this.#slots.some((slot) => slot.entry === entry))
        this.#changed.set(entry.key, entry);
    for (const key of change.remove) if (!this.#changed.has(key)) this.#changed.set(key, null);
  }

  /** A new connection: nothing is under way on it, everything unsettled is sent again from the lowest number. */
  connected(): void {
    this.#outstanding.clear();
    this.#outstandingUnits = 0;
    this.#renumber(this.#restart?.wanted);
    this.#restart = undefined;
    this.#sentUpTo = 0;
  }

  /** What to send now, in order, within the window. Each is given once a connection. */
  take(): { n: number; body: Body }[] {
    const due: { n: number; body: Body }[] = [];
    if (this.#restart) return due;
    for (const { entry, stored } of this.#slots) {
      if (entry.n === null || entry.n <= this.#sentUpTo) continue;
      if (!stored || this.#outstanding.size >= WINDOW || this.#outstandingUnits >= WINDOW_UNITS) break;
      this.#outstanding.set(entry.n, entry.key);
      this.#outstandingUnits += entry.body.text.length;
      this.#sentUpTo = entry.n;
      due.push({ n: entry.n, body: entry.body });
    }
    return due;
  }

  /** The host has stored number `n`. */
  acked(n: number, seq: number | null): Settled | undefined {
    const key = this.#answered(n);
    return key === undefined ? undefined : this.#settle(key, n, seq);
  }

  /** The log has an event of this client under `n`: as good as an ack, which may still come or never will. */
  seen(n: number, text: string, seq: number): Settled | undefined {
    // Nothing of a life before this one may settle a different message that bears the same number now.
    const slot = this.#slots.find(({ entry }) => entry.n === n && entry.body.text === text);
    return slot && this.#settle(slot.entry.key, n, seq);
  }

  /** The host wants `expect` next instead of `n`. */
  expected(n: number, expect: number): void {
    if (this.#answered(n) === undefined) return;
    // A host that wants the very number it has just been sent must not be asked in a tight circle.
    const pause = (this.#restart?.pause ?? false) || expect === n;
    this.#restart = { wanted: { base: expect, from: Math.min(n, expect, this.#from) }, pause };
  }

  /** The host did not store number `n`. */
  refused(n: number, code: string, detail: string): Settled | undefined {
    const key = this.#answered(n);
    if (key === undefined) return undefined;
    const slot = this.#slots.find(({ entry }) => entry.key === key);
    if (AGAIN.has(code)) {
      // Nothing is said about the numbers: later ones may be stored, by a connection before this one.
      this.#restart = { wanted: this.#restart?.wanted, pause: true };
      return undefined;
    }
    // CONFLICT is about a number that the host has used up; for any other code it still waits for this number.
    if (code !== "CONFLICT") {
      const base = Math.min(this.#restart?.wanted?.base ?? n, n);
      this.#restart = {
        wanted: { base, from: Math.min(base, this.#from) },
        pause: this.#restart?.pause ?? false,
      };
    }
    if (!slot) return undefined;
    slot.entry = { ...slot.entry, n: null, failed: { code, detail } };
    slot.stored = false;
    this.#changed.set(key, slot.entry);
    return { kind: "failed", key, n, code, detail };
  }

  /** Whether every answer is there after one that was not an ack; then says whether to pause before going on. */
  settledDown(): { pause: boolean } | undefined {
    if (!this.#restart || this.#outstanding.size > 0) return undefined;
    const { wanted, pause } = this.#restart;
    this.#renumber(wanted);
    this.#restart = undefined;
    this.#sentUpTo = 0;
    return { pause };
  }

  /** Puts a failed entry at the end of the stream; undefined where `key` is no failed entry. */
  retry(key: number): OutboxEntry | undefined {
    const at = this.#slots.findIndex(({ entry }) => entry.key === key && entry.n === null);
    const [slot] = at < 0 ? [] : this.#slots.splice(at, 1);
    if (!slot) return undefined;
    const entry: OutboxEntry = { key, n: this.#nextN++, body: slot.entry.body, at: slot.entry.at };
    this.#slots.push({ entry, stored: false, wasStored: slot.wasStored });
    this.#changed.set(key, entry);
    return entry;
  }

  /** Forgets a failed entry; false where `key` is none. What is in the stream may be stored already: it stays. */
  discard(key: number): boolean {
    const at = this.#slots.findIndex(({ entry }) => entry.key === key && entry.n === null);
    if (at < 0) return false;
    this.#slots.splice(at, 1);
    this.#changed.set(key, null);
    return true;
  }

  #answered(n: number): number | undefined {
    const key = this.#outstanding.get(n);
    if (key === undefined) return undefined;
    this.#outstanding.delete(n);
    const slot = this.#slots.find(({ entry }) => entry.key === key);
    // A settled one gave its units back already.
    if (slot) this.#outstandingUnits -= slot.entry.body.text.length;
    if (this.#outstanding.size === 0) this.#outstandingUnits = 0;
    return key;
  }

  #settle(key: number, n: number, seq: number | null): Settled | undefined {
    const at = this.#slots.findIndex(({ entry }) => entry.key === key);
    const [slot] = at < 0 ? [] : this.#slots.splice(at, 1);
    if (!slot) return undefined;
    if (this.#outstanding.has(n)) this.#outstandingUnits -= slot.entry.body.text.length;
    this.#changed.set(key, null);
    return { kind: "acked", key, n, seq };
  }

  get #from(): number {
    return this.#restart?.wanted?.from ?? Number.POSITIVE_INFINITY;
  }

  /** The host has everything below `base`, and nothing from there on. What it has without our knowing, of a connection
   *  before this one, keeps its number: under another it would be stored twice. */
  #renumber(wanted: Restart["wanted"]): void {
    if (!wanted) return;
    let n = wanted.base;
    for (const slot of this.#slots) {
      if (slot.entry.n === null || slot.entry.n < wanted.from) continue;
      if (slot.entry.n !== n) {
        slot.entry = { ...slot.entry, n };
        slot.stored = false;
        this.#changed.set(slot.entry.key, slot.entry);
      }
      n += 1;
    }
    this.#nextN = n;
  }
}
