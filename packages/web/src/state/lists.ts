/** What the lists know together: where a room is, how to reach it, what stands on its card. Pure. */
import type { RoomTarget, SavedRoom } from "@partyline/client";
import type { Hosted, Nearby, Switchboard, SwitchboardRoom } from "@partyline/console";
import { bytesOfText, targetOf } from "../backend/bytes.ts";
import { changedKey } from "../backend/changed-key.ts";
import type { Recent } from "./model.ts";
import type { Facts } from "./room-options.ts";

export interface Lists {
  readonly hosted: readonly Hosted[];
  readonly nearby: readonly Nearby[];
  readonly switchboards: readonly Switchboard[];
  readonly saved: readonly SavedRoom[];
}

/** How to get into a room. */
export interface Way {
  readonly target: RoomTarget;
  /** Whether it has a password, as far as is known. */
  readonly password: boolean;
}

/** A room in a switchboard's list, and which switchboard that is. */
interface Posted {
  readonly url: string;
  readonly room: SwitchboardRoom;
}

const postedOf = (id: string, switchboards: readonly Switchboard[]): readonly Posted[] =>
  switchboards.flatMap(({ url, rooms }) => {
    const room = rooms.find((one) => one.id === id);
    return room ? [{ url, room }] : [];
  });

/** How to reach the room of that id; `token` is the one of the page's own address. */
export function wayTo(
  id: string,
  { hosted, nearby, switchboards, saved }: Lists,
  token: string | undefined,
): Way | undefined {
  const own = hosted.find((room) => room.id === id);
  if (own?.target) return { target: targetOf(own.target), password: own.password };
  const pinned = saved.find((room) => room.id === id);
  const posted = postedOf(id, switchboards);
  const near = nearby.find((room) => room.id === id);
  const listed = near ?? posted[0]?.room;
  const known = listed ? targetOf(listed) : pinned;
  if (!known) return undefined;
  const pass = token === undefined ? (known.token ?? pinned?.token) : bytesOfText(token);
  const { name, keys } = known;
  const fresh = [...(near?.addresses ?? []), ...posted.flatMap(({ room }) => room.addresses)];
  const roads = mergeSwitchboards(posted, known.switchboards, pinned?.switchboards);
  const target = {
    id,
    keys,
    addresses: mergeAddresses(fresh, pinned?.addresses ?? []),
    ...(roads.length === 0 ? {} : { switchboards: roads }),
    ...(name === undefined ? {} : { name }),
    ...(pass ? { token: pass } : {}),
  };
  return { target, password: listed?.password ?? false };
}

/** Whether the room's name at a switchboard led to another room when that was joined: it must not be taken for it. */
export const isChanged = (id: string, { hosted, nearby, switchboards, saved }: Lists): boolean =>
  ![...hosted, ...nearby].some((room) => room.id === id) &&
  postedOf(id, switchboards).some(({ url, room }) => changedKey(room, url, saved));

/** Every switchboard once, the ones that list the room first. */
const mergeSwitchboards = (
  posted: readonly Posted[],
  ...known: readonly (readonly string[] | undefined)[]
): readonly string[] => [...new Set([...posted.map(({ url }) => url), ...known.flatMap((one) => one ?? [])])];

/** Every address once, the fresh ones first: where a room was last may be where it is again. */
export function mergeAddresses(
  fresh: RoomTarget["addresses"],
  old: RoomTarget["addresses"],
): RoomTarget["addresses"] {
  const seen = new Map<string, RoomTarget["addresses"][number]>();
  for (const { address, port } of [...fresh, ...old]) {
    const key = `${address} ${port}`;
    if (!seen.has(key)) seen.set(key, { address, port });
  }
  return [...seen.values()].slice(0, MOST_ADDRESSES);
}

/** A dial races them 250 ms apart and has 10 s for each: more would only be in the way. */
const MOST_ADDRESSES = 8;

/** What the lists say of a room that was reached by `target`. `everListed`: whether the network's list ever had it. */
export function factsOf(
  target: RoomTarget,
  { hosted, nearby, switchboards, saved }: Lists,
  everListed: boolean,
): Facts {
  const { id } = target;
  const own = hosted.find((room) => room.id === id);
  const near = nearby.find((room) => room.id === id);
  const posted = postedOf(id, switchboards);
  const pinned = saved.find((room) => room.id === id);
  const told = near || posted.length > 0;
  const listing = [...(near?.addresses ?? []), ...posted.flatMap(({ room }) => room.addresses)];
  const fresh = own?.open ? own.target?.addresses : told ? listing : undefined;
  const known = own?.open ? own.target?.switchboards : undefined;
  const roads = mergeSwitchboards(posted, known, target.switchboards, pinned?.switchboards);
  const online = near !== undefined || posted.some(({ room }) => room.online);
  // Gone from the network it may still be reached from elsewhere; a switchboard that knows it says when it is not.
  const gone = roads.length === 0 ? everListed : posted.length > 0;
  return {
    hosted: own,
    listed: online ? true : gone ? false : undefined,
    addresses: fresh && mergeAddresses(fresh, target.addresses),
    switchboards: roads,
  };
}

/** Rooms on the network's list that are not hosted here. */
export const othersOf = ({ nearby, hosted }: Pick<Lists, "nearby" | "hosted">): readonly Nearby[] =>
  nearby.filter(({ id }) => !hosted.some((own) => own.id === id));

/** The lists of switchboards without what is hosted here: that stands in its own list. */
export const elsewhereOf = ({ switchboards, hosted }: Pick<Lists, "switchboards" | "hosted">) =>
  switchboards.map((one) => ({
    ...one,
    rooms: one.rooms.filter(({ id }) => !hosted.some((own) => own.id === id)),
  }));

/** Rooms joined before that are not hosted here. */
export const recentOf = ({ saved, hosted }: Pick<Lists, "saved" | "hosted">): readonly Recent[] =>
  saved
    .filter(({ id }) => !hosted.some((own) => own.id === id))
    .map(({ id, name, lastJoined }) => ({ id, name: name ?? "", lastJoined }));

/** Open ones first, then by name. */
export const inOrder = (hosted: readonly Hosted[]): readonly Hosted[] =>
  [...hosted].sort((a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name));
