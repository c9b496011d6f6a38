/** Opens WebSockets one after another, and keeps the first that opens. */
import type { Clock } from "@partyline/protocol";
import { DIAL_MS, STAGGER_MS } from "../limits.ts";
import type { Link, LinkEvents, Road } from "../ports/link.ts";

/** What a browser's WebSocket and that of `ws` have in common, as far as it is used here. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason?: string }) => void) | null;
  onerror: (() => void) | null;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

/** Opens a WebSocket to `url`; `road` says where that is, with the zone that a URL cannot have. May throw. */
export type OpenSocket = (url: string, road: Road) => Socket;

/** One place to try. */
export interface Candidate {
  readonly url: string;
  readonly road: Road;
}

/** A race of `candidates` in their order: the next one starts after 250 ms or when the one before has failed, and the
 *  first to open wins (RFC 8305, section 5). */
export class SocketRace implements Link {
  readonly #clock: Clock;
  readonly #open: OpenSocket;
  readonly #candidates: readonly Candidate[];
  readonly #events: LinkEvents;
  readonly #running = new Map<Socket, () => void>();
  #next = 0;
  #cancelNext: () => void;
  #winner: { readonly socket: Socket; readonly road: Road } | undefined;
  #over = false;

  constructor(clock: Clock, open: OpenSocket, candidates: readonly Candidate[], events: LinkEvents) {
    this.#clock = clock;
    this.#open = open;
    this.#candidates = candidates;
    this.#events = events;
    // Not at once: no event may come before the dial has returned its link.
    this.#cancelNext = clock.after(0, () => this.#start());
  }

  get buffered(): number {
    return this.#winner?.socket.bufferedAmount ?? 0;
  }

  get road(): Road | undefined {
    return this.#winner?.road;
  }

  send(frame: Uint8Array): void {
    if (!this.#over) this.#winner?.socket.send(frame as Uint8Array<ArrayBuffer>);
  }

  close(code = 1000): void {
    if (this.#over) return;
    this.#finish(1000);
    // `close` has to wait for the other side's answer; events are ours to ignore from here on.
    this.#winner?.socket.close(code);
  }

  #start(): void {
    const candidate = this.#candidates[this.#next++];
    if (!candidate) {
      if (this.#running.size === 0) this.#finish(1006);
      return;
    }
    this.#cancelNext = this.#clock.after(STAGGER_MS, () => this.#start());
    let socket: Socket;
    try {
      socket = this.#open(candidate.url, candidate.road);
    } catch {
      // An address that no URL can hold, or a page that may not reach it: as good as unreachable.
      this.#failed(1006);
      return;
    }
    this.#running.set(
      socket,
      this.#clock.after(DIAL_MS, () => this.#lost(socket, 1006)),
    );
    socket.binaryType = "arraybuffer";
    socket.onerror = () => {};
    socket.onopen = () => this.#won(socket, candidate.road);
    socket.onclose = ({ code, reason }) => this.#lost(socket, code, reason);
    socket.onmessage = ({ data }) => this.#message(socket, data);
  }

  #won(socket: Socket, road: Road): void {
    if (this.#over || this.#winner) return;
    this.#winner = { socket, road };
    this.#cancelNext();
    this.#running.get(socket)?.();
    this.#running.delete(socket);
    this.#abandon();
    this.#events.open();
  }

  #message(socket: Socket, data: unknown): void {
    if (this.#over || socket !== this.#winner?.socket) return;
    if (data instanceof ArrayBuffer) {
      this.#events.message(new Uint8Array(data));
      return;
    }
    // Text: no host of ours sends it.
    this.#finish(4005);
    socket.close(4005);
  }

  #lost(socket: Socket, code: number, reason?: string): void {
    if (this.#over) return;
    if (socket === this.#winner?.socket) {
      this.#finish(code, reason);
      return;
    }
    const cancel = this.#running.get(socket);
    if (!cancel) return;
    cancel();
    this.#running.delete(socket);
    discard(socket);
    this.#failed(code);
  }

  #failed(code: number): void {
    if (this.#next < this.#candidates.length) {
      this.#cancelNext();
      this.#start();
    } else if (this.#running.size === 0) this.#finish(code);
  }

  #finish(code: number, reason?: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelNext();
    this.#abandon();
    this.#events.closed(code, reason);
  }

  #abandon(): void {
    for (const [socket, cancel] of this.#running) {
      cancel();
      discard(socket);
    }
    this.#running.clear();
  }
}

function discard(socket: Socket): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  socket.close();
}
