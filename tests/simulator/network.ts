/** The network between machines: which ways are open, how long they take, and what listens where. */
import type { Machine } from "./machine.ts";
import type { Random } from "./random.ts";
import { type Acceptor, type SocketEvents, Wire, type WireEnd, type WireGround } from "./wire.ts";
import type { World } from "./world.ts";

/** What somebody on the way does to a frame. */
export type Trick = "flip" | "drop" | "repeat" | "swap";
const TRICKS: readonly Trick[] = ["flip", "drop", "repeat", "swap"];

/** What a way from one machine to another is like, in one direction. */
interface Way {
  blocked: boolean;
  /** Milliseconds that a message takes, from and up to. */
  delay: readonly [number, number];
  /** How probable it is that somebody on the way does something to a frame. */
  meddling: number;
  tricks: readonly Trick[];
  /** How many of the next frames somebody takes out. */
  withheld: number;
}

const GOOD: readonly [number, number] = [0.2, 15];

export class Network implements WireGround {
  readonly world: World;
  readonly #random: Random;
  readonly #ways = new Map<Machine, Map<Machine, Way>>();
  readonly #listeners = new Map<string, { machine: Machine; life: number; accept: Acceptor }>();
  readonly #places = new Map<string, Machine>();
  readonly wires = new Set<Wire>();
  /** Whether somebody on a way has ever changed, dropped, repeated or moved a frame. */
  wasMeddledWith = false;

  constructor(world: World) {
    this.world = world;
    this.#random = world.random.fork("network");
  }

  /** `machine` is at this address, "10.0.0.1:2525". */
  place(address: string, machine: Machine): void {
    this.#places.set(address, machine);
  }

  /** Takes who dials the address of `machine`, as long as its program of now runs. */
  listen(address: string, machine: Machine, accept: Acceptor): void {
    this.#listeners.set(address, { machine, life: machine.life, accept });
  }

  unlisten(address: string): void {
    this.#listeners.delete(address);
  }

  acceptor(address: string): Acceptor | undefined {
    const listener = this.#listeners.get(address);
    return listener?.machine.life === listener?.life ? listener?.accept : undefined;
  }

  /** Dials; what becomes of it is told by `events`, never before this returns. */
  dial(from: Machine, url: string, events: SocketEvents): WireEnd {
    const { host, pathname } = new URL(url.replace(/^ws/, "http"));
    const to = this.#places.get(host);
    if (!to) throw new Error(`nothing is placed at ${host}`);
    const wire = new Wire(this, from, to, host, pathname, events);
    this.wires.add(wire);
    return wire.near;
  }

  isBlocked(from: Machine, to: Machine): boolean {
    return this.#way(from, to).blocked;
  }

  delay(from: Machine, to: Machine): number {
    const [least, most] = this.#way(from, to).delay;
    return least + this.#random.next() * (most - least);
  }

  /** Nothing comes from `from` to `to` any more, and nobody is told; or it does again, with what was on its way. */
  block(from: Machine, to: Machine, blocked: boolean): void {
    this.#way(from, to).blocked = blocked;
    if (!blocked) for (const wire of this.#between(from, to)) wire.wake();
  }

  slow(from: Machine, to: Machine, delay: readonly [number, number] = GOOD): void {
    this.#way(from, to).delay = delay;
  }

  /** Somebody on the way changes, drops and repeats frames, and sends them out of order. */
  meddle(from: Machine, to: Machine, probability: number, tricks: readonly Trick[] = TRICKS): void {
    Object.assign(this.#way(from, to), { meddling: probability, tricks });
  }

  /** Somebody on the way takes out the next `count` frames. */
  withhold(from: Machine, to: Machine, count: number): void {
    this.#way(from, to).withheld = count;
  }

  /** What is done to a frame: undefined for nothing. */
  trick(from: Machine, to: Machine): Trick | undefined {
    const way = this.#way(from, to);
    if (way.withheld > 0) {
      way.withheld -= 1;
      this.wasMeddledWith = true;
      return "drop";
    }
    const { meddling, tricks } = way;
    if (meddling === 0 || !this.#random.chance(meddling)) return undefined;
    this.wasMeddledWith = true;
    return this.#random.pick(tricks);
  }

  /** `frame` with one bit changed. */
  flipped(frame: Uint8Array): Uint8Array {
    const at = this.#random.within(0, Math.max(0, frame.length - 1));
    const changed = new Uint8Array(frame);
    changed[at] = (changed[at] ?? 0) ^ (1 << this.#random.within(0, 7));
    return changed;
  }

  /** Breaks the connections between the two; a part of what was on its way still comes. */
  cut(a: Machine, b: Machine): void {
    for (const wire of this.#between(a, b)) wire.break(this.#random);
  }

  /** The program of `machine` is gone. Its system says so to the others, unless it has no power. */
  halted(machine: Machine, dark: boolean): void {
    for (const wire of this.wires) wire.halted(machine, dark, this.#random);
  }

  /** `machine` runs again: it knows nothing of connections from before. */
  booted(machine: Machine): void {
    for (const wire of this.wires) wire.forgotten(machine);
  }

  #between(a: Machine, b: Machine): Wire[] {
    return [...this.wires].filter((wire) => wire.isBetween(a, b));
  }

  #way(from: Machine, to: Machine): Way {
    const out = this.#ways.get(from) ?? new Map<Machine, Way>();
    this.#ways.set(from, out);
    const way = out.get(to) ?? { blocked: false, delay: GOOD, meddling: 0, tricks: TRICKS, withheld: 0 };
    out.set(to, way);
    return way;
  }
}
