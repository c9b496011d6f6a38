/** The last batches of a room, as they were cast: what a switchboard's ring can repeat, and what it may have missed. */
import type { Clock } from "@partyline/protocol";
import { limits } from "@partyline/relay";
import type { Batch } from "./ports.ts";

interface Kept extends Batch {
  /** Milliseconds of the monotonic clock. */
  at: number;
}

export class RecentBatches {
  readonly #clock: Clock;
  #kept: Kept[] = [];
  #bytes = 0;
  /** The last event that was cast before the first batch kept. */
  #before: number;

  /** `head`: the last event that was cast by now. */
  constructor(clock: Clock, head: number) {
    this.#clock = clock;
    this.#before = head;
  }

  /** Batches of one epoch follow each other; a new epoch begins anew, for whoever comes back has not its secret. As long
   *  as a ring (R5.4 of relay's SPEC.md), so that what is promised from it is most likely still there. */
  add(batch: Batch): void {
    const last = this.#kept.at(-1);
    if (last && last.epoch !== batch.epoch) {
      this.#before = last.seq;
      this.#kept = [];
      this.#bytes = 0;
    }
    this.#kept.push({ ...batch, at: this.#clock.monotonic() });
    this.#bytes += batch.frame.length;
    this.#drop();
  }

  /** The number of the first of those batches of `epoch` which hold every event after seq `after` that was cast;
   *  undefined where not all of them are kept. */
  firstAfter(after: number, epoch: number): number | undefined {
    this.#drop();
    if (after < this.#before) return undefined;
    const first = this.#kept.find(({ seq }) => seq > after);
    return first?.epoch === epoch ? first.number : undefined;
  }

  /** The number that follows the newest; undefined where none is kept. */
  get next(): number | undefined {
    this.#drop();
    const newest = this.#kept.at(-1);
    return newest && newest.number + 1;
  }

  /** The batches of `epoch` from `number` on; undefined where not all of them are kept. */
  from(number: number, epoch: number): readonly Batch[] | undefined {
    this.#drop();
    const at = this.#kept.findIndex((kept) => kept.epoch === epoch && kept.number === number);
    return at < 0 ? undefined : this.#kept.slice(at);
  }

  #drop(): void {
    const oldest = this.#clock.monotonic() - limits.RING_MS;
    const { RING_BATCHES, RING_BYTES } = limits;
    let gone = 0;
    for (const { at, frame, seq } of this.#kept) {
      if (at >= oldest && this.#kept.length - gone <= RING_BATCHES && this.#bytes <= RING_BYTES) break;
      gone += 1;
      this.#bytes -= frame.length;
      this.#before = seq;
    }
    if (gone > 0) this.#kept.splice(0, gone);
  }
}
