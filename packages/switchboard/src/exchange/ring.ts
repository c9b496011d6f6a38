/** Recent batches of one room, sealed, for those who come back. SPEC.md of relay, R5.3 to R5.6. */
import { limits } from "@partyline/relay";
import { BATCH_OVERHEAD } from "../limits.ts";
import { Fifo } from "./fifo.ts";

export interface Batch {
  readonly epoch: number;
  readonly batchNo: number;
  /** Ready to be written to a socket. */
  readonly message: Uint8Array;
  /** When it came, milliseconds of a clock that never goes back. */
  readonly at: number;
}

export class Ring {
  readonly #batches = new Fifo<Batch>();
  /** How many have ever left it: the place of the first. Places only rise, so a replay can hold one. */
  #first = 0;
  /** Where the newest epoch begins. */
  #epochAt = 0;
  #last: Batch | undefined;
  #bytes = 0;

  /** Of its messages. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of memory that it holds: its messages, and what each costs beside itself. */
  get memory(): number {
    return this.#bytes + this.#batches.length * BATCH_OVERHEAD;
  }

  /** The place of the first batch that is kept, and the one after the last. */
  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#first + this.#batches.length;
  }

  /** Keeps a batch. One that does not follow (R5.3) empties the ring first. */
  push(batch: Batch): void {
    const last = this.#last;
    const inEpoch = last?.epoch === batch.epoch && batch.batchNo === last.batchNo + 1;
    if (last && !inEpoch && batch.epoch <= last.epoch) this.clear();
    if (!inEpoch) this.#epochAt = this.end;
    this.#last = batch;
    this.#batches.push(batch);
    this.#bytes += batch.message.length;
    this.expire(batch.at);
  }

  /** Lets go of what is too old or too much, and of so much more that `spare` bytes of memory come free. */
  expire(now: number, spare = 0): void {
    const most = Math.max(0, this.memory - spare);
    for (;;) {
      const first = this.#batches.first;
      if (!first) return;
      const kept =
        this.#batches.length <= limits.RING_BATCHES &&
        this.#bytes <= limits.RING_BYTES &&
        this.memory <= most;
      if (kept && now - first.at <= limits.RING_MS) return;
      this.#batches.shift();
      this.#first += 1;
      this.#bytes -= first.message.length;
    }
  }

  clear(): void {
    this.#first = this.end;
    this.#batches.clear();
    this.#bytes = 0;
  }

  /** The place of batch `from` of `epoch`, if every batch from there to the newest of all is here; the end, where
   *  `from` is the next one. Otherwise undefined (R5.4). */
  find(epoch: number, from: number): number | undefined {
    const last = this.#last;
    if (last?.epoch !== epoch || this.#batches.length === 0 || from > last.batchNo + 1) return undefined;
    const place = this.end - 1 - (last.batchNo - from);
    return place >= Math.max(this.#first, this.#epochAt) ? place : undefined;
  }

  /** The message at a place from `first` to before `end`. */
  message(place: number): Uint8Array {
    return this.#batches.at(place - this.#first)!.message;
  }

  /** What a host is told of it (R3.6): the first batch number of the newest epoch, and the one after the last. */
  get kept(): { epoch: number; first: number; next: number } | null {
    const last = this.#last;
    if (!last || this.#batches.length === 0) return null;
    const count = this.end - Math.max(this.#first, this.#epochAt);
    return { epoch: last.epoch, first: last.batchNo + 1 - count, next: last.batchNo + 1 };
  }
}
