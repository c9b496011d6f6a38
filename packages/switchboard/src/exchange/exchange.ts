/** The exchange: trunks, the rooms on them, and the circuits to those. It reads no payload and does no I/O; what it
 *  decides is done by the outlets that were handed in. */
import {
  decodeHostFrame,
  encodeGoaway,
  encodeHello,
  limits,
  RELAY_VERSION,
  type RelayError,
  type RelayErrorCode,
  relayCloseCodeOf,
  windowReason,
} from "@partyline/relay";
import {
  closeByClient,
  drainClient,
  endCircuit,
  fromClient,
  judgeUplink,
  showTombstone,
} from "./circuits.ts";
import { runFrame } from "./commands.ts";
import type { Counts, ExchangeOptions, Outlet, Peer } from "./ports.ts";
import { flushCasts, release } from "./rooms.ts";
import {
  Circuit,
  countEnd,
  countRefusal,
  forgetIfEmpty,
  newState,
  roomOf,
  type State,
  Trunk,
  withRing,
} from "./state.ts";
import { endWait, leaveWait, wait } from "./waiting.ts";

/** What a connection's owner calls. After an end, calls are without effect. */
export interface Session {
  /** One binary message. */
  frame(bytes: Uint8Array): void;
  /** What the outlet could not write at once is written. */
  drained(): void;
  /** The connection is no more; its close code, 1006 where there was none. */
  closed(code: number): void;
  /** Ends it from the listener's side: SILENT, BAD_FRAME. */
  end(code: RelayErrorCode): void;
  /** Whether the first message has come. */
  readonly greeted: boolean;
  /** Whether it is left unread for lack of credit, and so cannot answer a ping (R1.5). */
  readonly unread: boolean;
}

/** How much there is of everything now. */
export interface Census {
  readonly trunks: number;
  readonly rooms: number;
  readonly circuits: number;
  readonly admitted: number;
  /** Clients that wait for a room to come back. */
  readonly waiting: number;
  readonly ringBytes: number;
  /** Bytes that wait for clients, and for hosts. */
  readonly waitingDown: number;
  readonly waitingUp: number;
}

export class Exchange {
  readonly #state: State;

  constructor(options: ExchangeOptions) {
    this.#state = newState(options);
  }

  get counts(): Readonly<Counts> {
    return this.#state.counts;
  }

  /** A connection was turned away before it was one. */
  refused(code: RelayErrorCode): void {
    countRefusal(this.#state, code);
  }

  /** A host has dialled. `host` is the Host header of its upgrade. */
  trunk(outlet: Outlet, peer: Peer, host: string): Session {
    const state = this.#state;
    const { authorities, key } = state.options;
    const trunk = new Trunk(state, peer, authorities.length > 0 ? authorities : [host], outlet);
    state.trunks.add(trunk);
    trunk.uplink.send(encodeHello({ v: RELAY_VERSION, nonce: trunk.nonce, key }));
    return {
      frame: (bytes) => {
        if (trunk.life.life === "ended") return;
        try {
          runFrame(state, trunk, bytes, decodeHostFrame);
        } catch (error) {
          this.#failed(trunk, error as RelayError);
        }
      },
      drained: () => {
        if (trunk.life.life === "ended") return;
        trunk.uplink.drained();
        judgeUplink(state, trunk);
      },
      closed: () => this.#leave(trunk),
      end: (code) => this.#end(trunk, code),
      get greeted() {
        return trunk.life.life !== "greeting";
      },
      unread: false,
    };
  }

  /** A client has dialled the room `id`, which is a room id. */
  circuit(outlet: Outlet, peer: Peer, id: string): Session {
    const state = this.#state;
    const room = roomOf(state, id);
    const circuit = new Circuit(state, room, peer, outlet);
    state.circuits.add(circuit);
    room.circuits.add(circuit);
    // Told at once, since it would be told after its first frame anyway.
    if (!room.at) {
      showTombstone(state, circuit);
      endCircuit(state, circuit, "OFFLINE");
    } else if (room.circuits.size > state.options.limits.circuitsPerRoom) endCircuit(state, circuit, "BUSY");
    return new CircuitSession(state, circuit);
  }

  /** A client waits for the room `id` to come back (R4.12). */
  wait(outlet: Outlet, id: string): Session {
    const state = this.#state;
    const room = roomOf(state, id);
    wait(state, room, outlet);
    return {
      frame: () => endWait(state, room, outlet, "UNEXPECTED_FRAME"),
      drained() {},
      closed: () => void leaveWait(state, room, outlet),
      end: (code) => endWait(state, room, outlet, code),
      greeted: true,
      unread: false,
    };
  }

  /** To be called about every second: what is overdue ends. */
  tick(): void {
    const state = this.#state;
    const now = state.options.now();
    for (const trunk of state.trunks)
      if (trunk.life.life === "greeting" && now - trunk.life.since > limits.HELLO_MS)
        this.#end(trunk, "SILENT");
    for (const circuit of state.circuits) {
      if (circuit.life.life === "greeting") {
        if (now - circuit.life.since > limits.HELLO_MS) endCircuit(state, circuit, "SILENT");
      } else if (circuit.outbox.overdue(now)) endCircuit(state, circuit, "RESUME");
    }
    for (const room of state.rooms.values()) {
      withRing(state, room, (ring) => ring.expire(now));
      forgetIfEmpty(state, room);
    }
  }

  /** Tells hosts to dial anew within `seconds` (R8.4). */
  goaway(seconds: number): void {
    for (const trunk of this.#state.trunks)
      if (trunk.life.life === "live")
        trunk.uplink.send(encodeGoaway(Math.min(seconds, limits.WINDOW_SECONDS)));
  }

  /** Sends everybody away, clients first, so that they hear GOAWAY and not HOST_GONE. */
  close(seconds: number): void {
    const state = this.#state;
    for (const trunk of state.trunks) flushCasts(state, trunk);
    for (const room of [...state.rooms.values()])
      for (const outlet of room.waiting) endWait(state, room, outlet, "GOAWAY", windowReason(seconds));
    for (const circuit of [...state.circuits]) endCircuit(state, circuit, "GOAWAY", windowReason(seconds));
    for (const trunk of [...state.trunks]) this.#end(trunk, "GOAWAY", windowReason(seconds));
  }

  get census(): Census {
    const { trunks, rooms, circuits, waiting, ringBytes } = this.#state;
    const sum = (values: Iterable<number>) => [...values].reduce((all, one) => all + one, 0);
    return {
      trunks: trunks.size,
      rooms: rooms.size,
      circuits: circuits.size,
      admitted: sum([...rooms.values()].map(({ admitted }) => admitted.size)),
      waiting,
      ringBytes,
      waitingDown: sum([...circuits].map(({ outbox, unsentBytes }) => outbox.waitingBytes + unsentBytes)),
      waitingUp: sum([...trunks].map(({ uplink }) => uplink.waiting)),
    };
  }

  #failed(trunk: Trunk, error: RelayError): void {
    const { logger } = this.#state.options;
    const fields = { from: trunk.peer.address, code: error.code, error: error.message };
    if (error.code === "INTERNAL")
      logger("error", "a host's frame failed here", { ...fields, cause: error.cause });
    else logger("info", "a trunk was ended", fields);
    this.#end(trunk, error.code);
  }

  #end(trunk: Trunk, code: RelayErrorCode, reason: string = code): void {
    if (trunk.life.life === "ended") return;
    countEnd(this.#state, code);
    this.#leave(trunk);
    trunk.outlet.close(relayCloseCodeOf(code), reason);
  }

  #leave(trunk: Trunk): void {
    const state = this.#state;
    if (trunk.life.life === "ended") return;
    flushCasts(state, trunk);
    trunk.life = { life: "ended" };
    state.trunks.delete(trunk);
    for (const registration of [...trunk.rooms.values()]) release(state, trunk, registration);
  }
}

/** A class, so that each of many thousand circuits costs one small object. */
class CircuitSession implements Session {
  readonly #state: State;
  readonly #circuit: Circuit;

  constructor(state: State, circuit: Circuit) {
    this.#state = state;
    this.#circuit = circuit;
  }

  frame(bytes: Uint8Array): void {
    fromClient(this.#state, this.#circuit, bytes);
  }

  drained(): void {
    drainClient(this.#state, this.#circuit);
  }

  closed(code: number): void {
    closeByClient(this.#state, this.#circuit, code);
  }

  end(code: RelayErrorCode): void {
    endCircuit(this.#state, this.#circuit, code);
  }

  get greeted(): boolean {
    return this.#circuit.life.life !== "greeting";
  }

  get unread(): boolean {
    const { life, unsent } = this.#circuit;
    return unsent !== undefined || ((life.life === "open" || life.life === "admitted") && life.trunk.clogged);
  }
}
