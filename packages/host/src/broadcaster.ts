/** Everything that goes to all members of a room: encoded, signed and sealed once, the same bytes down every road. */
import { type Clock, encodeBatch, limits, type Signal } from "@partyline/protocol";
import type { EpochGrant, Epochs } from "./epochs.ts";
import { SIGNAL_SPACING_MS } from "./limits.ts";
import type { StoredEvent } from "./log/index.ts";
import type { Road } from "./ports.ts";

/** Room in a batch for what surrounds its events. */
const ENVELOPE_BYTES = 1_024;
/** Signals of at most 200 bytes each in one batch. */
const SIGNALS = 200;

export interface BroadcasterOptions {
  epochs: Epochs;
  clock: Clock;
  later: (ms: number, task: () => void) => void;
  /** The epoch has lived long enough: begin a new one, and tell the members. */
  aged: () => void;
  /** A new epoch's number, to be remembered before the program ends. */
  began: (epoch: number) => void;
}

export class Broadcaster {
  /** Every road by which a member ever came. */
  readonly roads = new Set<Road>();
  readonly #o: BroadcasterOptions;
  #signals: Signal[] = [];

  constructor(options: BroadcasterOptions) {
    this.#o = options;
  }

  get grant(): EpochGrant {
    return this.#o.epochs.grant;
  }

  newEpoch(): EpochGrant {
    this.#o.epochs.rotate(this.#o.clock.monotonic());
    this.#o.began(this.grant.epoch);
    return this.grant;
  }

  /** The events of one commit, in one batch where they fit. */
  events(events: readonly StoredEvent[]): void {
    let chunk: string[] = [];
    let size = 0;
    for (const { json } of events) {
      const bytes = Buffer.byteLength(json) + 1;
      if (size + bytes > limits.BATCH_BYTES - ENVELOPE_BYTES) {
        this.#cast(chunk, []);
        chunk = [];
        size = 0;
      }
      chunk.push(json);
      size += bytes;
    }
    if (chunk.length > 0) this.#cast(chunk, []);
  }

  /** Something that passes; gathered for a moment with others of its kind. */
  signal(signal: Signal): void {
    this.#signals.push(signal);
    if (this.#signals.length > 1) return;
    this.#o.later(SIGNAL_SPACING_MS, () => {
      const signals = this.#signals;
      this.#signals = [];
      for (let i = 0; i < signals.length; i += SIGNALS) this.#cast([], signals.slice(i, i + SIGNALS));
    });
  }

  #cast(events: readonly string[], signals: readonly Signal[]): void {
    if (this.#o.epochs.isOld(this.#o.clock.monotonic())) this.#o.aged();
    const frame = this.#o.epochs.seal(encodeBatch(events, signals));
    for (const road of this.roads) road.cast(frame);
  }
}
