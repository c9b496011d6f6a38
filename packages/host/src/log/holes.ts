/** Which numbers of a row are missing. Pure. */

/** First and last of a run of seqs, both included. */
export type SeqRange = readonly [from: number, to: number];

/** Takes seqs in ascending order and remembers what was left out. */
export class Holes {
  readonly ranges: SeqRange[] = [];
  /** How many were taken. */
  count = 0;
  #next: number;

  /** `first` is the seq that should come first. */
  constructor(first: number) {
    this.#next = first;
  }

  add(seq: number): void {
    this.reach(seq);
    this.count += 1;
    this.#next = seq + 1;
  }

  /** All before `seq` should have come by now. */
  reach(seq: number): void {
    if (seq > this.#next) this.ranges.push([this.#next, seq - 1]);
    this.#next = Math.max(this.#next, seq);
  }
}

/** "12, 40 to 45", and how many more after the first ten. */
export function rangesInWords(ranges: readonly SeqRange[]): string {
  const some = ranges.slice(0, 10).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${some.join(", ")}${ranges.length > 10 ? `, and ${ranges.length - 10} more gaps` : ""}`;
}
