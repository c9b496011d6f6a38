/** One trunk, from dialling to its end: all that hangs on one WebSocket, so that a late word of an old one cannot touch
 *  the new one. */
import {
  asRelayError,
  decodeSwitchboardFrame,
  encodeCredit,
  encodeHello,
  RELAY_VERSION,
  ReceiveCredit,
  RelayError,
  type RelayErrorCode,
  relayCloseCodeOf,
  relayErrorOfClose,
  limits as relayLimits,
  type SwitchboardFrame,
  type SwitchboardHello,
  trunkUrl,
} from "@partyline/relay";
import { TRUNK_BEHIND_BYTES, TRUNK_DIAL_MS, TRUNK_LOOK_MS } from "../../limits.ts";
import { Timers } from "../../timers.ts";
import { Burials } from "./burials.ts";
import { Circuits } from "./circuits.ts";
import type { Place } from "./place.ts";
import { Pulse } from "./pulse.ts";
import { Seat } from "./seat.ts";
import type { SessionOptions } from "./session-options.ts";
import type { TrunkSocket } from "./socket.ts";
import { Uplink } from "./uplink.ts";
import { whyClosed, whyNot } from "./words.ts";

type Of<K extends SwitchboardFrame["kind"]> = Extract<SwitchboardFrame, { kind: K }>;

export class Session {
  readonly #o: SessionOptions;
  readonly #socket: TrunkSocket;
  readonly #uplink: Uplink;
  readonly #timers: Timers;
  readonly #pulse: Pulse;
  readonly #window = new ReceiveCredit(relayLimits.TRUNK_WINDOW);
  readonly #seats = new Map<number, Seat>();
  readonly #circuits: Circuits;
  readonly #unsettled = new Set<Seat>();
  #hello: SwitchboardHello | undefined;
  #nextRoom = 1;
  readonly #dialedAt: number;
  #isOpen = false;
  #over = false;
  #fault: RelayErrorCode | undefined;
  /** Rooms that are no more, to be told of once it is ready. */
  readonly burials: Burials;
  /** A later trunk is to take over. */
  leaving = false;

  constructor(options: SessionOptions) {
    this.#o = options;
    const { ground } = options;
    this.#circuits = new Circuits(ground.meters);
    this.#timers = new Timers(ground.clock);
    this.#dialedAt = ground.clock.monotonic();
    this.#pulse = new Pulse({
      clock: ground.clock,
      timers: this.#timers,
      random: ground.random,
      patienceMs: options.patienceMs,
      ask: () => this.#socket.ping(),
      dead: () => {
        this.#fault = "SILENT";
        this.terminate();
      },
    });
    this.#socket = options.dial(trunkUrl(options.address), {
      open: () => this.#opened(),
      message: (bytes, binary) => this.#message(bytes, binary),
      alive: () => this.#pulse.heard(),
      drained: () => this.#uplink.drained(),
      closed: (code, failure) => this.#closed(code, failure),
    });
    this.#timers.later(TRUNK_DIAL_MS, () => {
      if (!this.#isOpen) this.terminate();
    });
    this.#uplink = new Uplink((message) => this.#socket.write(message), ground.clock.monotonic);
    this.burials = new Burials(options, this.#uplink, this.#timers);
  }

  /** How many clients are connected by it. */
  get circuits(): number {
    return this.#circuits.size;
  }

  /** Whether rooms may be brought. */
  get ready(): boolean {
    return this.#hello !== undefined && !this.#over;
  }

  /** Brings a room. */
  seat(place: Place): void {
    const hello = this.#hello;
    const { ground } = this.#o;
    if (!hello || this.#over) return;
    const seat: Seat = new Seat({
      place,
      number: this.#nextRoom++,
      uplink: this.#uplink,
      hello,
      ground,
      leaving: () => this.leaving,
      settled: () => {
        this.#unsettled.delete(seat);
        if (this.#unsettled.size === 0) this.#o.settled();
      },
      again: (ms, anew = false) => {
        // The next try has a seat of its own: a room that is never taken must not leave one behind for each.
        this.#seats.delete(seat.number);
        this.#timers.later(ms, () =>
          anew ? this.#faulty(new RelayError("BAD_PROOF")) : this.#o.again(place),
        );
      },
      unanswered: () => this.#faulty(new RelayError("SILENT")),
    });
    this.#seats.set(seat.number, seat);
    this.#unsettled.add(seat);
    void seat.register();
  }

  /** Something that the directory shows of the room has changed. */
  relist(place: Place): void {
    for (const seat of this.#seats.values()) if (seat.place === place) void seat.list();
  }

  /** Takes a room off; `release` frees its name. */
  unseat(place: Place, release: boolean): void {
    for (const [number, seat] of this.#seats) {
      if (seat.place !== place) continue;
      seat.leave(release);
      this.#seats.delete(number);
      this.#unsettled.delete(seat);
    }
  }

  /** Ends it. May be called twice. */
  close(): void {
    this.#uplink.flush();
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #opened(): void {
    const { ground, agent } = this.#o;
    this.#isOpen = true;
    this.#uplink.send(encodeHello({ v: RELAY_VERSION, agent }));
    this.#timers.later(relayLimits.HELLO_MS, () => {
      if (!this.#hello) this.#faulty(new RelayError("SILENT"));
    });
    this.#pulse.start();
    this.#timers.every(TRUNK_LOOK_MS, () => {
      const { stuck, waiting } = this.#uplink;
      if (stuck > relayLimits.BEHIND_MS || waiting > TRUNK_BEHIND_BYTES) {
        this.#fault = "RESUME";
        this.terminate();
      }
      this.#circuits.look();
    });
    ground.logger("debug", "a switchboard answers", { at: this.#o.address.authority });
  }

  #message(bytes: Uint8Array, binary: boolean): void {
    this.#pulse.heard();
    if (this.#over || this.#fault) return;
    try {
      if (!binary) throw new RelayError("BAD_FRAME", "A text.");
      this.#run(decodeSwitchboardFrame(bytes));
    } catch (error) {
      this.#faulty(asRelayError(error));
    }
  }

  #run(frame: SwitchboardFrame): void {
    if (frame.kind === "hello") {
      if (this.#hello) throw new RelayError("UNEXPECTED_FRAME");
      this.#hello = frame.hello;
      this.#pulse.greeted(this.#o.ground.clock.monotonic() - this.#dialedAt);
      this.#o.ready();
      return;
    }
    if (!this.#hello) throw new RelayError("UNEXPECTED_FRAME");
    switch (frame.kind) {
      case "data":
        this.#data(frame);
        return;
      case "open":
        this.#open(frame);
        return;
      case "close":
        this.#circuits.closed(frame.circuit);
        return;
      case "credit":
        if (frame.circuit === 0) this.#uplink.granted(frame.grant);
        else this.#circuits.find(frame.circuit)?.granted(frame.grant);
        return;
      case "missed":
        this.#circuits.find(frame.circuit)?.missed();
        return;
      case "registered":
        this.#seat(frame.room)?.registered(frame.registered);
        return;
      case "refused":
        this.#refused(frame);
        return;
      case "listing":
        void this.#seat(frame.room)?.listing(frame.listing);
        return;
      case "buried":
        this.burials.answered(frame.buried);
        return;
      case "goaway":
        this.leaving = true;
        this.#o.goaway(Math.min(frame.window, relayLimits.WINDOW_SECONDS));
        return;
      case "unknown":
        return;
    }
  }

  /** The switchboard has closed the room's circuits, too (R3.7). */
  #refused({ room, refused }: Of<"refused">): void {
    const seat = this.#seat(room);
    if (!seat) return;
    seat.refused(refused);
    this.#unsettled.delete(seat);
    this.#circuits.gone(room);
  }

  #data(frame: Of<"data">): void {
    const { length } = frame.payload;
    if (frame.bulk) {
      // Granted as it arrives, so that a member who is read slowly holds up nobody else (R4.8).
      this.#window.received(length, true);
      const grant = this.#window.taken(length);
      if (grant > 0) this.#uplink.send(encodeCredit(0, grant));
    }
    this.#circuits.find(frame.circuit)?.received(frame);
  }

  #open({ circuit: number, room, tag }: Of<"open">): void {
    const seat = this.#seat(room);
    const { ground, address } = this.#o;
    const circuit = this.#circuits.open({
      number,
      room,
      // No colon in it: budgets would take it for IPv6.
      address: `${Buffer.from(tag).toString("hex")}@${address.authority.replaceAll(":", ".")}`,
      uplink: this.#uplink,
      clock: ground.clock,
      limits: ground.limits,
    });
    if (seat) seat.opened(circuit);
    else circuit.close("SHUTDOWN");
  }

  /** Undefined where the room has left: the frame is late. Error: UNEXPECTED_FRAME. */
  #seat(number: number): Seat | undefined {
    if (number >= this.#nextRoom) throw new RelayError("UNEXPECTED_FRAME", "A room that was never brought.");
    return this.#seats.get(number);
  }

  #faulty(error: RelayError): void {
    const { code, message } = error;
    this.#o.ground.logger("warn", "a switchboard was at fault", {
      at: this.#o.address.authority,
      code,
      message,
      ...(error.cause ? { cause: String(error.cause) } : {}),
    });
    this.#fault = code;
    this.#socket.close(relayCloseCodeOf(code));
    this.#timers.later(relayLimits.HELLO_MS, () => this.#socket.terminate());
    this.#end(code, whyClosed(code));
  }

  #closed(close: number, failure: Error | undefined): void {
    this.#timers.stop();
    const code = this.#fault ?? relayErrorOfClose(close);
    this.#end(code ?? "UNREACHABLE", code ? whyClosed(code) : whyNot(failure));
  }

  #end(code: string, why: string): void {
    if (this.#over) return;
    this.#over = true;
    const seats = [...this.#seats.values()];
    this.#circuits.gone();
    for (const seat of seats) seat.end();
    this.#o.ended(code, why);
  }
}
