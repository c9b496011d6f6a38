/** From what was typed to one room: where it is and which keys it must have. */
import type { RoomTarget, SavedRoom } from "@partyline/client";
import { decodeHostPublicKeys, roomTag } from "@partyline/secure";
import { AppError, interrupted } from "./errors.ts";
import { addressText, nameKey, type RoomText, readRoomText } from "./room-text.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** A room as a directory or its host tells of it. */
export interface ListedRoom {
  id: string;
  name: string;
  /** Both public keys in base64url. */
  keys: string;
  password: boolean;
  /** Best first. */
  addresses: readonly { address: string; port: number }[];
}

/** What is needed of the network to find rooms. */
export interface Directory {
  /** Each room once, as soon as it is known to be open, until the time (milliseconds) is over. */
  find(options: { timeoutMs: number; signal?: AbortSignal }): AsyncIterable<ListedRoom>;
  /** What the host there says is open, with the unlisted room of that id if it has it. Errors: UNREACHABLE, TIMEOUT,
   *  NOT_PARTYLINE. */
  ask(address: string, port: number, room?: string): Promise<Omit<ListedRoom, "addresses">[]>;
  /** Rooms as they open, change and go, until the signal is aborted. */
  watch(signal: AbortSignal): AsyncIterable<RoomChange>;
}

export interface RoomChange {
  room: ListedRoom;
  gone: boolean;
}

export interface ResolveOptions {
  directory: Directory;
  /** Rooms joined before, the last one first. */
  saved: readonly SavedRoom[];
  /** How long to look for a name, in milliseconds. */
  timeoutMs?: number;
  /** Ends the looking. */
  signal?: AbortSignal;
}

/** As long as `partyline list` looks. */
const FIND_MS = 3_000;
/** After the first room of a name, how long another one of that name may still turn up: devices answer a question
 *  to all within 120 ms (RFC 6762, section 6), and then our probe has to come back. Milliseconds. */
const OTHERS_MS = 500;

const NOTHING_FOUND =
  "Devices may be kept apart by guest Wi-Fi, a VPN or a firewall. Try the room's link or host:port, or `partyline list`.";

const quoted = (name: string): string => `"${safeLine(name)}"`;
const hasTag = (room: { id: string }, tag: string | undefined): boolean => !tag || room.id.startsWith(tag);
const tagged = (room: { id: string; name: string }): string => `${safeLine(room.name)}#${roomTag(room.id)}`;

function targetOf(room: ListedRoom, saved: readonly SavedRoom[]): RoomTarget {
  const token = saved.find((known) => known.id === room.id)?.token;
  const { id, name, addresses } = room;
  return { id, name, addresses, keys: decodeHostPublicKeys(room.keys), ...(token && { token }) };
}

/** Of rooms whose names mean the same: those written exactly as typed, if there are any. */
function closest<R extends { name: string }>(rooms: readonly R[], name: string): R[] {
  const same = rooms.filter((room) => nameKey(room.name) === nameKey(name));
  const exact = same.filter((room) => room.name.normalize("NFC") === name.normalize("NFC"));
  return exact.length > 0 ? exact : same;
}

function onlyOne<R extends { id: string; name: string }>(rooms: readonly R[], typed: string): R | undefined {
  if (rooms.length < 2) return rooms[0];
  const forms = rooms.map(tagged).join(", ");
  throw new AppError("AMBIGUOUS", `${rooms.length} rooms match ${quoted(typed)}. Say which: ${forms}.`);
}

/** The room that `text` means. Errors: USAGE, AMBIGUOUS, CHANGED_KEY, NOT_FOUND, and those of the directory. */
export async function resolveRoom(text: string, options: ResolveOptions): Promise<RoomTarget> {
  const room = readRoomText(text);
  switch (room.kind) {
    case "name":
      return byName(room, options);
    case "link":
      return byLink(room, options);
    case "address":
      return byAddress(room, options);
  }
}

type Text<K extends RoomText["kind"]> = Extract<RoomText, { kind: K }>;

async function byLink({ link, address, port }: Text<"link">, options: ResolveOptions): Promise<RoomTarget> {
  const pinned = options.saved.find((room) => room.id === link.room);
  const token = link.token ? Uint8Array.from(Buffer.from(link.token, "base64url")) : pinned?.token;
  const here = { address, port };
  const open = await options.directory.ask(address, port, link.room);
  const listed = open.find((room) => room.id === link.room);
  if (!listed)
    throw new AppError(
      "ROOM_NOT_OPEN",
      `A host is at ${addressText(address, port)}, but the link's room is not open there.`,
    );
  return { ...targetOf({ ...listed, addresses: [here] }, []), ...(token && { token }) };
}

async function byAddress(
  { address, port, tag }: Text<"address">,
  options: ResolveOptions,
): Promise<RoomTarget> {
  const open = (await options.directory.ask(address, port)).filter((room) => hasTag(room, tag));
  const where = addressText(address, port);
  if (open.length > 1) {
    const forms = open.map((room) => `${where}#${roomTag(room.id)} (${safeLine(room.name)})`).join(", ");
    throw new AppError("AMBIGUOUS", `${open.length} rooms are open at ${where}. Say which: ${forms}.`);
  }
  const [room] = open;
  if (!room) throw new AppError("ROOM_NOT_OPEN", `A host is at ${where}, but no such room is listed there.`);
  return targetOf({ ...room, addresses: [{ address, port }] }, options.saved);
}

async function byName({ name, tag }: Text<"name">, options: ResolveOptions): Promise<RoomTarget> {
  const { directory, saved } = options;
  const pins = saved.filter((room) => nameKey(room.name ?? "") === nameKey(name) && hasTag(room, tag));
  const isPinned = (room: { id: string }) => pins.some((pin) => pin.id === room.id);
  const stop = new AbortController();
  // Where multicast does not pass, the address of last time may: both are tried at once.
  const reached = firstReachable(pins, directory);
  const looked = look(name, tag, isPinned, options, stop.signal);
  try {
    const early = await Promise.race([reached, looked.then(() => undefined)]);
    if (early) return early;
    const found = await looked;
    const known = found.filter(isPinned);
    const late = known.length === 0 ? await reached : undefined;
    if (late) return late;
    const room = onlyOne(known.length > 0 ? known : found, name);
    if (options.signal?.aborted) throw interrupted();
    if (!room)
      throw new AppError("NOT_FOUND", `No room called ${quoted(name)} was found here. ${NOTHING_FOUND}`);
    if (pins.length > 0 && !isPinned(room) && tag === undefined) throw changedKey(room);
    return targetOf(room, saved);
  } finally {
    stop.abort();
  }
}

/** The open rooms of that name. A room joined before, or one with the tag that was typed, is the one that is meant:
 *  it ends the search; any other one leaves a moment for those of the same name. */
async function look(
  name: string,
  tag: string | undefined,
  isPinned: (room: ListedRoom) => boolean,
  { directory, timeoutMs = FIND_MS, signal: given }: ResolveOptions,
  stop: AbortSignal,
): Promise<ListedRoom[]> {
  const found: ListedRoom[] = [];
  const enough = new AbortController();
  const signal = AbortSignal.any([stop, enough.signal, ...(given ? [given] : [])]);
  let timer: NodeJS.Timeout | undefined;
  try {
    for await (const room of directory.find({ timeoutMs, signal })) {
      if (nameKey(room.name) !== nameKey(name) || !hasTag(room, tag)) continue;
      found.push(room);
      if (isPinned(room) || tag !== undefined) break;
      timer ??= setTimeout(() => enough.abort(), OTHERS_MS);
    }
  } finally {
    clearTimeout(timer);
  }
  return closest(found, name);
}

const changedKey = (room: ListedRoom): AppError =>
  new AppError(
    "CHANGED_KEY",
    `${quoted(room.name)} is not the room that you joined before: its key is another one. Somebody made it anew, or ` +
      `pretends to be it. If you know that it is right, join it as "${tagged(room)}".`,
  );

/** The first of the rooms that answers at an address of last time; undefined where none does. */
async function firstReachable(
  pins: readonly SavedRoom[],
  directory: Directory,
): Promise<RoomTarget | undefined> {
  const tries = pins.flatMap((pin) =>
    pin.addresses.map(async ({ address, port }): Promise<RoomTarget> => {
      const open = await directory.ask(address, port, pin.id);
      if (!open.some((room) => room.id === pin.id))
        throw new AppError("ROOM_NOT_OPEN", "Not there any more.");
      const others = pin.addresses.filter((other) => other.address !== address || other.port !== port);
      return { ...pin, addresses: [{ address, port }, ...others] };
    }),
  );
  return Promise.any(tries).catch(() => undefined);
}
