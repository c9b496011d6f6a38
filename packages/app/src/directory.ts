/** The network's list of rooms, as this device sees it. */
import { wellKnownRooms } from "@partyline/client";
import { browse, type FoundRoom, fetchWellKnown, findRooms, probe } from "@partyline/discovery";
import { decodeHostPublicKeys, encodeHostPublicKeys, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Log } from "./log.ts";
import type { Directory, ListedRoom, RoomChange } from "./resolve.ts";
import { addressText } from "./room-text.ts";

/** How often rooms on the list are asked whether they are still open, in milliseconds: a killed host says nothing. */
const CHECK_MS = 5_000;
/** A room is gone after so many checks without an answer: one lost packet is no end. */
const MISSED_CHECKS = 2;

const fieldsOf = ({ id, name, keys, password, by }: ListedRoom): Omit<ListedRoom, "addresses"> => ({
  id,
  name,
  keys,
  password,
  ...(by === undefined ? {} : { by }),
});

/** The room with the address that answered first. */
function listed(room: FoundRoom & { by?: string }, via: { address: string; port: number }): ListedRoom {
  const others = room.addresses.filter(({ address, port }) => address !== via.address || port !== via.port);
  return {
    ...fieldsOf(room),
    addresses: [via, ...others].map(({ address, port }) => ({ address, port })),
  };
}

export function createDirectory(log: Log): Directory {
  const debug = (line: string): void => log("debug", line);
  return {
    async *find({ timeoutMs, signal }) {
      for await (const room of findRooms({ timeoutMs, log: debug, ...(signal ? { signal } : {}) }))
        if (isItself(room)) yield listed(room, room.via);
    },
    async ask(address, port, room) {
      const { rooms } = await fetchWellKnown(address, port);
      // A zone (fe80::1%eth0) cannot stand in a URL; who hosts an unlisted room gives out links without one.
      if (room === undefined || address.includes("%") || rooms.some(({ id }) => id === room)) return rooms;
      const known = await wellKnownRooms(`http://${addressText(address, port)}`, room);
      return known.map((one) => ({ ...one, keys: encodeHostPublicKeys(one.keys) }));
    },
    watch: (signal) => watch(signal, debug),
  };
}

async function* watch(signal: AbortSignal, log: (line: string) => void): AsyncGenerator<RoomChange> {
  const changes: RoomChange[] = [];
  let wake = Promise.withResolvers<void>();
  const ring = () => wake.resolve();
  const list = new OpenRooms((change) => {
    changes.push(change);
    ring();
  });
  const browser = browse({ onChange: (rooms) => list.look(rooms), log });
  const timer = setInterval(() => list.look(browser.rooms()), CHECK_MS);
  signal.addEventListener("abort", ring, { once: true });
  try {
    while (!signal.aborted) {
      yield* changes.splice(0);
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    clearInterval(timer);
    browser.stop();
  }
}

interface Shown {
  room: ListedRoom;
  missed: number;
}

/** The rooms of the list that answer, each asked by itself: one whose host was killed takes its time to stay silent,
 *  and a new one must not wait for it. */
class OpenRooms {
  readonly #tell: (change: RoomChange) => void;
  readonly #shown = new Map<string, Shown>();
  readonly #asking = new Set<string>();
  #listed: ReadonlyMap<string, FoundRoom> = new Map();

  constructor(tell: (change: RoomChange) => void) {
    this.#tell = tell;
  }

  /** Takes the list as it is now; a room that has left it is gone at once. */
  look(rooms: readonly FoundRoom[]): void {
    this.#listed = new Map(rooms.filter(isItself).map((room) => [room.id, room]));
    for (const id of this.#shown.keys()) if (!this.#listed.has(id)) this.#drop(id);
    for (const id of this.#listed.keys()) void this.#ask(id);
  }

  async #ask(id: string): Promise<void> {
    const asked = this.#listed.get(id);
    if (!asked || this.#asking.has(id)) return;
    this.#asking.add(id);
    const room = await answering(asked);
    this.#asking.delete(id);
    const now = this.#listed.get(id);
    if (!now) return;
    // The listing has changed in the meantime (another port, other addresses), so that answer is not about it.
    if (isOther(now, asked)) return this.#ask(id);
    const before = this.#shown.get(id);
    if (!room) {
      if (before && ++before.missed >= MISSED_CHECKS) this.#drop(id);
      return;
    }
    this.#shown.set(id, { room, missed: 0 });
    if (JSON.stringify(before?.room) !== JSON.stringify(room)) this.#tell({ room, gone: false });
  }

  #drop(id: string): void {
    const shown = this.#shown.get(id);
    if (!shown) return;
    this.#shown.delete(id);
    this.#tell({ room: shown.room, gone: true });
  }
}

/** Whether the id is that of the keys: a listing with another room's id would stand in that room's place. */
function isItself({ id, keys }: FoundRoom): boolean {
  try {
    return roomIdOf(nodeProvider, decodeHostPublicKeys(keys)) === id;
  } catch {
    return false;
  }
}

const isOther = (one: FoundRoom, two: FoundRoom): boolean =>
  JSON.stringify([fieldsOf(one), one.addresses]) !== JSON.stringify([fieldsOf(two), two.addresses]);

/** The room, if an address of it answers that it is open, with what its host says of it. */
async function answering(room: FoundRoom): Promise<ListedRoom | undefined> {
  const tries = room.addresses.map(async (via) => {
    const result = await probe({ address: via.address, port: via.port, id: room.id });
    if (!result.ok || result.info.keys !== room.keys) throw new Error("no answer");
    return result.info;
  });
  const said = await Promise.any(tries).catch(() => undefined);
  const [first] = room.addresses;
  if (!said || !first) return undefined;
  const { password, by } = said;
  return { ...listed(room, first), password, ...(by === undefined ? {} : { by }) };
}
