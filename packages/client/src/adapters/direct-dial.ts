/** The direct road: a WebSocket to one of the host's addresses, whichever answers first. */
import type { Clock } from "@partyline/protocol";
import { DIAL_MS, STAGGER_MS } from "../limits.ts";
import type { Dial, Link, LinkEvents, RoomTarget } from "../ports/link.ts";

type Address = RoomTarget["addresses"][number];

/** What a browser's WebSocket and that of `ws` have in common, as far as it is used here. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

/** Opens a WebSocket to `url`; `address` is where that is, with the zone that a URL cannot have. May throw. */
export type OpenSocket = (url: string, address: Address) => Socket;

/** The URL of a room at an address. A zone (RFC 6874) is left out: the WHATWG URL standard refuses it. */
export function socketUrl(room: string, { address, port }: Address): string {
  const host = address.includes(":") ? `[${address.replace(/%.*$/, "")}]` : address;
  return `ws://${host}:${port}/r/${room}`;
}

/** A dial that races the room's addresses in their order: the next one starts after 250 ms or when the one before
 *  has failed, and the first to open wins (RFC 8305, section 5). */
export function directDial(clock: Clock, open: OpenSocket): Dial {
  return (room, events) => new Race(clock, open, room, events);
}

class Race implements Link {
  readonly #clock: Clock;
  readonly #open: OpenSocket;
  readonly #room: RoomTarget;
  readonly #events: LinkEvents;
  readonly #running = new Map<Socket, () => void>();
  #next = 0;
  #cancelNext: () => void;
  #winner: Socket | undefined;
  #over = false;

  constructor(clock: Clock, open: OpenSocket, room: RoomTarget, events: LinkEvents) {
    this.#clock = clock;
    this.#open = open;
    this.#room = room;
    this.#events = events;
    // Not at once: no event may come before the dial has returned its link.
    this.#cancelNext = clock.after(0, () => this.#start());
  }

  get buffered(): number {
    return this.#winner?.bufferedAmount ?? 0;
  }

  send(frame: Uint8Array): void {
    if (!this.#over) this.#winner?.send(frame as Uint8Array<ArrayBuffer>);
  }

  close(code = 1000): void {
    if (this.#over) return;
    this.#finish(1000);
    // `close` has to wait for the other side's answer; events are ours to ignore from here on.
    this.#winner?.close(code);
  }

  #start(): void {
    const address = this.#room.addresses[this.#next++];
    if (!address) {
      if (this.#running.size === 0) this.#finish(1006);
      return;
    }
    this.#cancelNext = this.#clock.after(STAGGER_MS, () => this.#start());
    let socket: Socket;
    try {
      socket = this.#open(socketUrl(this.#room.id, address), address);
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
    socket.onopen = () => this.#won(socket);
    socket.onclose = ({ code }) => this.#lost(socket, code);
    socket.onmessage = ({ data }) => this.#message(socket, data);
  }

  #won(socket: Socket): void {
    if (this.#over || this.#winner) return;
    this.#winner = socket;
    this.#cancelNext();
    this.#running.get(socket)?.();
    this.#running.delete(socket);
    this.#abandon();
    this.#events.open();
  }

  #message(socket: Socket, data: unknown): void {
    if (this.#over || socket !== this.#winner) return;
    if (data instanceof ArrayBuffer) {
      this.#events.message(new Uint8Array(data));
      return;
    }
    // Text: no host of ours sends it.
    this.#finish(4005);
    socket.close(4005);
  }

  #lost(socket: Socket, code: number): void {
    if (this.#over) return;
    if (socket === this.#winner) {
      this.#finish(code);
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
    if (this.#next < this.#room.addresses.length) {
      this.#cancelNext();
      this.#start();
    } else if (this.#running.size === 0) this.#finish(code);
  }

  #finish(code: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelNext();
    this.#abandon();
    this.#events.closed(code);
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
