/** The circuits of one trunk, by their numbers, which rise and are never used twice. SPEC.md of relay, R4.3. */
import type { ErrorCode } from "@partyline/protocol";
import { RelayError } from "@partyline/relay";
import type { RoadMeters } from "../../metrics.ts";
import { Circuit, type CircuitOptions } from "./circuit.ts";

export class Circuits {
  readonly #meters: RoadMeters;
  readonly #open = new Map<number, Circuit>();
  #last = 0;

  constructor(meters: RoadMeters) {
    this.#meters = meters;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Error: UNEXPECTED_FRAME for a number that is not a new one. */
  open(options: Omit<CircuitOptions, "ended">): Circuit {
    const { number } = options;
    if (number <= this.#last) throw new RelayError("UNEXPECTED_FRAME", "Circuits are numbered upward.");
    this.#last = number;
    this.#meters.opened += 1;
    const ended = (_: number, code: ErrorCode): void => {
      this.#open.delete(number);
      this.#meters.ended(code);
    };
    const circuit = new Circuit({ ...options, ended });
    this.#open.set(number, circuit);
    return circuit;
  }

  /** Undefined where it is closed: the frame is late. Error: UNEXPECTED_FRAME. */
  find(number: number): Circuit | undefined {
    if (number > this.#last) throw new RelayError("UNEXPECTED_FRAME", "A circuit that was never opened.");
    return this.#open.get(number);
  }

  /** The switchboard has closed it. Error: UNEXPECTED_FRAME. */
  closed(number: number): void {
    const circuit = this.find(number);
    this.#open.delete(number);
    circuit?.gone();
  }

  /** Those of one room are gone, or all. */
  gone(room?: number): void {
    for (const [number, circuit] of this.#open) {
      if (room !== undefined && circuit.room !== room) continue;
      this.#open.delete(number);
      circuit.gone();
    }
  }

  /** Cuts those that take nothing. */
  look(): void {
    for (const circuit of this.#open.values()) circuit.look();
  }
}
