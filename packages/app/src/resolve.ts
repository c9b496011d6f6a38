/** From what was typed to one room: where it is and which keys it must have. */
import { locate, type RoomTarget } from "@partyline/client";
import { roomTag } from "@partyline/secure";
import { AppError, codeOf } from "./errors.ts";
import type { ResolveOptions } from "./listed.ts";
import { each, eachAddress } from "./merge.ts";
import { addressText, type RoomText, readRoomText } from "./room-text.ts";
import { byName } from "./search.ts";
import { aboutSwitchboard, httpSwitchboards } from "./switchboards.ts";
import { hasTag, targetOf, whichSwitchboard } from "./target.ts";
import { safeLine } from "./terminal/safe-text.ts";

export type { Directory, ListedRoom, ResolveOptions, RoomChange } from "./listed.ts";

/** The room that `text` means. Errors: USAGE, AMBIGUOUS, CHANGED_KEY, NOT_FOUND, ROOM_NOT_OPEN, NO_ROOM, NO_ROAD, and
 *  those of directories. */
export async function resolveRoom(text: string, options: ResolveOptions): Promise<RoomTarget> {
  const target = await targetFor(text, options);
  const { addresses, switchboards = [] } = target;
  if (options.via === "switchboard" && switchboards.length === 0) throw whichSwitchboard();
  if (options.via === "direct" && addresses.length === 0)
    throw new AppError(
      "NO_ROAD",
      `Where the host of ${safeLine(target.name ?? text)} is on a network is not known, so there is no direct way. ` +
        "Leave out --via direct, or give its host:port.",
    );
  return target;
}

async function targetFor(text: string, options: ResolveOptions): Promise<RoomTarget> {
  const room = readRoomText(text);
  switch (room.kind) {
    case "name":
      return byName(room, options);
    case "link":
      return leadsToSwitchboard(room, options) ? bySwitchboard(text, options) : byHost(room, text, options);
    case "address":
      return byAddress(room, options);
  }
}

type Text<K extends RoomText["kind"]> = Extract<RoomText, { kind: K }>;

/** Hosts have no certificates, and links to them have the room's id in their path. */
function leadsToSwitchboard({ link, named }: Text<"link">, { saved }: ResolveOptions): boolean {
  const known = saved.find(({ id }) => id === link.room)?.switchboards ?? [];
  return named || link.origin.startsWith("https:") || known.includes(link.origin);
}

async function bySwitchboard(
  text: string,
  { saved, switchboards = [] }: ResolveOptions,
): Promise<RoomTarget> {
  const origin = new URL(text.trim()).origin;
  try {
    const target = await locate(text.trim(), { rooms: async () => [...saved] });
    return { ...target, switchboards: each(target.switchboards ?? [], switchboards) };
  } catch (error) {
    if (codeOf(error) === "NO_ROOM")
      throw new AppError(
        "NO_ROOM",
        `${origin} does not know this room. It may be there no more, or under another name: ask for its link again.`,
        { cause: error },
      );
    if (codeOf(error) === "CHANGED_KEY") throw error;
    throw aboutSwitchboard(origin, error);
  }
}

async function byHost(
  { link, address, port }: Text<"link">,
  text: string,
  options: ResolveOptions,
): Promise<RoomTarget> {
  const pinned = options.saved.find((room) => room.id === link.room);
  const token = link.token ? Uint8Array.from(Buffer.from(link.token, "base64url")) : pinned?.token;
  const found = await roomAt(address, port, link.room, text, options);
  return { ...found, ...(token && { token }) };
}

/** The room of that id, whose link says that its host is there. */
async function roomAt(
  address: string,
  port: number,
  id: string,
  text: string,
  options: ResolveOptions,
): Promise<RoomTarget> {
  const here = { address, port };
  try {
    if (options.via === "switchboard")
      throw new AppError(
        "NO_ROAD",
        "That link leads to the host itself. Give --switchboard URL, or the room's link by a switchboard.",
      );
    const open = await options.directory.ask(address, port, id);
    const listed = open.find((room) => room.id === id);
    if (!listed)
      throw new AppError(
        "ROOM_NOT_OPEN",
        `A host is at ${addressText(address, port)}, but the link's room is not open there.`,
      );
    return targetOf({ ...listed, addresses: [here] }, options);
  } catch (error) {
    if (options.via === "direct") throw error;
    // A switchboard without TLS, and a link whose room has a name of the shape of an id.
    if (codeOf(error) === "NOT_PARTYLINE")
      return bySwitchboard(text, options).catch(() => {
        throw error;
      });
    const away = await roomElsewhere(id, options);
    if (!away) throw error;
    return { ...away, addresses: eachAddress([here], away.addresses) };
  }
}

/** The room by way of a switchboard, where its host is not reached. */
async function roomElsewhere(id: string, options: ResolveOptions): Promise<RoomTarget | undefined> {
  const { saved, switchboards = [], boards = httpSwitchboards } = options;
  const pinned = saved.find((room) => room.id === id);
  if (pinned) {
    const known = each(pinned.switchboards ?? [], switchboards);
    return known.length > 0 ? { ...pinned, switchboards: known } : undefined;
  }
  const tries = switchboards.map(async (url) => {
    const room = (await boards.called(url, id)).find((one) => one.id === id);
    if (!room) throw new AppError("NO_ROOM", "Not there.");
    return targetOf(room, options);
  });
  return Promise.any(tries).catch(() => undefined);
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
  return targetOf({ ...room, addresses: [{ address, port }] }, options);
}
