/** Pings, spread over time. One timer for all: 20,000 timers of 20,000 lengths would cost a list each. */
import { limits } from "@partyline/relay";
import type { Clock } from "../clock.ts";
import { TICK_MS } from "../limits.ts";
import type { SocketOutlet } from "./socket-outlet.ts";

export class Pulse {
  readonly #outlets: ReadonlySet<SocketOutlet>;
  readonly #clock: Clock;
  readonly #random: () => number;
  #cancel: () => void;

  constructor(outlets: ReadonlySet<SocketOutlet>, clock: Clock, random: () => number) {
    this.#outlets = outlets;
    this.#clock = clock;
    this.#random = random;
    this.#cancel = clock.after(TICK_MS, this.#beat);
  }

  /** A fifth more or less than PING_MS from now (R1.5). */
  schedule(outlet: SocketOutlet): void {
    outlet.pingAt = this.#clock.monotonic() + limits.PING_MS * (0.8 + 0.4 * this.#random());
  }

  stop(): void {
    this.#cancel();
  }

  readonly #beat = () => {
    const now = this.#clock.monotonic();
    for (const outlet of this.#outlets)
      if (outlet.pingAt <= now) {
        this.schedule(outlet);
        outlet.ping();
      }
    this.#cancel = this.#clock.after(TICK_MS, this.#beat);
  };
}
