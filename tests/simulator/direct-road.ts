/** A host's direct listener, over simulated wires. */
import type { HostLimits, parts } from "@partyline/host";
import { type Clock, closeCodeOf, type ErrorCode } from "@partyline/protocol";
import type { WireEnd } from "./wire.ts";

/** One member's socket, cut when it falls behind as the real listener does it. */
export class DirectLink implements parts.HostLink {
  readonly address: string;
  heard = true;
  readonly #end: WireEnd;
  readonly #clock: Clock;
  readonly #limits: HostLimits;
  #behindSince: number | undefined;
  #behindFrames = 0;

  constructor(end: WireEnd, address: string, clock: Clock, limits: HostLimits) {
    this.#limits = limits;
    this.#end = end;
    this.address = address;
    this.#clock = clock;
  }

  send(frame: Uint8Array): void {
    if (this.#end.send(frame)) return;
    const now = this.#clock.monotonic();
    this.#behindSince ??= now;
    this.#behindFrames += 1;
    const { behindBytes, behindFrames, behindMs } = this.#limits;
    const over = this.#end.bytes > behindBytes || this.#behindFrames > behindFrames;
    if (over || now - this.#behindSince > behindMs) this.close("RESUME");
  }

  drained(): void {
    this.#behindSince = undefined;
    this.#behindFrames = 0;
  }

  pause(ms: number): void {
    this.#end.read(false);
    this.#clock.after(ms, () => this.#end.read(true));
  }

  close(code: ErrorCode): void {
    this.#end.close(closeCodeOf(code), code);
  }

  ping(): void {
    if (this.heard) this.#end.ping();
    else this.#end.terminate();
    this.heard = false;
  }
}

/** As the real one, without what only sockets need. */
export class DirectRoad implements parts.Road {
  readonly #admitted = new Set<parts.HostLink>();
  admit(link: parts.HostLink): void {
    this.#admitted.add(link);
  }
  remove(link: parts.HostLink): void {
    this.#admitted.delete(link);
  }
  cast(frame: Uint8Array): void {
    for (const link of this.#admitted) link.send(frame);
  }
}
