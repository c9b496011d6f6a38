/** From what a person was given, a link or an address, to a room and the ways to it. */
import { ProtocolError, parseLink, type RoomLink } from "@partyline/protocol";
import { ClientError, codeOf } from "./errors.ts";
import { bySwitchboard, joined } from "./locate-at-switchboard.ts";
import type { RoomTarget } from "./ports/link.ts";
import type { SavedRoom, Store } from "./ports/store.ts";
import { wellKnownRooms } from "./well-known.ts";

/** The room behind a link or `host:port`. A room that is pinned needs no answer to know its keys. Errors: BAD_ADDRESS,
 *  UNREACHABLE, NOT_A_HOST, NOT_A_SWITCHBOARD, WHICH_ROOM, NO_ROOM; CHANGED_KEY where a switchboard's name leads to
 *  another room than to the one of that name joined before. */
export async function locate(where: string, store: Pick<Store, "rooms">): Promise<RoomTarget> {
  const link = parseLink(where);
  if (!link) return atAddress(where);
  const saved = await store.rooms();
  if (leadsToSwitchboard(where, link, saved)) return bySwitchboard(link, saved);
  try {
    return await byHost(link, saved);
  } catch (error) {
    // A switchboard without TLS, and a link whose room has a name of the shape of an id.
    if (codeOf(error) !== "NOT_A_HOST") throw error;
    return bySwitchboard(link, saved).catch(() => {
      throw error;
    });
  }
}

/** Hosts have no certificates, and links to them have the room's id in their path. */
function leadsToSwitchboard(where: string, { origin, room }: RoomLink, saved: readonly SavedRoom[]): boolean {
  const path = new URL(where).pathname.toLowerCase();
  const known = saved.find(({ id }) => id === room)?.switchboards ?? [];
  return origin.startsWith("https:") || !path.startsWith(`/r/${room}`) || known.includes(origin);
}

async function atAddress(where: string): Promise<RoomTarget> {
  const origin = `http://${where.trim()}`;
  if (!URL.canParse(origin) || new URL(origin).pathname !== "/") throw new ClientError("BAD_ADDRESS");
  const address = addressOf(origin);
  const [room, ...others] = await wellKnownRooms(origin);
  if (!room) throw new ProtocolError("NO_ROOM");
  if (others.length > 0) throw new ClientError("WHICH_ROOM");
  return { id: room.id, name: room.name, keys: room.keys, addresses: [address] };
}

async function byHost(link: RoomLink, saved: readonly SavedRoom[]): Promise<RoomTarget> {
  const address = addressOf(link.origin);
  const pinned = saved.find(({ id }) => id === link.room);
  const room = pinned ?? (await wellKnownRooms(link.origin, link.room)).find(({ id }) => id === link.room);
  if (!room) throw new ProtocolError("NO_ROOM");
  const { id, name, keys } = room;
  return joined(link, { id, ...(name === undefined ? {} : { name }), keys, addresses: [address] }, pinned);
}

/** Where the host at `origin` is. Error: BAD_ADDRESS. */
function addressOf(origin: string): RoomTarget["addresses"][number] {
  const { hostname, port, protocol } = new URL(origin);
  if (protocol !== "http:" || hostname === "") throw new ClientError("BAD_ADDRESS");
  return { address: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 80 : Number(port) };
}
