/** From a name to a room: the network, the last known addresses and the switchboards are asked at once. */
import { setTimeout as pause } from "node:timers/promises";
import type { RoomTarget, SavedRoom } from "@partyline/client";
import { roomTag } from "@partyline/secure";
import { AppError, interrupted } from "./errors.ts";
import { aborted } from "./interrupt.ts";
import type { Directory, ListedRoom, ResolveOptions } from "./listed.ts";
import { each, eachAddress, merged } from "./merge.ts";
import { nameKey } from "./room-text.ts";
import { httpSwitchboards } from "./switchboards.ts";
import { hasTag, targetOf, whichSwitchboard } from "./target.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** As long as `partyline list` looks. */
const FIND_MS = 3_000;
/** After the first room of a name, how long another one of that name may still turn up: devices answer a question
 *  to all within 120 ms (RFC 6762, section 6), and then our probe has to come back. Milliseconds. */
const OTHERS_MS = 500;
/** How long switchboards may take once the network has a room of the name, in milliseconds: a TLS connection to the
 *  other side of the world is open within one. */
const BOARDS_MS = 2_000;

const NOTHING_FOUND =
  "Devices may be kept apart by guest Wi-Fi, a VPN or a firewall. Try the room's link or host:port, or `partyline list`.";

const quoted = (name: string): string => `"${safeLine(name)}"`;
const tagged = (room: { id: string; name: string }): string => `${safeLine(room.name)}#${roomTag(room.id)}`;

interface Found {
  rooms: ListedRoom[];
  /** Switchboards that do not know the room. */
  without: Set<string>;
  failures: AppError[];
}

type Name = { name: string; tag?: string };

/** The room of that name. Errors: USAGE, AMBIGUOUS, CHANGED_KEY, NOT_FOUND, and those of switchboards. */
export async function byName(typed: Name, options: ResolveOptions): Promise<RoomTarget> {
  const { name, tag } = typed;
  const { saved, switchboards = [], via } = options;
  const pins = saved.filter((room) => nameKey(room.name ?? "") === nameKey(name) && hasTag(room, tag));
  const isPinned = (room: { id: string }) => pins.some((pin) => pin.id === room.id);
  const boards =
    via === "direct" ? [...switchboards] : each(switchboards, ...pins.map((pin) => pin.switchboards ?? []));
  if (via === "switchboard" && boards.length === 0) throw whichSwitchboard();

  const found = await search(typed, pins, boards, options);
  if (options.signal?.aborted) throw interrupted();
  const known = found.rooms.filter(isPinned);
  const room = onlyOne(awake(closest(known.length > 0 ? known : found.rooms, name)), name);
  if (!room) throw notFound(name, found.failures, boards, options);
  if (pins.length > 0 && !isPinned(room) && tag === undefined) throw changedKey(room);
  const target = targetOf(room, {
    ...options,
    switchboards: switchboards.filter((url) => !found.without.has(url)),
  });
  const pin = pins.find(({ id }) => id === room.id);
  // Known to a switchboard alone: perhaps this is the room's network, and multicast does not pass.
  return pin && room.addresses.length === 0 ? { ...target, addresses: pin.addresses } : target;
}

/** Looks everywhere at once. A room that is meant for certain (joined before, or with the tag that was typed) and was
 *  seen here ends the search; any other one leaves a moment for those of the same name. */
async function search(
  { name, tag }: Name,
  pins: readonly SavedRoom[],
  urls: readonly string[],
  options: ResolveOptions,
): Promise<Found> {
  const { directory, boards = httpSwitchboards, timeoutMs = FIND_MS, via, signal: given } = options;
  const isMeant = (room: ListedRoom) => tag !== undefined || pins.some((pin) => pin.id === room.id);
  const here = new Map<string, ListedRoom>();
  const there = new Map<string, ListedRoom>();
  const found: Omit<Found, "rooms"> = { without: new Set(), failures: [] };
  const enough = new AbortController();
  const signal = given ? AbortSignal.any([enough.signal, given]) : enough.signal;
  let timer: NodeJS.Timeout | undefined;
  let certain = false;
  const saw = (room: ListedRoom): void => {
    here.set(room.id, merged(here.get(room.id), room));
    if (!isMeant(room)) timer ??= setTimeout(() => enough.abort(), OTHERS_MS);
    else {
      certain = true;
      enough.abort();
    }
  };
  const around = async (): Promise<void> => {
    for await (const room of directory.find({ timeoutMs, signal })) {
      if (enough.signal.aborted) return;
      if (nameKey(room.name) === nameKey(name) && hasTag(room, tag)) saw(room);
    }
  };
  // By the ids of rooms joined before, too: their hosts may not have got the name, or have changed it.
  const refs = (url: string) => [
    // A directory is asked by the first four letters; what is typed beyond them is compared here.
    tag === undefined ? name : `${name}#${tag.slice(0, 4)}`,
    ...pins.filter((pin) => pin.switchboards?.includes(url)).map(({ id }) => id),
  ];
  const askBoard = async (url: string): Promise<void> => {
    try {
      const answers = await Promise.all(refs(url).map((ref) => boards.called(url, ref)));
      const rooms = answers.flat().filter((room) => hasTag(room, tag));
      if (rooms.length === 0) found.without.add(url);
      for (const room of rooms) there.set(room.id, merged(there.get(room.id), room));
      if (rooms.some(({ asleep }) => !asleep)) timer ??= setTimeout(() => enough.abort(), OTHERS_MS);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      found.failures.push(error);
    }
  };

  const isHere = via !== "switchboard";
  // Where multicast does not pass, the address of last time may.
  const last = (isHere ? firstReachable(pins, directory) : Promise.resolve(undefined)).then(
    (room) => room && saw(room),
  );
  const asked = Promise.all(urls.map(askBoard));
  asked.catch(() => {});
  const rest = async (): Promise<void> => {
    if (here.size > 0) return void (await Promise.race([asked, pause(BOARDS_MS, undefined, { ref: false })]));
    await asked;
    if ([...there.values()].every(({ asleep }) => asleep)) await last;
  };
  const stopped = given ? aborted(given) : new Promise<never>(() => {});
  try {
    if (isHere) await Promise.race([around(), aborted(enough.signal), stopped]);
    if (!certain) {
      await Promise.race([rest(), stopped]);
    }
  } finally {
    clearTimeout(timer);
    enough.abort();
  }
  const rooms = new Map(here);
  for (const [id, room] of there) rooms.set(id, merged(rooms.get(id), room));
  return { ...found, rooms: [...rooms.values()] };
}

/** Of rooms whose names mean the same: those written exactly as typed, if there are any. A room joined before may be
 *  called otherwise by now. */
function closest(rooms: readonly ListedRoom[], name: string): ListedRoom[] {
  const exact = rooms.filter((room) => room.name.normalize("NFC") === name.normalize("NFC"));
  return exact.length > 0 ? exact : [...rooms];
}

/** Those that are open, if any are. */
function awake(rooms: readonly ListedRoom[]): readonly ListedRoom[] {
  const open = rooms.filter(({ asleep }) => !asleep);
  return open.length > 0 ? open : rooms;
}

function onlyOne(rooms: readonly ListedRoom[], typed: string): ListedRoom | undefined {
  if (rooms.length < 2) return rooms[0];
  const some = rooms.some(({ switchboards = [] }) => switchboards.length > 0);
  const forms = rooms.map((room) => (some ? `${tagged(room)} (${placesOf(room)})` : tagged(room))).join(", ");
  throw new AppError("AMBIGUOUS", `${rooms.length} rooms match ${quoted(typed)}. Say which: ${forms}.`);
}

/** Which directories have it. */
function placesOf({ addresses, switchboards = [] }: ListedRoom): string {
  const here = addresses.length > 0 && switchboards.length === 0 ? ["on this network"] : [];
  return [...here, ...switchboards.map((url) => `on ${url}`)].join(", ");
}

function notFound(
  name: string,
  failures: readonly AppError[],
  boards: readonly string[],
  { via }: ResolveOptions,
): AppError {
  const [first] = failures;
  const why = failures.map(({ message }) => message);
  if (via === "switchboard") {
    if (first && failures.length === boards.length) return first;
    return new AppError(
      "NOT_FOUND",
      [`No room called ${quoted(name)} is on ${boards.join(", ")}.`, ...why].join(" "),
    );
  }
  const where = boards.length > 0 ? `here or on ${boards.join(", ")}` : "here";
  const hints = why.length > 0 ? why : [NOTHING_FOUND];
  return new AppError(
    "NOT_FOUND",
    [`No room called ${quoted(name)} was found ${where}.`, ...hints].join(" "),
  );
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
): Promise<ListedRoom | undefined> {
  const tries = pins.flatMap((pin) =>
    pin.addresses.map(async (at): Promise<ListedRoom> => {
      const open = await directory.ask(at.address, at.port, pin.id);
      const room = open.find(({ id }) => id === pin.id);
      if (!room) throw new AppError("ROOM_NOT_OPEN", "Not there any more.");
      return { ...room, addresses: eachAddress([at], pin.addresses) };
    }),
  );
  return Promise.any(tries).catch(() => undefined);
}
