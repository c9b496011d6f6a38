/** One WebSocket as an outlet: frames that are ready go to the socket that the upgrade gave us. */
import type { Socket } from "node:net";
import { limits } from "@partyline/relay";
import type { WebSocket } from "ws";
import type { Clock } from "../clock.ts";
import type { Outlet, Session } from "../exchange/index.ts";
import type { SwitchboardLimits } from "../limits.ts";

const EMPTY = Buffer.alloc(0);
/** What a greeting may take on the wire besides its frame: the headers of a few control messages and fragments. */
const GREETING_OVERHEAD = 128;
/** `readyState` of a WebSocket that is open. */
const OPEN = 1;

export class SocketOutlet implements Outlet {
  session: Session | undefined;
  /** When the next ping is due, milliseconds of the clock. */
  pingAt = 0;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #limits: SwitchboardLimits;
  /** Whether anything was heard since the last ping. */
  #heard = true;
  #wanted = true;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(webSocket: WebSocket, socket: Socket, clock: Clock, caps: SwitchboardLimits) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#clock = clock;
    this.#limits = caps;
  }

  /** `ws` itself writes at once and whole (it neither deflates nor sends blobs here), so that both may use the socket. */
  write(message: Uint8Array): boolean {
    if (this.#closed || this.#webSocket.readyState !== OPEN) return true;
    const socket = this.#socket;
    socket.write(message);
    if (socket.writableLength === 0) return true;
    // An empty write comes back when what is before it has gone; "drain" comes only for a full buffer.
    socket.write(EMPTY, this.#drained);
    return false;
  }

  read(on: boolean): void {
    if (this.#wanted === on) return;
    this.#wanted = on;
    this.#apply();
  }

  rest(ms: number): void {
    if (this.#closed) return;
    this.#wake?.();
    this.#wake = this.#clock.after(ms, () => {
      this.#wake = undefined;
      this.#apply();
    });
    this.#apply();
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake?.();
    this.#wake = undefined;
    // One that is paused would never read the peer's answer.
    this.#webSocket.resume();
    this.#webSocket.close(code, reason);
    // Its close frame waits behind what is queued: a peer that reads again in time learns why.
    const forget = this.#clock.after(this.#limits.cutMs, () => this.#webSocket.terminate());
    this.#webSocket.once("close", forget);
  }

  /** Anything has come. */
  heard(): void {
    this.#heard = true;
  }

  /** Pings, or ends it where the last ping was not answered (R1.5). */
  ping(): void {
    if (this.#webSocket.readyState !== OPEN || this.#closed) return;
    if (!this.#heard && !this.session?.unread) {
      // Nobody would read why.
      this.session?.end("SILENT");
      this.#webSocket.terminate();
      return;
    }
    this.#heard = false;
    this.#webSocket.ping();
  }

  /** Before the first message, little is read: a frame that never ends must not fill memory. */
  boundGreeting(): void {
    let bytes = 0;
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      const greeted = this.session?.greeted;
      const tooLarge = !greeted && bytes > limits.HELLO_BYTES + GREETING_OVERHEAD;
      if (greeted || tooLarge) this.#socket.off("data", count);
      if (tooLarge) this.session?.end("FRAME_TOO_LARGE");
    };
    // Behind the listener of `ws`, which has handed over by then what was whole.
    this.#socket.on("data", count);
  }

  terminate(): void {
    this.#wake?.();
    this.#webSocket.terminate();
  }

  readonly #drained = () => {
    if (!this.#closed) this.session?.drained();
  };

  #apply(): void {
    if (this.#closed) return;
    if (this.#wanted && !this.#wake) this.#webSocket.resume();
    else this.#webSocket.pause();
  }
}
