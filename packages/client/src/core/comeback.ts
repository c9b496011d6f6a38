/** Whether, when and by which roads to come back after an end. Pure. Times in milliseconds of a monotonic clock. */
import { backoff } from "@partyline/relay";
import {
  CONNECT_FIRST_MS,
  CONNECT_MS,
  DIAL_STEP_MS,
  GOOD_CONNECTION_MS,
  PING_MS,
  PROBE_MS,
  SLOW_CONNECTION_MS,
} from "../limits.ts";
import type { Road, RoomTarget } from "../ports/link.ts";
import { type Ended, sequelOf } from "./endings.ts";
import { Roads, type Via } from "./roads.ts";

/** One connection, from its dial to its end. */
export interface Spell {
  readonly ended: Ended;
  /** Undefined where no link opened. */
  readonly road: Road | undefined;
  /** Whether the host had proven its key. */
  readonly proven: boolean;
  readonly dialedAt: number;
  /** When the host let in; undefined where it did not. */
  readonly welcomedAt: number | undefined;
}

export class Comeback {
  readonly roads: Roads;
  /** Breaks since the last good connection. */
  #tries = 0;
  /** Connections in a row that took too long. */
  #late = 0;
  /** Connections in a row that fell silent soon after the welcome. */
  #silent = 0;

  constructor(target: RoomTarget, via: Via | undefined) {
    this.roads = new Roads(target, via);
  }

  get tries(): number {
    return this.#tries;
  }

  /** How long the next link may take to open, then each step to the welcome, and an answer where there is a doubt: a
   *  host that greets a crowd, or is far away, and a road on which a page takes long, are given more the next time. */
  get patience(): { dialMs: number; stepMs: number; probeMs: number } {
    const stepMs = Math.min(CONNECT_MS, CONNECT_FIRST_MS * 2 ** this.#late);
    const probeMs = Math.min(PING_MS, PROBE_MS * 2 ** this.#silent);
    return { dialMs: Math.min(DIAL_STEP_MS, stepMs), stepMs, probeMs };
  }

  /** The host has let in, `ms` after the dial. */
  welcomed(ms: number): void {
    if (ms < CONNECT_FIRST_MS) this.#late = 0;
  }

  /** A person begins anew. */
  begin(): void {
    this.#tries = 0;
  }

  /** Whoever was to say when the host is back has said so, or will not: gives how long to wait then. */
  afterVigil(back: boolean, windowSeconds: number, random: () => number): number {
    this.roads.hurry();
    const spread = Math.floor(random() * windowSeconds * 1000);
    return back ? spread : Math.max(spread, backoff(this.#tries, random));
  }

  /** Learns from a connection that ended at `now`; gives how long to wait before the next dial, undefined for no more. */
  after(spell: Spell, now: number, random: () => number): number | undefined {
    const { ended, road, proven, dialedAt, welcomedAt } = spell;
    const welcomed = welcomedAt !== undefined;
    if (welcomed && now - welcomedAt >= GOOD_CONNECTION_MS) this.#tries = 0;
    if (!welcomed && ended.code === "TIMEOUT") this.#late = Math.min(this.#late + 1, 10);
    if (welcomed) {
      const isSlow = ended.code === "SILENT" && now - welcomedAt < SLOW_CONNECTION_MS;
      this.#silent = isSlow ? Math.min(this.#silent + 1, 10) : 0;
    }
    const tries = this.#tries;
    const sequel = sequelOf(ended, tries);
    if (sequel === "end") return undefined;
    this.#tries += 1;
    const spentMs = welcomed ? 0 : now - dialedAt;
    return this.roads.after({ ended, sequel, road, proven, welcomed, tries, spentMs }, now, random);
  }
}
