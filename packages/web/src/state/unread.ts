/** What others said after the read mark. Pure. */
import type { RoomEvent } from "@partyline/protocol";

/** The index of the first of the ascending `seqs` above `mark`. */
export function firstAbove(seqs: readonly number[], mark: number): number {
  let [low, high] = [0, seqs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seqs[middle]! <= mark) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts others' messages; one's own and what only happened are never unread. */
export class Unread {
  /** The seqs of others' messages that are here, ascending. */
  #seqs: number[] = [];
  /** The seq up to which everything is read. */
  #mark = 0;

  get mark(): number {
    return this.#mark;
  }

  get count(): number {
    return this.#seqs.length - firstAbove(this.#seqs, this.#mark);
  }

  /** The seq of the first unread message. */
  get first(): number | undefined {
    return this.#seqs[firstAbove(this.#seqs, this.#mark)];
  }

  /** Newer events, ascending. */
  append(events: readonly RoomEvent[], isMine: (event: RoomEvent) => boolean): void {
    for (const event of events) if (event.kind === "message" && !isMine(event)) this.#seqs.push(event.seq);
  }

  /** Older events, ascending. */
  prepend(events: readonly RoomEvent[], isMine: (event: RoomEvent) => boolean): void {
    const older = new Unread();
    older.append(events, isMine);
    this.#seqs = [...older.#seqs, ...this.#seqs];
  }

  /** Everything up to `seq` is read; true where that is news. A mark never moves back. */
  read(seq: number): boolean {
    if (seq <= this.#mark) return false;
    this.#mark = seq;
    return true;
  }

  /** Another log begins: nothing of the old one counts. */
  reset(): void {
    this.#seqs = [];
    this.#mark = 0;
  }
}
