/** Members on direct WebSockets. One batch is framed once and the same buffer is written to every socket. */
import type { Socket } from "node:net";
import { type Clock, closeCodeOf, type ErrorCode } from "@partyline/protocol";
import type { WebSocket } from "ws";
import type { HostLimits } from "../../limits.ts";
import type { HostLink, Road } from "../../ports.ts";

/** One unmasked, final, binary WebSocket message (RFC 6455, 5.2) around `payload`. */
export function frameMessage(payload: Uint8Array): Buffer {
  const { length } = payload;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x82;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, header);
  return frame;
}

export class DirectLink implements HostLink {
  readonly address: string;
  /** Whether anything was heard since the last ping. */
  heard = true;
  /** Told once, when the host ends it. */
  ended: (code: ErrorCode) => void = () => {};
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #limits: HostLimits;
  #behindSince: number | undefined;
  #behindFrames = 0;
  #resume: (() => void) | undefined;

  constructor(webSocket: WebSocket, socket: Socket, clock: Clock, limits: HostLimits) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#clock = clock;
    this.#limits = limits;
    this.address = socket.remoteAddress ?? "";
    socket.on("drain", () => {
      this.#behindSince = undefined;
      this.#behindFrames = 0;
    });
  }

  send(frame: Uint8Array): void {
    this.write(frameMessage(frame));
  }

  /** Writes a frame that is already a WebSocket message. `ws` itself writes at once and whole (it neither
   *  deflates nor sends blobs here), so that both may use the socket. A link that is too far behind is cut. */
  write(framed: Buffer): void {
    if (this.#webSocket.readyState !== 1) return;
    if (this.#socket.write(framed)) return;
    const now = this.#clock.monotonic();
    this.#behindSince ??= now;
    this.#behindFrames += 1;
    const { behindBytes, behindFrames, behindMs } = this.#limits;
    const over = this.#socket.writableLength > behindBytes || this.#behindFrames > behindFrames;
    if (over || now - this.#behindSince > behindMs) this.cut("RESUME");
  }

  ping(): void {
    if (!this.heard) this.terminate();
    else if (this.#webSocket.readyState === 1) this.#webSocket.ping();
    this.heard = false;
  }

  pause(ms: number): void {
    this.#webSocket.pause();
    this.#resume?.();
    this.#resume = this.#clock.after(ms, () => this.#webSocket.resume());
  }

  close(code: ErrorCode): void {
    this.#resume?.();
    // One that is paused would never read the peer's answer.
    this.#webSocket.resume();
    if (this.#webSocket.readyState === 1) this.ended(code);
    this.#webSocket.close(closeCodeOf(code), code);
  }

  /** Ends a link that is too far behind. Its close frame waits behind what is queued; a peer that reads again in
   *  time learns why, and for any other the socket goes. */
  cut(code: ErrorCode): void {
    this.close(code);
    const forget = this.#clock.after(this.#limits.cutMs, () => this.#webSocket.terminate());
    this.#webSocket.once("close", forget);
  }

  /** Ends a link whose peer is not there: nobody would read why. */
  terminate(): void {
    this.#resume?.();
    this.#webSocket.terminate();
  }
}

export class DirectRoad implements Road {
  readonly #admitted = new Set<HostLink>();

  admit(link: HostLink): void {
    this.#admitted.add(link);
  }

  remove(link: HostLink): void {
    this.#admitted.delete(link);
  }

  cast(frame: Uint8Array): void {
    const framed = frameMessage(frame);
    for (const link of this.#admitted) (link as DirectLink).write(framed);
  }
}
