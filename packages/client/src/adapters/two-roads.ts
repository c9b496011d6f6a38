/** Two roads, one room: direct and by a switchboard at once, direct preferred. */
import type { Clock } from "@partyline/protocol";
import { DIRECT_GRACE_MS, DIRECT_START_MS } from "../limits.ts";
import type { Dial, Link, LinkEvents, Road, RoomTarget } from "../ports/link.ts";

/** A dial that takes the direct road, and after 300 ms or its failure the circuit as well. The first to open wins; if
 *  that is the circuit, the direct one has a moment left. A target without addresses, or without switchboards, has one
 *  road only. */
export function twoRoads(clock: Clock, direct: Dial, circuit: Dial): Dial {
  return (room, events) => {
    if ((room.switchboards ?? []).length === 0) return direct(room, events);
    if (room.addresses.length === 0) return circuit(room, events);
    return new TwoRoads({ clock, direct, circuit, room, events });
  };
}

interface Parts {
  readonly clock: Clock;
  readonly direct: Dial;
  readonly circuit: Dial;
  readonly room: RoomTarget;
  readonly events: LinkEvents;
}

type Kind = Road["kind"];
interface Lane {
  readonly link: Link;
  phase: "dialing" | "open" | "failed";
  /** What a circuit said while the direct road had a moment left, and how it closed then: the last word of a room that
   *  is no more (relay R3.12). */
  early?: Uint8Array;
  closed?: { readonly code: number; readonly reason: string | undefined };
}

class TwoRoads implements Link {
  readonly #o: Parts;
  readonly #lanes: Partial<Record<Kind, Lane>> = {};
  #winner: Link | undefined;
  #over = false;
  /** Of the head start, then of the grace. */
  #cancel: () => void;

  constructor(parts: Parts) {
    this.#o = parts;
    this.#start("direct");
    this.#cancel = parts.clock.after(DIRECT_START_MS, () => this.#start("switchboard"));
  }

  get buffered(): number {
    return this.#winner?.buffered ?? 0;
  }

  get road(): Road | undefined {
    return this.#winner?.road;
  }

  send(frame: Uint8Array): void {
    this.#winner?.send(frame);
  }

  close(code?: number): void {
    if (this.#winner) {
      this.#winner.close(code);
      return;
    }
    this.#finish(1000);
  }

  #start(kind: Kind): void {
    const { room, events, direct, circuit } = this.#o;
    const dial = kind === "direct" ? direct : circuit;
    const link: Link = dial(room, {
      open: () => this.#opened(kind),
      message: (frame) => this.#heard(kind, frame),
      closed: (code, reason) => {
        const lane = this.#lanes[kind];
        if (this.#winner === link) events.closed(code, reason);
        else if (lane?.early) lane.closed = { code, reason };
        else this.#failed(kind, code, reason);
      },
    });
    this.#lanes[kind] = { link, phase: "dialing" };
  }

  #opened(kind: Kind): void {
    const lane = this.#lanes[kind];
    if (!lane || this.#winner || this.#over) return;
    lane.phase = "open";
    if (kind === "switchboard" && this.#lanes.direct?.phase === "dialing")
      this.#cancel = this.#o.clock.after(DIRECT_GRACE_MS, () => this.#won(lane));
    else this.#won(lane);
  }

  #heard(kind: Kind, frame: Uint8Array): void {
    const lane = this.#lanes[kind];
    if (!lane) return;
    if (lane.link === this.#winner) this.#o.events.message(frame);
    else if (lane.phase === "open") lane.early ??= frame;
  }

  #won(lane: Lane): void {
    const { events } = this.#o;
    this.#cancel();
    this.#winner = lane.link;
    for (const { link } of Object.values(this.#lanes)) if (link !== lane.link) link.close();
    events.open();
    if (lane.early) events.message(lane.early);
    if (lane.closed) events.closed(lane.closed.code, lane.closed.reason);
  }

  #failed(kind: Kind, code: number, reason: string | undefined): void {
    const lane = this.#lanes[kind];
    if (!lane || this.#winner || this.#over) return;
    lane.phase = "failed";
    const other = this.#lanes[kind === "direct" ? "switchboard" : "direct"];
    this.#cancel();
    if (!other) this.#start("switchboard");
    else if (other.phase === "open") this.#won(other);
    else if (other.phase === "failed") this.#finish(code, reason);
  }

  #finish(code: number, reason?: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancel();
    for (const { link } of Object.values(this.#lanes)) link.close();
    this.#o.events.closed(code, reason);
  }
}
