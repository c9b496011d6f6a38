/** How many passwords may be tried, so that nobody can guess for long. Pure but for its own counts. */
import type { HostLimits } from "./limits.ts";

/** Keys of addresses kept at once; the oldest go first. The room's own budget holds whatever the addresses. */
const ADDRESSES = 1_000;

interface Count {
  /** Tries that were wrong, or whose answer is not known yet. */
  used: number;
  /** Those whose answer is not known yet. */
  pending: number;
  since: number;
}

export class PasswordBudget {
  readonly #limits: HostLimits;
  readonly #byAddress = new Map<string, Count>();
  #room: Count = { used: 0, pending: 0, since: 0 };

  constructor(limits: HostLimits) {
    this.#limits = limits;
  }

  /** Charges one try before its answer is known; `settle` tells that. The answer: tries left after it; -1 if none was
   *  left; "busy" where only tries under way stand in the way, as when a whole office comes back at once. */
  charge(address: string, now: number): number | "busy" {
    const from = networkOf(address);
    const mine = this.#current(this.#byAddress.get(from), now);
    const room = this.#current(this.#room, now);
    const left = Math.min(this.#limits.triesPerAddress - mine.used, this.#limits.triesPerRoom - room.used);
    if (left <= 0) {
      const wrong = (count: Count) => count.used - count.pending;
      const isSpent = wrong(mine) >= this.#limits.triesPerAddress || wrong(room) >= this.#limits.triesPerRoom;
      return isSpent ? -1 : "busy";
    }
    for (const count of [mine, room]) {
      count.used += 1;
      count.pending += 1;
    }
    this.#room = room;
    this.#byAddress.delete(from);
    this.#byAddress.set(from, mine);
    for (const oldest of this.#byAddress.keys()) {
      if (this.#byAddress.size <= ADDRESSES) break;
      this.#byAddress.delete(oldest);
    }
    return left - 1;
  }

  /** What became of a charged try. A right one costs nothing, and its address starts anew. */
  settle(address: string, isRight: boolean): void {
    const from = networkOf(address);
    const mine = this.#byAddress.get(from);
    for (const count of mine ? [mine, this.#room] : [this.#room])
      count.pending = Math.max(0, count.pending - 1);
    if (!isRight) return;
    this.#room.used = Math.max(0, this.#room.used - 1);
    // Others of the same address who are under way are still that.
    if (mine) mine.used = mine.pending;
  }

  #current(count: Count | undefined, now: number): Count {
    if (!count || now - count.since > this.#limits.passwordWindowMs)
      return { used: 0, pending: 0, since: now };
    return count;
  }
}

/** What one device can have many of counts as one: an IPv6 address by its /64, an IPv4 one as it is. */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address.replace(/^::ffff:/, "");
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  const all = [...groups, ...Array<string>(missing).fill("0"), ...(tail ? tail.split(":") : [])];
  return `${all.slice(0, 4).join(":")}::/64`;
}
