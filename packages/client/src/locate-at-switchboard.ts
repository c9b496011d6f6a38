/** From a link that is known to lead to a switchboard to its room. */
import { ProtocolError, type RoomLink } from "@partyline/protocol";
import { bytesOfBase64Url } from "./core/base64url.ts";
import { ClientError } from "./errors.ts";
import type { RoomTarget } from "./ports/link.ts";
import type { SavedRoom, Store } from "./ports/store.ts";
import { roomsCalled, type SwitchboardRoom } from "./switchboard-rooms.ts";

/** The room of that id or name at the switchboard `link.origin`, whose own page asks so. A room that is pinned needs no
 *  answer. Errors: UNREACHABLE, NOT_A_SWITCHBOARD, NO_ROOM, CHANGED_KEY as for `locate`. */
export const locateAtSwitchboard = async (link: RoomLink, store: Pick<Store, "rooms">): Promise<RoomTarget> =>
  bySwitchboard(link, await store.rooms());

/** As `locateAtSwitchboard`, with the rooms that are pinned. */
export async function bySwitchboard(link: RoomLink, saved: readonly SavedRoom[]): Promise<RoomTarget> {
  const here = { switchboards: [link.origin] };
  const pinned = saved.find(({ id }) => id === link.room);
  if (pinned) {
    const { id, name, keys } = pinned;
    const target = { id, ...(name === undefined ? {} : { name }), keys, addresses: [] };
    return joined(link, { ...target, ...here }, pinned);
  }
  const room = (await roomsCalled(link.origin, link.room)).find(({ target }) => target.id === link.room);
  if (!room) throw new ProtocolError("NO_ROOM");
  if (saved.some((known) => isAnother(known, room, link.origin))) throw new ClientError("CHANGED_KEY");
  return joined(link, { ...room.target, ...here }, undefined);
}

/** Whether the name led to the room `known` when that was joined by the same switchboard. */
const isAnother = (known: SavedRoom, { claimed, name, target }: SwitchboardRoom, origin: string): boolean =>
  claimed &&
  known.id !== target.id &&
  (known.switchboards ?? []).includes(origin) &&
  folded(known.name ?? "") === folded(name);

/** Near enough to say that two names of one directory, which judges them more strictly, are the same. */
const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** The target with what was known before, behind what the link says. */
export function joined(link: RoomLink, target: RoomTarget, pinned: SavedRoom | undefined): RoomTarget {
  const token = link.token === undefined ? pinned?.token : bytesOfBase64Url(link.token);
  const addresses = [...target.addresses, ...(pinned?.addresses ?? [])];
  const switchboards = [...(target.switchboards ?? []), ...(pinned?.switchboards ?? [])];
  const key = ({ address, port }: RoomTarget["addresses"][number]) => `${address} ${port}`;
  return {
    ...target,
    addresses: [...new Map(addresses.map((each) => [key(each), each])).values()],
    ...(switchboards.length === 0 ? {} : { switchboards: [...new Set(switchboards)] }),
    ...(token === undefined ? {} : { token }),
  };
}
