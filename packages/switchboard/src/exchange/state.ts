/** What an exchange holds: rooms, trunks, circuits, and each one's part of its life. */
import { LinkFrames, limits, ReceiveCredit, type RelayErrorCode, SendCredit } from "@partyline/relay";
import { Bucket, Buckets } from "../buckets.ts";
import type { Fifo } from "./fifo.ts";
import { Outbox } from "./outbox.ts";
import type { Counts, ExchangeOptions, Outlet, Peer } from "./ports.ts";
import { type Batch, Ring } from "./ring.ts";
import { Uplink } from "./uplink.ts";

/** One client's connection. */
export type CircuitLife =
  /** Nothing was heard yet, and the host does not know of it. */
  | { readonly life: "greeting"; readonly since: number }
  /** Open on a trunk. */
  | { readonly life: "open"; readonly trunk: Trunk; readonly number: number }
  /** Open, and it hears its room's casts. */
  | { readonly life: "admitted"; readonly trunk: Trunk; readonly number: number }
  | { readonly life: "ended" };

export class Circuit {
  life: CircuitLife;
  readonly room: Room;
  readonly peer: Peer;
  readonly outlet: Outlet;
  readonly outbox: Outbox;
  /** Towards the host. */
  readonly credit = new SendCredit(limits.CIRCUIT_CREDIT);
  /** From the host. */
  readonly received = new ReceiveCredit(limits.CIRCUIT_CREDIT);
  readonly linkFrames = new LinkFrames();
  /** Payload of the link frame that is coming in. */
  partial = 0;
  /** Link frames that wait for credit; made when first needed. */
  unsent: Fifo<Uint8Array> | undefined;
  unsentBytes = 0;
  readonly frames: Bucket;
  readonly bytes: Bucket;

  constructor(state: State, room: Room, peer: Peer, outlet: Outlet) {
    const { limits: caps } = state.options;
    const now = state.options.now();
    this.life = { life: "greeting", since: now };
    this.room = room;
    this.peer = peer;
    this.outlet = outlet;
    this.outbox = new Outbox(outlet);
    this.frames = new Bucket(caps.clientFrames, now);
    this.bytes = new Bucket(caps.clientBytes, now);
  }
}

/** One host's connection. */
export type TrunkLife =
  | { readonly life: "greeting"; readonly since: number }
  | { readonly life: "live" }
  | { readonly life: "ended" };

/** A room on a trunk, by the number that the host gave it. */
export interface Registration {
  readonly number: number;
  readonly generation: number;
  readonly room: Room;
}

/** Casts of one room that came in one read with nothing in between: they are written as one. */
export interface Gathered {
  readonly room: Room;
  readonly batches: Batch[];
}

export class Trunk {
  life: TrunkLife;
  readonly peer: Peer;
  /** What the host's proofs may be made out to (R3.4). */
  readonly authorities: readonly string[];
  readonly nonce: string;
  readonly outlet: Outlet;
  readonly uplink: Uplink;
  /** For bulk from the host. */
  readonly bulkCredit = new ReceiveCredit(limits.TRUNK_WINDOW);
  readonly rooms = new Map<number, Registration>();
  /** Numbers that were ever used: a frame about one of them is late, about another it is a fault. */
  readonly numbers = new Set<number>();
  readonly circuits = new Map<number, Circuit>();
  nextCircuit = 1;
  gathered: Gathered | undefined;
  /** Whether its clients are not read, since it does not read. */
  clogged = false;
  readonly frames: Bucket;
  readonly bytes: Bucket;
  readonly controls: Bucket;

  constructor(state: State, peer: Peer, authorities: readonly string[], outlet: Outlet) {
    const { limits: caps, allocate, nonce } = state.options;
    const now = state.options.now();
    this.life = { life: "greeting", since: now };
    this.peer = peer;
    this.authorities = authorities;
    this.nonce = nonce();
    this.outlet = outlet;
    this.uplink = new Uplink(outlet, allocate);
    this.frames = new Bucket(caps.trunkFrames, now);
    this.bytes = new Bucket(caps.trunkBytes, now);
    this.controls = new Bucket(caps.trunkControls, now);
  }
}

/** A room that has a trunk, clients that wait, or batches that are kept. */
export class Room {
  readonly id: string;
  /** Where it is, and the number that it has there. */
  at: { readonly trunk: Trunk; readonly registration: Registration } | undefined;
  readonly ring = new Ring();
  /** All of its clients; those that have not said anything yet too. */
  readonly circuits = new Set<Circuit>();
  readonly admitted = new Set<Circuit>();
  /** Clients that wait for it to come back. */
  readonly waiting = new Set<Outlet>();
  readonly opens: Bucket;
  readonly casts: Bucket;

  constructor(state: State, id: string) {
    const { limits: caps } = state.options;
    const now = state.options.now();
    this.id = id;
    this.opens = new Bucket(caps.opens, now);
    this.casts = new Bucket(caps.casts, now);
  }
}

export interface State {
  readonly options: ExchangeOptions;
  readonly rooms: Map<string, Room>;
  readonly trunks: Set<Trunk>;
  readonly circuits: Set<Circuit>;
  /** How many wait for a room to come back. */
  waiting: number;
  /** Bytes of memory that all rings hold. */
  ringBytes: number;
  readonly opens: Bucket;
  readonly registrations: Buckets;
  readonly burials: Buckets;
  readonly counts: Counts;
}

export const newState = (options: ExchangeOptions): State => ({
  options,
  rooms: new Map(),
  trunks: new Set(),
  circuits: new Set(),
  waiting: 0,
  ringBytes: 0,
  opens: new Bucket(options.limits.nodeOpens, options.now()),
  registrations: new Buckets(options.limits.registrations, options.limits.addresses),
  burials: new Buckets(options.limits.burials, options.limits.addresses),
  counts: {
    casts: 0,
    deliveries: 0,
    deliveredBytes: 0,
    fromHosts: 0,
    fromClients: 0,
    opened: 0,
    replayed: 0,
    missed: 0,
    refused: new Map(),
    ended: new Map(),
  },
});

/** The room, made where it is not there yet. */
export function roomOf(state: State, id: string): Room {
  const room = state.rooms.get(id) ?? new Room(state, id);
  state.rooms.set(id, room);
  return room;
}

/** Lets go of a room that holds nothing. */
export function forgetIfEmpty(state: State, room: Room): void {
  if (room.at || room.circuits.size > 0 || room.waiting.size > 0 || room.ring.end > room.ring.first) return;
  if (state.rooms.get(room.id) === room) state.rooms.delete(room.id);
}

/** Runs what may change a ring, and keeps the sum. */
export function withRing<T>(state: State, { ring }: Room, run: (ring: Ring) => T): T {
  const before = ring.memory;
  const result = run(ring);
  state.ringBytes += ring.memory - before;
  return result;
}

export function countRefusal({ counts }: State, code: RelayErrorCode): void {
  counts.refused.set(code, (counts.refused.get(code) ?? 0) + 1);
}

export function countEnd({ counts }: State, code: string): void {
  counts.ended.set(code, (counts.ended.get(code) ?? 0) + 1);
}
