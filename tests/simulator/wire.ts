/** One connection, as a WebSocket over TCP behaves: in order, late, held up, or broken with a part delivered. */
import type { Machine } from "./machine.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

export interface SocketEvents {
  open(): void;
  message(frame: Uint8Array): void;
  /** A ping, or the answer to one. */
  alive(): void;
  /** What could not be written at once is written. */
  drained(): void;
  /** Told once, as the last: the other side's close code, or 1006. */
  closed(code: number, reason: string): void;
}

/** What a wire needs of the network that it is in. */
export interface WireGround {
  readonly world: World;
  readonly wires: Set<Wire>;
  acceptor(address: string): Acceptor | undefined;
  isBlocked(from: Machine, to: Machine): boolean;
  delay(from: Machine, to: Machine): number;
  trick(from: Machine, to: Machine): "flip" | "drop" | "repeat" | "swap" | undefined;
  flipped(frame: Uint8Array): Uint8Array;
}

export type Acceptor = (end: WireEnd, path: string) => SocketEvents;

type Item =
  | { readonly kind: "dial" | "opened" | "ping" | "pong" }
  | { readonly kind: "frame"; readonly frame: Uint8Array }
  | { readonly kind: "close"; readonly code: number; readonly reason: string };

/** Bytes on their way in one direction from which on a writer is to wait (net.Socket: writableHighWaterMark). */
const HIGH_WATER = 64 * 1024;
/** How long an answer to a close may take before the socket goes, in milliseconds. */
const CLOSE_MS = 5_000;

export class WireEnd {
  readonly machine: Machine;
  readonly #wire: Wire;
  #life: number;
  events: SocketEvents | undefined;
  phase: "dialing" | "open" | "closing" | "over" = "dialing";
  /** Whether frames are taken in; else they pile up on the way. */
  #reading = true;
  /** On its way to the other end. */
  readonly queue: { readonly due: number; readonly item: Item }[] = [];
  bytes = 0;
  waits = false;
  lastDue = 0;
  /** What is said of a frame from here. */
  label = "";

  constructor(wire: Wire, machine: Machine) {
    this.#wire = wire;
    this.machine = machine;
    this.#life = machine.life;
  }

  /** Whether the program that had it is still there. */
  get alive(): boolean {
    return this.machine.life === this.#life;
  }

  /** The machine at the other end. */
  get peerName(): string {
    return this.#wire.peerOf(this).machine.name;
  }

  get reading(): boolean {
    return this.#reading;
  }

  /** The program that runs there now has it. */
  taken(): void {
    this.#life = this.machine.life;
    this.phase = "open";
  }

  read(on: boolean): void {
    if (this.#reading === on) return;
    this.#reading = on;
    if (on) this.#wire.wake();
  }

  /** False where the way is full: `drained` tells when it is not. */
  send(frame: Uint8Array): boolean {
    if (this.phase !== "open" || !this.alive) return true;
    // A copy, as a network makes one: the sender may use its buffer again.
    this.#wire.sendFrame(this, new Uint8Array(frame));
    this.waits ||= this.bytes >= HIGH_WATER;
    return this.bytes < HIGH_WATER;
  }

  ping(): void {
    if (this.phase === "open" && this.alive) this.#wire.put(this, { kind: "ping" });
  }

  /** Closes behind what is written. May be called twice. */
  close(code = 1000, reason = ""): void {
    if (!this.alive || this.phase === "over" || this.phase === "closing") return;
    if (this.phase === "dialing") {
      this.terminate();
      return;
    }
    this.phase = "closing";
    this.#reading = true;
    this.#wire.put(this, { kind: "close", code, reason });
    this.#wire.later(this, CLOSE_MS, () => this.terminate());
    this.#wire.wake();
  }

  terminate(): void {
    if (!this.alive || this.phase === "over") return;
    this.#wire.put(this, { kind: "close", code: 1006, reason: "" });
    this.over(1006, "", true);
  }

  /** It is over at this end; told a moment later where it came about from here. */
  over(code: number, reason: string, later = false): void {
    if (this.phase === "over") return;
    this.phase = "over";
    const tell = () => this.events?.closed(code, reason);
    if (later) this.#wire.later(this, 0, tell);
    else tell();
  }
}

export class Wire {
  readonly near: WireEnd;
  readonly #far: WireEnd;
  readonly #network: WireGround;
  readonly #address: string;
  readonly #path: string;

  constructor(
    network: WireGround,
    from: Machine,
    to: Machine,
    address: string,
    path: string,
    events: SocketEvents,
  ) {
    this.#network = network;
    this.#address = address;
    this.#path = path;
    this.near = new WireEnd(this, from);
    this.#far = new WireEnd(this, to);
    this.near.events = events;
    this.near.label = `${from.name}>${to.name}`;
    this.#far.label = `${to.name}>${from.name}`;
    this.put(this.near, { kind: "dial" });
  }

  isBetween(a: Machine, b: Machine): boolean {
    const ends = [this.near.machine, this.#far.machine];
    return ends.includes(a) && ends.includes(b);
  }

  sendFrame(from: WireEnd, frame: Uint8Array): void {
    const trick = this.#network.trick(from.machine, this.peerOf(from).machine);
    if (trick === "drop") return;
    this.put(from, { kind: "frame", frame: trick === "flip" ? this.#network.flipped(frame) : frame });
    const last = from.queue.at(-1);
    const before = from.queue.at(-2);
    if (trick === "repeat") this.put(from, { kind: "frame", frame: new Uint8Array(frame) });
    if (trick === "swap" && last && before?.item.kind === "frame") {
      from.queue[from.queue.length - 2] = { due: before.due, item: last.item };
      from.queue[from.queue.length - 1] = { due: last.due, item: before.item };
    }
  }

  put(from: WireEnd, item: Item): void {
    const { world } = this.#network;
    const to = this.peerOf(from);
    const due = Math.max(from.lastDue, world.now + this.#network.delay(from.machine, to.machine));
    from.lastDue = due;
    from.queue.push({ due, item });
    if (item.kind === "frame") from.bytes += item.frame.length;
    if (from.queue.length === 1) this.#pump(from, due - world.now);
  }

  later(end: WireEnd, ms: number, task: () => void): void {
    this.#network.world.in(ms, `${end.machine.name} socket`, () => end.alive && task(), end.machine);
  }

  /** Looks again at what is held up. */
  wake(): void {
    for (const end of [this.near, this.#far]) if (end.queue.length > 0) this.#pump(end, 0);
  }

  /** Both ends learn that it is broken, behind a part of what was on its way to them. */
  break(random: Random): void {
    for (const end of [this.near, this.#far]) {
      if (end.phase === "over" || !end.alive) continue;
      end.queue.splice(random.within(0, end.queue.length));
      this.put(end, { kind: "close", code: 1006, reason: "" });
    }
  }

  halted(machine: Machine, dark: boolean, random: Random): void {
    for (const end of [this.near, this.#far]) {
      if (end.machine !== machine || end.phase === "over") continue;
      end.phase = "over";
      end.queue.splice(random.within(0, end.queue.length));
      if (!dark) this.put(end, { kind: "close", code: 1006, reason: "" });
    }
  }

  /** Its system refuses what still comes on it. */
  forgotten(machine: Machine): void {
    for (const end of [this.near, this.#far]) if (end.machine === machine && !end.alive) this.wake();
  }

  /** The other end. */
  peerOf(end: WireEnd): WireEnd {
    return end === this.near ? this.#far : this.near;
  }

  /** One look at the head of what `from` has sent. */
  #pump(from: WireEnd, ms: number): void {
    const { world } = this.#network;
    const to = this.peerOf(from);
    // A program that stands still takes nothing in; one that is gone has a system that answers for it.
    world.in(ms, from.label, () => this.#take(from, to), to.machine.up ? to.machine : undefined);
  }

  #take(from: WireEnd, to: WireEnd): void {
    const { world } = this.#network;
    const [head] = from.queue;
    if (!head || head.due > world.now) return;
    const { item } = head;
    if (this.#network.isBlocked(from.machine, to.machine) || to.machine.dark) return;
    if (!to.reading && (item.kind === "frame" || item.kind === "close")) return;
    from.queue.shift();
    if (item.kind === "frame") from.bytes -= item.frame.length;
    const [next] = from.queue;
    if (next) this.#pump(from, Math.max(0, next.due - world.now));
    if (from.waits && from.bytes < HIGH_WATER / 2) {
      from.waits = false;
      this.later(from, 0, () => from.phase === "open" && from.events?.drained());
    }
    if (this.near.phase === "over" && this.#far.phase === "over" && from.queue.length === 0)
      this.#network.wires.delete(this);
    this.#deliver(item, from, to);
  }

  #deliver(item: Item, from: WireEnd, to: WireEnd): void {
    this.#network.world.note(item.kind, item.kind === "frame" ? item.frame : undefined);
    if (item.kind !== "dial" && !to.alive) {
      // Whoever was there is gone: what comes is answered with a reset, once.
      const said = to.queue.some((each) => each.item.kind === "close");
      if (item.kind !== "close" && from.phase !== "over" && !said)
        this.put(to, { kind: "close", code: 1006, reason: "" });
      return;
    }
    switch (item.kind) {
      case "dial":
        this.#accept(from, to);
        return;
      case "opened":
        if (to.phase !== "dialing") return;
        to.phase = "open";
        to.events?.open();
        return;
      case "ping":
        if (to.phase !== "open" && to.phase !== "closing") return;
        this.put(to, { kind: "pong" });
        to.events?.alive();
        return;
      case "pong":
        if (to.phase === "open") to.events?.alive();
        return;
      case "frame":
        if (to.phase === "open" || to.phase === "closing") to.events?.message(item.frame);
        return;
      case "close":
        if (to.phase === "over") return;
        // The answer to a close is a close (RFC 6455, 5.5.1).
        if (item.code !== 1006 && to.phase === "open") this.put(to, item);
        to.over(item.code, item.reason);
        return;
    }
  }

  #accept(from: WireEnd, to: WireEnd): void {
    const accept =
      to.machine.up && to.phase === "dialing" ? this.#network.acceptor(this.#address) : undefined;
    if (!accept || !from.alive || from.phase !== "dialing") {
      this.put(to, { kind: "close", code: 1006, reason: "" });
      to.phase = "over";
      return;
    }
    to.taken();
    this.put(to, { kind: "opened" });
    to.events = accept(to, this.#path);
  }
}
