/** What goes to one client: link frames from its host, and its room's casts. Nothing is left out, nobody waits for it.
 *  SPEC.md of relay, R4.7, R5.5, R5.6, R5.9. */
import { limits } from "@partyline/relay";
import { Fifo } from "./fifo.ts";
import type { Outlet } from "./ports.ts";
import type { Ring } from "./ring.ts";

interface Waiting {
  readonly message: Uint8Array;
  readonly frames: number;
  /** Payload of DATA in it, which is granted again once the socket has it. */
  readonly data: number;
  readonly since: number;
}

export class Outbox {
  readonly #outlet: Outlet;
  /** Made when first needed: nearly all clients keep up. */
  #waiting: Fifo<Waiting> | undefined;
  #frames = 0;
  #bytes = 0;
  /** Since when the socket holds something that the road has not taken. */
  #blockedSince: number | undefined;
  /** Payload of DATA in what the socket holds. */
  #held = 0;
  #ring: Ring | undefined;
  #replayAt = 0;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  /** Batches, as one message or several in a row. While a replay runs they come from the ring instead. False: too much
   *  waits. */
  cast(message: Uint8Array, frames: number, now: number): boolean {
    if (this.#ring) return true;
    if (this.#blockedSince !== undefined) return this.#wait({ message, frames, data: 0, since: now });
    if (!this.#outlet.write(message)) this.#blockedSince = now;
    return true;
  }

  /** One link frame from the host, with the payload of its DATA. The answer is how much of it the road took at once, or
   *  -1 where too much waits. */
  data(message: Uint8Array, data: number, now: number): number {
    if (this.#blockedSince !== undefined)
      return this.#wait({ message, frames: 1, data, since: now }) ? 0 : -1;
    if (this.#outlet.write(message)) return data;
    this.#blockedSince = now;
    this.#held = data;
    return 0;
  }

  /** Sends the batches of `ring` from this place on, and then the live ones. False: the ring has lost the place. */
  replay(ring: Ring, place: number, now: number): boolean {
    this.#ring = ring;
    this.#replayAt = place;
    return this.#advance(now);
  }

  /** The road has taken what was written. The answer is the payload of DATA in what it has now taken, or -1 where the
   *  ring has lost a batch that was to come. */
  drained(now: number): number {
    let taken = this.#held;
    this.#held = 0;
    this.#blockedSince = undefined;
    while (this.#blockedSince === undefined) {
      const next = this.#waiting?.shift();
      if (!next) return this.#advance(now) ? taken : -1;
      this.#frames -= next.frames;
      this.#bytes -= next.message.length;
      if (this.#outlet.write(next.message)) taken += next.data;
      else {
        this.#blockedSince = now;
        this.#held = next.data;
      }
    }
    return taken;
  }

  /** Whether something has waited for too long. */
  overdue(now: number): boolean {
    const since = Math.min(
      this.#blockedSince ?? Number.POSITIVE_INFINITY,
      this.#waiting?.first?.since ?? Number.POSITIVE_INFINITY,
    );
    return now - since > limits.BEHIND_MS;
  }

  get waitingBytes(): number {
    return this.#bytes;
  }

  #advance(now: number): boolean {
    const ring = this.#ring;
    if (!ring) return true;
    while (this.#blockedSince === undefined) {
      if (this.#replayAt < ring.first) return false;
      if (this.#replayAt >= ring.end) {
        this.#ring = undefined;
        return true;
      }
      if (!this.#outlet.write(ring.message(this.#replayAt++))) this.#blockedSince = now;
    }
    return true;
  }

  #wait(next: Waiting): boolean {
    this.#frames += next.frames;
    this.#bytes += next.message.length;
    if (this.#frames > limits.BEHIND_FRAMES || this.#bytes > limits.BEHIND_BYTES) return false;
    this.#waiting ??= new Fifo();
    this.#waiting.push(next);
    return true;
  }
}
