/** What goes to one host on its trunk: bulk only when nothing else waits, circuits in turn. SPEC.md of relay, R4.5 to
 *  R4.8. */
import { FLAG, limits, SendCredit } from "@partyline/relay";
import { Fifo } from "./fifo.ts";
import { dataMessage, messageOf } from "./message.ts";
import type { Outlet } from "./ports.ts";

interface Chunk {
  readonly payload: Uint8Array;
  readonly flags: number;
}

export class Uplink {
  readonly #outlet: Outlet;
  readonly #allocate: (bytes: number) => Uint8Array;
  readonly #bulkCredit = new SendCredit(limits.TRUNK_WINDOW);
  readonly #urgent = new Fifo<Uint8Array>();
  /** By circuit; the first in the map is the next in turn. */
  readonly #bulk = new Map<number, Fifo<Chunk>>();
  #bytes = 0;
  #blocked = false;

  constructor(outlet: Outlet, allocate: (bytes: number) => Uint8Array) {
    this.#outlet = outlet;
    this.#allocate = allocate;
  }

  /** Bytes that wait here. */
  get waiting(): number {
    return this.#bytes;
  }

  /** A frame of the switchboard's own. */
  send(frame: Uint8Array): void {
    this.#write(messageOf(this.#allocate, frame));
  }

  /** A link frame of a client. Large ones go as bulk, and so does what comes behind them. */
  data(circuit: number, linkFrame: Uint8Array): void {
    const { length } = linkFrame;
    const queue = this.#bulk.get(circuit);
    const bulk = queue !== undefined || length > limits.BULK_ABOVE_BYTES;
    for (let at = 0; at < length; at += limits.CHUNK_BYTES) {
      const more = at + limits.CHUNK_BYTES < length ? FLAG.more : 0;
      const payload = linkFrame.subarray(at, at + limits.CHUNK_BYTES);
      if (bulk) this.#later(circuit, { payload, flags: more | FLAG.bulk });
      else this.#write(dataMessage(this.#allocate, circuit, payload, more));
    }
    if (bulk) this.#pump();
  }

  /** Drops what waits of a circuit that is closed (R4.6). */
  forget(circuit: number): void {
    const queue = this.#bulk.get(circuit);
    if (!queue) return;
    for (let chunk = queue.shift(); chunk; chunk = queue.shift()) this.#bytes -= chunk.payload.length;
    this.#bulk.delete(circuit);
  }

  /** The host has taken so much bulk. Error: CREDIT. */
  granted(bytes: number): void {
    this.#bulkCredit.grant(bytes);
    this.#pump();
  }

  drained(): void {
    this.#blocked = false;
    this.#pump();
  }

  #write(message: Uint8Array): void {
    if (this.#blocked) {
      this.#urgent.push(message);
      this.#bytes += message.length;
    } else this.#blocked = !this.#outlet.write(message);
  }

  #later(circuit: number, chunk: Chunk): void {
    const queue = this.#bulk.get(circuit) ?? new Fifo<Chunk>();
    this.#bulk.set(circuit, queue);
    queue.push(chunk);
    this.#bytes += chunk.payload.length;
  }

  #pump(): void {
    while (!this.#blocked) {
      const urgent = this.#urgent.shift();
      if (urgent) {
        this.#bytes -= urgent.length;
        this.#blocked = !this.#outlet.write(urgent);
      } else if (!this.#bulkCredit.open || !this.#next()) return;
    }
  }

  /** Writes one chunk of the circuit whose turn it is. */
  #next(): boolean {
    const [turn] = this.#bulk;
    if (!turn) return false;
    const [circuit, queue] = turn;
    const { payload, flags } = queue.shift()!;
    this.#bulk.delete(circuit);
    if (queue.length > 0) this.#bulk.set(circuit, queue);
    this.#bytes -= payload.length;
    this.#bulkCredit.spend(payload.length);
    this.#blocked = !this.#outlet.write(dataMessage(this.#allocate, circuit, payload, flags));
    return true;
  }
}
