/** Everything that goes to all members of a room: encoded, signed and sealed once, the same bytes down every road. */
import { type Clock, encodeBatch, limits, type Signal } from "@partyline/protocol";
import type { EpochGrant, Epochs } from "./epochs.ts";
import { GATHER_LEAST_MS, GATHER_MOST_MS } from "./limits.ts";
import type { StoredEvent } from "./log/index.ts";
import type { Road } from "./ports.ts";
import { RecentBatches } from "./recent-batches.ts";

/** Room in a batch for what surrounds its events. */
const ENVELOPE_BYTES = 1_024;
/** The most signals in one batch, and the most bytes of one: a username of 128 bytes, escaped, and an id. */
const SIGNALS = 200;
const SIGNAL_BYTES = 280;

export interface BroadcasterOptions {
  epochs: Epochs;
  clock: Clock;
  later: (ms: number, task: () => void) => void;
  /** How many members a batch goes to. */
  crowd: () => number;
  /** The epoch has lived long enough: begin a new one, and tell the members. */
  aged: () => void;
  /** A new epoch's number, to be remembered before the program ends. */
  began: (epoch: number) => void;
  /** The last event of the log at the start, which nobody waits for. */
  head: number;
}

export class Broadcaster {
  /** Every road by which a member ever came. */
  readonly roads = new Set<Road>();
  readonly #o: BroadcasterOptions;
  #events: StoredEvent[] = [];
  #castSeq: number;
  #recent: RecentBatches | undefined;
  /** The newest of each kind from each member: what passes needs no history. */
  readonly #signals = new Map<string, Signal>();
  #gathering = false;

  constructor(options: BroadcasterOptions) {
    this.#o = options;
    this.#castSeq = options.head;
  }

  /** Every event up to this seq has been cast, or was there before the start: all later ones are yet to come. */
  get castSeq(): number {
    return this.#castSeq;
  }

  /** The last batches, kept from the first time that a road asks for them. */
  get recent(): RecentBatches {
    this.#recent ??= new RecentBatches(this.#o.clock, this.#castSeq);
    return this.#recent;
  }

  get grant(): EpochGrant {
    return this.#o.epochs.grant;
  }

  newEpoch(): EpochGrant {
    this.#send();
    this.#o.epochs.rotate(this.#o.clock.monotonic());
    this.#o.began(this.grant.epoch);
    return this.grant;
  }

  /** The events of one commit. Those that nobody waits for (`quiet`) are gathered for a moment, so that a crowd
   *  that comes in together does not cost its square in writes. */
  events(events: readonly StoredEvent[], quiet: boolean): void {
    this.#events.push(...events);
    if (quiet) this.#gather();
    else this.flush();
  }

  /** Something that passes; gathered in the same way. */
  signal(signal: Signal): void {
    const key = `${signal.kind} ${signal.by}`;
    this.#signals.delete(key);
    this.#signals.set(key, signal);
    this.#gather();
  }

  /** Sends what waits, in one batch where it fits. */
  flush(): void {
    this.#send();
    if (this.#o.epochs.isOld(this.#o.clock.monotonic())) this.#o.aged();
  }

  #send(): void {
    const events = this.#events;
    const signals = [...this.#signals.values()];
    this.#events = [];
    this.#signals.clear();
    let chunk: string[] = [];
    let size = 0;
    for (const { seq, json } of events) {
      const bytes = Buffer.byteLength(json) + 1;
      if (size + bytes > limits.BATCH_BYTES - ENVELOPE_BYTES) {
        this.#cast(chunk, []);
        chunk = [];
        size = 0;
      }
      chunk.push(json);
      size += bytes;
      this.#castSeq = seq;
    }
    const room = limits.BATCH_BYTES - ENVELOPE_BYTES - size;
    const along = signals.splice(0, Math.min(SIGNALS, Math.floor(room / SIGNAL_BYTES)));
    if (chunk.length > 0 || along.length > 0) this.#cast(chunk, along);
    while (signals.length > 0) this.#cast([], signals.splice(0, SIGNALS));
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const ms = Math.min(GATHER_MOST_MS, Math.max(GATHER_LEAST_MS, this.#o.crowd()));
    this.#o.later(ms, () => {
      this.#gathering = false;
      this.flush();
    });
  }

  #cast(events: readonly string[], signals: readonly Signal[]): void {
    const { epoch, next: number } = this.grant;
    const frame = this.#o.epochs.seal(encodeBatch(events, signals));
    const batch = { epoch, number, seq: this.#castSeq, frame };
    this.#recent?.add(batch);
    for (const road of this.roads) road.cast(frame, batch);
  }
}
