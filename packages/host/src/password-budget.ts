/** How many passwords may be tried, so that nobody can guess for long. Pure but for its own counts. */
import type { HostLimits } from "./limits.ts";

/** Keys of addresses kept at once; the oldest go first. The room's own budget holds whatever the addresses. */
const ADDRESSES = 1_000;

interface Count {
  used: number;
  since: number;
}

export class PasswordBudget {
  readonly #limits: HostLimits;
  readonly #byAddress = new Map<string, Count>();
  #room: Count = { used: 0, since: 0 };

  constructor(limits: HostLimits) {
    this.#limits = limits;
  }

  /** Charges one try before its answer is known. The answer: tries left after it, or -1 if there was none left. */
  charge(address: string, now: number): number {
    const mine = this.#current(this.#byAddress.get(address), now);
    const room = this.#current(this.#room, now);
    const left = Math.min(this.#limits.triesPerAddress - mine.used, this.#limits.triesPerRoom - room.used);
    if (left <= 0) return -1;
    mine.used += 1;
    room.used += 1;
    this.#room = room;
    this.#byAddress.delete(address);
    this.#byAddress.set(address, mine);
    for (const oldest of this.#byAddress.keys()) {
      if (this.#byAddress.size <= ADDRESSES) break;
      this.#byAddress.delete(oldest);
    }
    return left - 1;
  }

  /** The try was right: it costs nothing, and its address starts anew. */
  refund(address: string): void {
    this.#byAddress.delete(address);
    this.#room.used = Math.max(0, this.#room.used - 1);
  }

  #current(count: Count | undefined, now: number): Count {
    if (!count || now - count.since > this.#limits.passwordWindowMs) return { used: 0, since: now };
    return count;
  }
}
