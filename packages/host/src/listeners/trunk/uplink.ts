/** What goes to a switchboard on one trunk: bulk only when nothing else waits, circuits in turn. SPEC.md of relay, R4.5,
 *  R4.6 and R4.8. */
import { chunksOf, limits, type Parts, SendCredit } from "@partyline/relay";

/** One message of both parts. */
export function whole([header, payload]: Parts): Uint8Array {
  const bytes = new Uint8Array(header.length + payload.length);
  bytes.set(header);
  bytes.set(payload, header.length);
  return bytes;
}

export class Uplink {
  readonly #write: (message: Uint8Array) => boolean;
  readonly #now: () => number;
  readonly #window = new SendCredit(limits.TRUNK_WINDOW);
  readonly #urgent: Uint8Array[] = [];
  #urgentBytes = 0;
  /** Chunks by circuit; the first in the map is the next in turn. */
  readonly #bulk = new Map<number, Parts[]>();
  #blockedSince: number | undefined;

  /** `write` as of the socket; `now` in milliseconds of a clock that never goes back. */
  constructor(write: (message: Uint8Array) => boolean, now: () => number) {
    this.#write = write;
    this.#now = now;
  }

  /** Bytes that wait here and are not bulk. */
  get waiting(): number {
    return this.#urgentBytes;
  }

  /** Milliseconds for which the road has taken nothing while something that is not bulk waits. */
  get stuck(): number {
    if (this.#blockedSince === undefined || this.#urgent.length === 0) return 0;
    return this.#now() - this.#blockedSince;
  }

  /** Anything but bulk, in the order in which it is given. */
  send(frame: Uint8Array): void {
    if (this.#blockedSince === undefined) this.#put(frame);
    else {
      this.#urgent.push(frame);
      this.#urgentBytes += frame.length;
    }
  }

  /** A link frame. While a circuit has bulk waiting, all that comes behind it is bulk. Errors: as of `chunksOf`. */
  data(circuit: number, linkFrame: Uint8Array, bulk: boolean): void {
    const behind = this.#bulk.get(circuit);
    if (!bulk && !behind) {
      for (const parts of chunksOf(circuit, linkFrame, false)) this.send(whole(parts));
      return;
    }
    const chunks = behind ?? [];
    this.#bulk.set(circuit, chunks);
    chunks.push(...chunksOf(circuit, linkFrame, true));
    this.#pump();
  }

  /** Bytes of bulk that wait for a circuit. */
  bulkOf(circuit: number): number {
    const chunks = this.#bulk.get(circuit) ?? [];
    return chunks.reduce((sum, [, payload]) => sum + payload.length, 0);
  }

  hasBulk(circuit: number): boolean {
    return this.#bulk.has(circuit);
  }

  /** Drops what waits of a circuit that is closed. */
  forget(circuit: number): void {
    this.#bulk.delete(circuit);
  }

  /** The switchboard has taken so much bulk. Error: CREDIT. */
  granted(bytes: number): void {
    this.#window.grant(bytes);
    this.#pump();
  }

  /** The road has taken what was written. */
  drained(): void {
    this.#blockedSince = undefined;
    this.#pump();
  }

  /** Hands all that is not bulk to the socket, whether it takes it or not: the trunk is about to close. */
  flush(): void {
    for (const frame of this.#urgent.splice(0)) this.#write(frame);
    this.#urgentBytes = 0;
  }

  #put(frame: Uint8Array): void {
    if (!this.#write(frame)) this.#blockedSince = this.#now();
  }

  #pump(): void {
    let sent = 0;
    while (this.#blockedSince === undefined && sent < this.#urgent.length) {
      const frame = this.#urgent[sent++]!;
      this.#urgentBytes -= frame.length;
      this.#put(frame);
    }
    this.#urgent.splice(0, sent);
    while (this.#blockedSince === undefined && this.#window.open) {
      const [turn] = this.#bulk;
      if (!turn) return;
      const [circuit, chunks] = turn;
      const chunk = chunks.shift()!;
      this.#bulk.delete(circuit);
      if (chunks.length > 0) this.#bulk.set(circuit, chunks);
      this.#window.spend(chunk[1].length);
      this.#put(whole(chunk));
    }
  }
}
