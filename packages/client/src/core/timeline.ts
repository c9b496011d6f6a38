/** The order of a log at a client: each event exactly once, ascending, without holes. Pure. */
import type { RoomEvent } from "@partyline/protocol";
import { AHEAD_BYTES, AHEAD_EVENTS } from "../limits.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

export class Timeline {
  /** The seq applied last; undefined until it is known where this copy begins. */
  #last: number | undefined;
  #ahead = new Map<number, RoomEvent>();
  #aheadBytes = 0;
  /** No held seq is above this. */
  #top = 0;
  /** The highest seq that is known to exist. */
  #known = 0;

  constructor(last?: number) {
    this.#last = last;
  }

  get last(): number | undefined {
    return this.#last;
  }

  /** The highest seq known to exist, whether we have it or not. */
  get known(): number {
    return Math.max(this.#known, this.#last ?? 0);
  }

  /** Events held above a hole. */
  get held(): number {
    return this.#ahead.size;
  }

  /** Somebody who knows says that the log reaches up to `seq`. */
  learn(seq: number): void {
    if (seq > this.#known) this.#known = seq;
  }

  /** This copy begins after `last`: what is at or below it is never applied. */
  begin(last: number): RoomEvent[] {
    this.#last = last;
    for (const seq of this.#ahead.keys()) if (seq <= last) this.#release(seq);
    return this.#drain();
  }

  /** Takes events in any order and gives those that are due now, ascending, from last+1 on. */
  take(events: readonly RoomEvent[]): RoomEvent[] {
    for (const event of events) {
      this.learn(event.seq);
      if (this.#last !== undefined && event.seq <= this.#last) continue;
      this.#hold(event);
    }
    return this.#drain();
  }

  /** Which seqs are missing, ascending: holes below what is held, and the rest up to the highest that is known. */
  missing(): Range[] {
    if (this.#last === undefined) return [];
    const ranges: Range[] = [];
    let from = this.#last + 1;
    for (const seq of [...this.#ahead.keys()].sort((a, b) => a - b)) {
      if (seq > from) ranges.push({ from, to: seq - 1 });
      from = seq + 1;
    }
    if (this.known >= from) ranges.push({ from, to: this.known });
    return ranges;
  }

  #hold(event: RoomEvent): void {
    if (this.#ahead.has(event.seq)) return;
    const due = event.seq === (this.#last ?? -1) + 1;
    const bytes = sizeOf(event);
    const full = () => this.#ahead.size >= AHEAD_EVENTS || this.#aheadBytes + bytes > AHEAD_BYTES;
    while (!due && full()) {
      if (event.seq > this.#top) return;
      const highest = Math.max(...this.#ahead.keys());
      this.#top = highest;
      // The lowest close the hole first; what is dropped here is fetched when its turn comes.
      if (highest < event.seq) return;
      this.#release(highest);
    }
    this.#top = Math.max(this.#top, event.seq);
    this.#ahead.set(event.seq, event);
    this.#aheadBytes += bytes;
  }

  #release(seq: number): RoomEvent | undefined {
    const event = this.#ahead.get(seq);
    if (!event) return undefined;
    this.#ahead.delete(seq);
    this.#aheadBytes -= sizeOf(event);
    return event;
  }

  #drain(): RoomEvent[] {
    const due: RoomEvent[] = [];
    while (this.#last !== undefined) {
      const event = this.#release(this.#last + 1);
      if (!event) break;
      due.push(event);
      this.#last += 1;
    }
    return due;
  }
}

/** What an event takes in memory, about: names and ids fit 400 bytes, a text has 2 bytes a unit. */
const sizeOf = (event: RoomEvent): number => 400 + (event.kind === "message" ? event.text.length * 2 : 0);

/** The next requests that fill the missing ranges: the lowest first, none twice, at most `most` in flight. */
export function nextFetches(
  missing: readonly Range[],
  inFlight: readonly Range[],
  most: number,
  pageEvents: number,
): Range[] {
  const asked = [...inFlight];
  const wanted: Range[] = [];
  for (const range of missing) {
    let from = range.from;
    while (from <= range.to && asked.length < most) {
      const over = asked.find((other) => other.from <= from && from <= other.to);
      if (over) {
        from = over.to + 1;
        continue;
      }
      const next = asked.filter((other) => other.from > from).map((other) => other.from - 1);
      const piece = { from, to: Math.min(range.to, from + pageEvents - 1, ...next) };
      asked.push(piece);
      wanted.push(piece);
      from = piece.to + 1;
    }
  }
  return wanted;
}
