/** The seats that are taken: which rooms keep a connection. */
import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Way } from "./lists.ts";
import type { Seat } from "./room-options.ts";

/** Rooms joined before that keep a seat in the console, so that their unread messages are counted. */
export const RECENT_SEATS = 10;

export interface Seats {
  readonly all: ReadonlySignal<ReadonlyMap<string, Seat>>;
  /** The room's seat; taken if it is not. */
  take(way: Way): Seat;
  get(id: string): Seat | undefined;
  /** Lets it go. */
  leave(id: string): Promise<void>;
  each(task: (seat: Seat) => void): void;
  close(): Promise<void>;
}

export function createSeats(make: (way: Way) => Seat): Seats {
  const all = signal<ReadonlyMap<string, Seat>>(new Map());
  const leave = async (id: string) => {
    const seat = all.peek().get(id);
    if (!seat) return;
    all.value = new Map([...all.peek()].filter(([other]) => other !== id));
    await seat.close();
  };
  return {
    all,
    get: (id) => all.peek().get(id),
    take(way) {
      const { id } = way.target;
      const taken = all.peek().get(id);
      if (taken) return taken;
      return batch(() => {
        const seat = make(way);
        all.value = new Map([...all.peek(), [id, seat]]);
        return seat;
      });
    },
    leave,
    each(task) {
      for (const seat of all.peek().values()) task(seat);
    },
    async close() {
      await Promise.all([...all.peek().keys()].map(leave));
    },
  };
}
