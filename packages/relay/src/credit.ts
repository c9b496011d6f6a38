/** How much may be under way: both ends of one window, of a circuit or of a trunk. SPEC.md, R4.7 to R4.9. */
import { RelayError } from "./errors.ts";

/** The end that sends. */
export class SendCredit {
  readonly #most: number;
  #balance: number;

  /** `most` bytes: CIRCUIT_CREDIT or TRUNK_WINDOW. */
  constructor(most: number) {
    this.#most = most;
    this.#balance = most;
  }

  /** Whether something may be begun: a link frame on a circuit, one bulk DATA on a trunk. What is begun may be
   *  finished, so that a frame never waits for credit that its own beginning holds. */
  get open(): boolean {
    return this.#balance > 0;
  }

  spend(bytes: number): void {
    this.#balance -= bytes;
  }

  /** The other end has taken so much. Error: CREDIT for more than was sent. */
  grant(bytes: number): void {
    if (this.#balance + bytes > this.#most) throw new RelayError("CREDIT", "A grant of more than was sent.");
    this.#balance += bytes;
  }
}

/** The end that receives. */
export class ReceiveCredit {
  readonly #most: number;
  #balance: number;
  #owed = 0;

  constructor(most: number) {
    this.#most = most;
    this.#balance = most;
  }

  /** Some have come. `begins`: as at `SendCredit.open`. Error: CREDIT where the sender had none left. */
  received(bytes: number, begins: boolean): void {
    if (begins && this.#balance <= 0) throw new RelayError("CREDIT");
    this.#balance -= bytes;
  }

  /** So many of them are taken, and hold no memory here any more. The answer is what to grant now, 0 for nothing yet:
   *  half a window at a time, so that a small frame does not cost another. */
  taken(bytes: number): number {
    this.#owed += bytes;
    if (this.#owed < this.#most / 2) return 0;
    const grant = this.#owed;
    this.#owed = 0;
    this.#balance += grant;
    return grant;
  }
}
