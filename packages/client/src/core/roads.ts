/** Which roads the next dial may take, and how long it waits. Pure. Times in milliseconds of a monotonic clock. */
import { backoff } from "@partyline/relay";
import { VIGIL_MS } from "../limits.ts";
import type { Road, RoomTarget } from "../ports/link.ts";
import type { Ended, Sequel } from "./endings.ts";

/** A road taken alone. */
export type Via = Road["kind"];

/** How one connection fared. */
export interface Fared {
  readonly ended: Ended;
  readonly sequel: Sequel;
  /** Undefined where no link opened. */
  readonly road: Road | undefined;
  /** Whether the host had proven its key; whether it had let in. */
  readonly proven: boolean;
  readonly welcomed: boolean;
  /** Breaks since the last good connection, without this one. */
  readonly tries: number;
  /** Milliseconds from dialling to the end of one that was not let in, else 0. */
  readonly spentMs: number;
}

export class Roads {
  readonly #via: Via | undefined;
  #target: RoomTarget;
  /** Something else than the host answered at its address: the circuit alone, next time. */
  #doubted = false;
  /** How far the list of switchboards is turned: the first of them had no way to the host. */
  #turn = 0;
  /** Switchboards are left alone until then. */
  #notBefore = 0;
  /** Times in a row that a switchboard said that the host is not there. */
  #offline = 0;

  constructor(target: RoomTarget, via: Via | undefined) {
    this.#target = target;
    this.#via = via;
  }

  /** The switchboards at which to wait for the host, when each has said that it is not there. */
  get asleepAt(): readonly string[] {
    const circuits = this.#circuits;
    return this.#offline > 0 && this.#offline >= circuits.length ? circuits : [];
  }

  /** The target that the direct road alone leads to; undefined where there is no such road. */
  get direct(): RoomTarget | undefined {
    return this.#addresses.length === 0 ? undefined : { ...this.#target, switchboards: [] };
  }

  /** Where the host is now. */
  setAddresses(addresses: RoomTarget["addresses"]): void {
    this.#target = { ...this.#target, addresses };
    this.#doubted = false;
  }

  /** Somebody wants to be in now: nothing is held back. */
  hurry(): void {
    this.#notBefore = 0;
    this.#offline = 0;
  }

  /** The target for a dial at `now`, with the roads that are worth trying. */
  next(now: number): RoomTarget {
    const circuits = this.#circuits;
    if (this.#doubted && circuits.length > 0)
      return { ...this.#target, addresses: [], switchboards: circuits };
    const addresses = this.#addresses;
    const later = now < this.#notBefore && addresses.length > 0;
    return { ...this.#target, addresses, switchboards: later ? [] : circuits };
  }

  /** Learns from a connection that ended at `now`; gives how long to wait before the next dial. */
  after(fared: Fared, now: number, random: () => number): number {
    const { ended, sequel, road, proven, welcomed, tries, spentMs } = fared;
    const wait = sequel === "at-once" ? 0 : backoff(tries, random, spentMs);
    const circuits = this.#circuits.length;
    const both = this.#addresses.length > 0 && circuits > 0;
    if (road?.kind === "switchboard") {
      const window = (ended.windowSeconds ?? 0) * 1000;
      // Another switchboard is not the one that is being restarted.
      this.#notBefore = circuits > 1 ? 0 : now + Math.floor(random() * window);
      this.#offline = ended.code === "OFFLINE" ? this.#offline + 1 : 0;
      if (this.asleepAt.length > 0) this.#notBefore = now + Math.floor((0.5 + random()) * VIGIL_MS);
      if (!welcomed || window > 0) this.#turn += 1;
    }
    this.#doubted = both && road?.kind === "direct" && !proven && now >= this.#notBefore;
    const held = Math.max(0, this.#notBefore - now);
    const broken = ended.code === undefined || ended.code === "SILENT";
    const fresh = both && tries === 0;
    // The other road may be there while this one is not.
    if (fresh && road?.kind === "direct" && ((welcomed && broken) || this.#doubted)) return held;
    if (fresh && road?.kind === "switchboard" && held > 0) return 0;
    return Math.max(wait, this.#doubted || !both ? held : 0);
  }

  get #addresses(): RoomTarget["addresses"] {
    return this.#via === "switchboard" ? [] : this.#target.addresses;
  }

  get #circuits(): readonly string[] {
    const all = this.#via === "direct" ? [] : (this.#target.switchboards ?? []);
    const at = all.length === 0 ? 0 : this.#turn % all.length;
    return [...all.slice(at), ...all.slice(0, at)];
  }
}
