import { setTimeout as delay } from "node:timers/promises";
import { type BrowseOptions, browse } from "./browse/browser.ts";
import type { FoundRoom, RoomAddress } from "./browse/rooms.ts";
import { MAX_PROBES, PROBE_STAGGER_MS } from "./limits.ts";
import { probe } from "./probe/probe.ts";

/** A room that has answered. */
export interface OpenRoom extends FoundRoom {
  /** The address that answered, the first to try. */
  via: RoomAddress;
  /** Who hosts it, when the host says so. */
  by?: string;
}

/** How to look for rooms. */
export interface FindOptions extends Pick<BrowseOptions, "interfaces" | "log"> {
  /** How long to look, in ms. */
  timeoutMs: number;
  /** Ends the search with the first room of which it is true. */
  until?: (room: OpenRoom) => boolean;
  signal?: AbortSignal;
}

/**
 * Looks for rooms on the LAN and gives each as soon as its host has answered, once. Rooms whose host does not
 * answer are not given. The search ends after `timeoutMs`, and when the caller leaves the loop.
 */
export async function* findRooms(options: FindOptions): AsyncGenerator<OpenRoom, void, undefined> {
  const { timeoutMs, until = () => false } = options;
  const given = options.signal === undefined ? [] : [options.signal];
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(timeoutMs), ...given]);

  const open: OpenRoom[] = [];
  let wake = () => {};
  signal.addEventListener("abort", () => wake());
  const prober = new Prober(signal, (room) => {
    open.push(room);
    wake();
  });
  const browser = browse({ ...options, onChange: (rooms) => prober.look(rooms) });
  try {
    while (true) {
      const room = open.shift();
      if (room !== undefined) {
        yield room;
        if (until(room)) return;
      } else if (signal.aborted) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    ended.abort();
    browser.stop();
  }
}

/** Probes each address of each room once, the nearest first, until the room has answered. */
class Prober {
  readonly #signal: AbortSignal;
  readonly #onOpen: (room: OpenRoom) => void;
  readonly #asked = new Set<string>();
  readonly #open = new Set<string>();
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(signal: AbortSignal, onOpen: (room: OpenRoom) => void) {
    this.#signal = signal;
    this.#onOpen = onOpen;
  }

  look(rooms: readonly FoundRoom[]): void {
    for (const room of rooms) {
      const fresh = room.addresses.filter((at) => {
        const key = `${room.id} ${room.keys} ${at.address} ${at.port}`;
        if (this.#asked.has(key)) return false;
        this.#asked.add(key);
        return true;
      });
      fresh.forEach((at, index) => {
        void this.#ask(room, at, index * PROBE_STAGGER_MS);
      });
    }
  }

  async #ask(room: FoundRoom, at: RoomAddress, wait: number): Promise<void> {
    const key = `${room.id} ${room.keys}`;
    if (wait > 0) await delay(wait, undefined, { ref: false });
    await this.#turn();
    try {
      if (this.#open.has(key) || this.#signal.aborted) return;
      const result = await probe({ ...at, id: room.id, signal: this.#signal });
      // The keys must be those listed: an id with other keys is another listing's room, or a lie.
      if (!result.ok || result.info.keys !== room.keys || this.#open.has(key)) return;
      this.#open.add(key);
      // The name stays the listed one: two hosts may call a room the same, and the list tells them apart.
      const { password, by } = result.info;
      this.#onOpen({ ...room, password, via: at, ...(by === undefined ? {} : { by }) });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= MAX_PROBES) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
  }
}
