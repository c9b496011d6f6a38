/** The network's list of rooms, as this device sees it. */
import { wellKnownRooms } from "@partyline/client";
import { type Browser, browse, type FoundRoom, fetchWellKnown, findRooms, probe } from "@partyline/discovery";
import { encodeHostPublicKeys } from "@partyline/secure";
import type { Log } from "./log.ts";
import type { Directory, ListedRoom, RoomChange } from "./resolve.ts";
import { addressText } from "./room-text.ts";

/** How often rooms on the list are asked whether they are still open, in milliseconds: a killed host says nothing. */
const CHECK_MS = 5_000;
/** A room is gone after so many checks without an answer: one lost packet is no end. */
const MISSED_CHECKS = 2;

const fieldsOf = ({ id, name, keys, password }: ListedRoom): Omit<ListedRoom, "addresses"> => ({
  id,
  name,
  keys,
  password,
});

/** The room with the address that answered first. */
function listed(room: FoundRoom, via: { address: string; port: number }): ListedRoom {
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
        yield listed(room, room.via);
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

interface Shown {
  room: ListedRoom;
  missed: number;
}

async function* watch(signal: AbortSignal, log: (line: string) => void): AsyncGenerator<RoomChange> {
  const shown = new Map<string, Shown>();
  let wake = Promise.withResolvers<void>();
  const ring = () => wake.resolve();
  const browser = browse({ onChange: ring, log });
  const timer = setInterval(ring, CHECK_MS);
  signal.addEventListener("abort", ring, { once: true });
  try {
    while (!signal.aborted) {
      yield* await changes(browser, shown);
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    clearInterval(timer);
    browser.stop();
  }
}

/** What changed since the last look; a room that has left the list is gone at once. */
async function changes(browser: Browser, shown: Map<string, Shown>): Promise<RoomChange[]> {
  const rooms = browser.rooms();
  const open = await Promise.all(rooms.map(answering));
  const found: RoomChange[] = [];
  const ids = new Set(rooms.map(({ id }) => id));
  for (const [at, { id }] of rooms.entries()) {
    const room = open[at];
    const before = shown.get(id);
    if (room) {
      if (JSON.stringify(before?.room) !== JSON.stringify(room)) found.push({ room, gone: false });
      shown.set(id, { room, missed: 0 });
    } else if (before && ++before.missed >= MISSED_CHECKS) ids.delete(id);
  }
  for (const [id, { room }] of shown) {
    if (ids.has(id)) continue;
    shown.delete(id);
    found.push({ room, gone: true });
  }
  return found;
}

/** The room, if an address of it answers that it is open, with what its host says of it. */
async function answering(room: FoundRoom): Promise<ListedRoom | undefined> {
  const tries = room.addresses.map(async (via) => {
    const result = await probe({ address: via.address, port: via.port, id: room.id });
    if (!result.ok || result.info.keys !== room.keys) throw new Error("no answer");
    return { password: result.info.password };
  });
  const said = await Promise.any(tries).catch(() => undefined);
  const [first] = room.addresses;
  return said && first && { ...listed(room, first), ...said };
}
