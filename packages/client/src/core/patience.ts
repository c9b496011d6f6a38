/** How long one step of a connection may take before a new one is tried. Pure. */
import { CONNECT_FIRST_MS, CONNECT_MS, DIAL_STEP_MS } from "../limits.ts";

export class Patience {
  /** Connections in a row that took too long. */
  #late = 0;

  /** Milliseconds until a link must be open. */
  get dialMs(): number {
    return Math.min(DIAL_STEP_MS, this.stepMs);
  }

  /** Milliseconds for each later step: a host that greets a crowd, or is far away, is given more the next time. */
  get stepMs(): number {
    return Math.min(CONNECT_MS, CONNECT_FIRST_MS * 2 ** this.#late);
  }

  /** A connection has ended with `code` before it was let in. */
  failed(code: string | undefined): void {
    if (code === "TIMEOUT") this.#late = Math.min(this.#late + 1, 10);
  }

  /** One was let in, `ms` after its dial. */
  welcomed(ms: number): void {
    if (ms < CONNECT_FIRST_MS) this.#late = 0;
  }
}
