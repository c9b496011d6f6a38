/** Members by way of a switchboard: a batch goes up the trunk once, however many hear it. */
import type { Clock } from "@partyline/protocol";
import { castParts, limits, type Registered } from "@partyline/relay";
import type { Batch, HostLink, Replay, Road } from "../../ports.ts";
import type { RecentBatches } from "../../recent-batches.ts";
import type { Circuit } from "./circuit.ts";
import { type Uplink, whole } from "./uplink.ts";

/** What one switchboard should have of a room's batches, as far as this host knows. Outlives trunks, as the ring does. */
export class RingView {
  #ring: { epoch: number; first: number; next: number } | undefined;
  /** When somebody last listened, by the monotonic clock. */
  listenedAt: number | undefined;

  /** What the switchboard said that it has. */
  set(ring: Registered["ring"]): void {
    this.#ring = ring ?? undefined;
  }

  /** The batch that would follow in the ring. */
  get next(): { epoch: number; number: number } | undefined {
    return this.#ring && { epoch: this.#ring.epoch, number: this.#ring.next };
  }

  /** A batch was cast; one that does not follow empties the ring (R5.3). */
  cast({ epoch, number }: Batch): void {
    const follows = this.#ring?.epoch === epoch && this.#ring.next === number;
    this.#ring = { epoch, first: follows ? (this.#ring?.first ?? number) : number, next: number + 1 };
  }

  has({ epoch, from }: Replay): boolean {
    return this.#ring?.epoch === epoch && this.#ring.first <= from && from < this.#ring.next;
  }
}

export interface TrunkRoadOptions {
  /** The room's number on this trunk. */
  number: number;
  uplink: Uplink;
  ring: RingView;
  recent: RecentBatches;
  clock: Clock;
  /** One more or one less is in the room: fewer are shaking hands. */
  moved(): void;
}

export class TrunkRoad implements Road {
  readonly #o: TrunkRoadOptions;
  readonly #admitted = new Set<HostLink>();

  constructor(options: TrunkRoadOptions) {
    this.#o = options;
    this.#fill();
  }

  admit(link: HostLink, replay?: Replay): void {
    this.#admitted.add(link);
    (link as Circuit).admit(replay);
    this.#o.moved();
  }

  remove(link: HostLink): void {
    if (this.#admitted.delete(link)) this.#o.ring.listenedAt = this.#o.clock.monotonic();
    this.#o.moved();
  }

  /** Once, however many listen; and for as long as a ring keeps batches after the last one went, so that those who come
   *  back need no pages. A room that nobody hears by this road costs it nothing. */
  cast(_frame: Uint8Array, batch: Batch): void {
    if (this.#admitted.size > 0 || this.#wasHeard) this.#cast(batch);
  }

  repeatsFrom(after: number, epoch: number): number | undefined {
    const { recent, ring } = this.#o;
    const from = recent.firstAfter(after, epoch);
    // Some may have been left out while nobody was here to listen.
    return from !== undefined && ring.next?.number === recent.next && ring.has({ epoch, from })
      ? from
      : undefined;
  }

  get #wasHeard(): boolean {
    const { ring, clock } = this.#o;
    return ring.listenedAt !== undefined && clock.monotonic() - ring.listenedAt <= limits.RING_MS;
  }

  /** R5.10: what the ring missed while the trunk was cut. */
  #fill(): void {
    const { ring, recent } = this.#o;
    const { next } = ring;
    if (!next || !this.#wasHeard) return;
    for (const batch of recent.from(next.number, next.epoch) ?? []) this.#cast(batch);
  }

  #cast(batch: Batch): void {
    const { number, uplink, ring } = this.#o;
    ring.cast(batch);
    uplink.send(whole(castParts(number, batch.epoch, batch.number, batch.frame)));
  }
}
