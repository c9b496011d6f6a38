/** One client's link by way of a switchboard: DATA of one circuit, its credit both ways, and its end. SPEC.md of relay,
 *  section 4. */
import { type Clock, closeCodeOf, type ErrorCode } from "@partyline/protocol";
import {
  type DataFrame,
  encodeAdmit,
  encodeClose,
  encodeCredit,
  LinkFrames,
  ReceiveCredit,
  limits as relayLimits,
  SendCredit,
} from "@partyline/relay";
import type { HostLimits } from "../../limits.ts";
import type { HostLink, LinkHandler, Replay } from "../../ports.ts";
import type { Uplink } from "./uplink.ts";

export interface CircuitOptions {
  number: number;
  /** The number of its room on the trunk. */
  room: number;
  address: string;
  uplink: Uplink;
  clock: Clock;
  limits: HostLimits;
  /** It is closed from here: nothing comes of it any more. */
  ended(number: number, code: ErrorCode): void;
}

interface Waiting {
  frame: Uint8Array;
  bulk: boolean;
}

const NOBODY: LinkHandler = { frame() {}, closed() {} };

export class Circuit implements HostLink {
  readonly address: string;
  readonly #o: CircuitOptions;
  #handler: LinkHandler = NOBODY;
  #over = false;
  readonly #sendCredit = new SendCredit(relayLimits.CIRCUIT_CREDIT);
  /** What waits for credit. */
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #behindSince: number | undefined;
  readonly #receiveCredit = new ReceiveCredit(relayLimits.CIRCUIT_CREDIT);
  readonly #linkFrames = new LinkFrames();
  /** Bytes of the link frame that is not whole yet. */
  #partial = 0;
  /** Link frames that are not acted on yet, and whether nothing is to be read now. */
  #held: { frame: Uint8Array; bytes: number }[] = [];
  #resume: (() => void) | undefined;

  constructor(options: CircuitOptions) {
    this.#o = options;
    this.address = options.address;
  }

  get room(): number {
    return this.#o.room;
  }

  /** Who hears what comes. */
  to(handler: LinkHandler): void {
    this.#handler = handler;
  }

  /** Hands over a link frame that whoever heard before has kept. */
  again(frame: Uint8Array): void {
    if (!this.#over) this.#handler.frame(frame);
  }

  send(frame: Uint8Array, bulk = false): void {
    if (this.#over) return;
    this.#waiting.push({ frame, bulk });
    this.#waitingBytes += frame.length;
    this.#flow();
    if (this.#waiting.length === 0 && !this.#o.uplink.hasBulk(this.#o.number)) return;
    const { behindBytes, behindFrames } = this.#o.limits;
    const bytes = this.#waitingBytes + this.#o.uplink.bulkOf(this.#o.number);
    if (this.#waiting.length > behindFrames || bytes > behindBytes) this.cut("RESUME");
  }

  /** The circuit hears casts from here on. What was said to it before is on its way before that, or it is cut: a client
   *  must know its epoch before the first batch. */
  admit(replay?: Replay): void {
    if (this.#over) return;
    const { number, uplink } = this.#o;
    if (this.#waiting.length > 0 || uplink.hasBulk(number)) this.cut("RESUME");
    else uplink.send(encodeAdmit(number, replay));
  }

  /** Errors: FRAME_TOO_LARGE, where the switchboard is at fault and not the client. */
  received(data: DataFrame): void {
    if (this.#over) return;
    const { length } = data.payload;
    try {
      this.#receiveCredit.received(length, this.#linkFrames.idle);
    } catch {
      this.cut("BAD_MESSAGE");
      return;
    }
    this.#partial += length;
    const frame = this.#linkFrames.take(data);
    if (!frame) return;
    this.#held.push({ frame, bytes: this.#partial });
    this.#partial = 0;
    this.#read();
  }

  /** The client's side has taken so much. Error: CREDIT. */
  granted(bytes: number): void {
    this.#sendCredit.grant(bytes);
    this.#behindSince = undefined;
    this.#flow();
  }

  missed(): void {
    if (!this.#over) this.#handler.missed?.();
  }

  /** What comes meanwhile is held, and granted when it is acted on: the client sends no more than its credit. */
  pause(ms: number): void {
    if (this.#over) return;
    this.#resume?.();
    this.#resume = this.#o.clock.after(ms, () => {
      this.#resume = undefined;
      this.#read();
    });
  }

  close(code: ErrorCode): void {
    if (this.#over) return;
    this.#o.uplink.send(encodeClose(this.#o.number, closeCodeOf(code)));
    this.#end();
    this.#o.ended(this.#o.number, code);
  }

  /** Closes from here, and tells the room, in its own time: it may be in the middle of a word. */
  cut(code: ErrorCode): void {
    if (this.#over) return;
    this.close(code);
    queueMicrotask(() => this.#handler.closed());
  }

  /** It was closed by the other side, or its trunk is gone. */
  gone(): void {
    if (this.#over) return;
    this.#end();
    this.#handler.closed();
  }

  /** Cuts a circuit whose client has taken nothing for too long. */
  look(): void {
    if (this.#behindSince === undefined) return;
    if (this.#o.clock.monotonic() - this.#behindSince > this.#o.limits.behindMs) this.cut("RESUME");
  }

  #flow(): void {
    const { number, uplink, clock } = this.#o;
    while (!this.#over && this.#sendCredit.open) {
      const next = this.#waiting.shift();
      if (!next) break;
      this.#waitingBytes -= next.frame.length;
      this.#sendCredit.spend(next.frame.length);
      uplink.data(number, next.frame, next.bulk);
    }
    if (this.#waiting.length === 0) this.#behindSince = undefined;
    else this.#behindSince ??= clock.monotonic();
  }

  #read(): void {
    const { number, uplink } = this.#o;
    while (!this.#over && !this.#resume) {
      const next = this.#held.shift();
      if (!next) return;
      this.#handler.frame(next.frame);
      const grant = this.#receiveCredit.taken(next.bytes);
      if (grant > 0 && !this.#over) uplink.send(encodeCredit(number, grant));
    }
  }

  #end(): void {
    this.#over = true;
    this.#resume?.();
    this.#waiting = [];
    this.#held = [];
    this.#behindSince = undefined;
    this.#o.uplink.forget(this.#o.number);
  }
}
