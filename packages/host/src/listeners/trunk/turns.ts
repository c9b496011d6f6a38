/** Who has come by circuit while as many as may are shaking hands: they wait their turn. A crowd that was cut comes back
 *  all at once, and a second connection for each that is sent away would cost host and road more than to let it wait. */
import type { Clock } from "@partyline/protocol";
import { limits as relayLimits } from "@partyline/relay";
import { encodeRefuse } from "@partyline/secure";
import { CIRCUITS_WAITING } from "../../limits.ts";
import type { Circuit } from "./circuit.ts";

interface Waiting {
  /** What the client has said so far: its first link frame. */
  readonly frames: Uint8Array[];
  readonly since: number;
}

export interface TurnsOptions {
  clock: Clock;
  /** Milliseconds that one may wait. Error: BUSY. */
  waitMs: number;
  /** Whether one more may come in now. */
  free(): boolean;
  enter(circuit: Circuit): void;
}

export class Turns {
  readonly #o: TurnsOptions;
  /** In the order in which they came. */
  readonly #waiting = new Map<Circuit, Waiting>();

  constructor(options: TurnsOptions) {
    this.#o = options;
  }

  /** One more has come: it goes in, waits, or is told BUSY. */
  come(circuit: Circuit): void {
    if (this.#waiting.size === 0 && this.#o.free()) this.#o.enter(circuit);
    else if (this.#waiting.size < CIRCUITS_WAITING) this.#wait(circuit);
    else sendAway(circuit);
  }

  /** Lets in as many as may, and sends away who has waited for too long. */
  look(): void {
    const { clock, waitMs, free, enter } = this.#o;
    for (const [circuit, { frames, since }] of this.#waiting) {
      const mayEnter = free();
      if (!mayEnter && clock.monotonic() - since <= waitMs) return;
      this.#waiting.delete(circuit);
      if (mayEnter) {
        enter(circuit);
        for (const frame of frames) circuit.again(frame);
      } else sendAway(circuit);
    }
  }

  /** Closes those who wait. */
  close(): void {
    for (const circuit of this.#waiting.keys()) circuit.close("SHUTDOWN");
    this.#waiting.clear();
  }

  #wait(circuit: Circuit): void {
    const frames: Uint8Array[] = [];
    let bytes = 0;
    this.#waiting.set(circuit, { frames, since: this.#o.clock.monotonic() });
    circuit.to({
      frame: (frame) => {
        bytes += frame.length;
        // Nobody has more to say before the host has answered.
        if (bytes > relayLimits.HELLO_BYTES) circuit.cut("BAD_MESSAGE");
        else frames.push(frame);
      },
      closed: () => this.#waiting.delete(circuit),
    });
  }
}

function sendAway(circuit: Circuit): void {
  circuit.send(encodeRefuse("BUSY"));
  circuit.close("BUSY");
}
