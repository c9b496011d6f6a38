/** What the lists know together: where a room is, how to reach it, what stands on its card. Pure. */
import type { RoomTarget, SavedRoom } from "@partyline/client";
import type { Hosted, Nearby } from "@partyline/console";
import { formatLink } from "@partyline/protocol";
import { bytesOfText, targetOf, textOfBytes } from "../backend/bytes.ts";
import type { Recent } from "./model.ts";
import type { Facts } from "./room-options.ts";

export interface Lists {
  readonly hosted: readonly Hosted[];
  readonly nearby: readonly Nearby[];
  readonly saved: readonly SavedRoom[];
}

export interface Reach {
  readonly target: RoomTarget;
  /** Whether it has a password, as far as is known. */
  readonly password: boolean;
}

/** How to reach the room of that id; `token` is the one of the page's own address. */
export function reachOf(
  id: string,
  { hosted, nearby, saved }: Lists,
  token: string | undefined,
): Reach | undefined {
  const own = hosted.find((room) => room.id === id);
  if (own?.target) return { target: targetOf(own.target), password: own.password };
  const pinned = saved.find((room) => room.id === id);
  const listed = nearby.find((room) => room.id === id);
  const known = listed ? targetOf(listed) : pinned;
  if (!known) return undefined;
  const pass = token === undefined ? (known.token ?? pinned?.token) : bytesOfText(token);
  const { name, keys } = known;
  const addresses = mergeAddresses(known.addresses, pinned?.addresses ?? []);
  const target = {
    id,
    keys,
    addresses,
    ...(name === undefined ? {} : { name }),
    ...(pass ? { token: pass } : {}),
  };
  return { target, password: listed?.password ?? false };
}

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

/** What the lists say of a room that was reached by `target`. `lists` is undefined while they are not known. */
export function factsOf(target: RoomTarget, { hosted, nearby }: Lists, everListed: boolean): Facts {
  const own = hosted.find(({ id }) => id === target.id);
  const listed = nearby.find(({ id }) => id === target.id);
  const fresh = own?.open ? own.target?.addresses : listed?.addresses;
  return {
    hosted: own,
    listed: listed !== undefined ? true : everListed ? false : undefined,
    addresses: fresh && mergeAddresses(fresh, target.addresses),
    road: "on this network",
    roads: own?.roads ?? roadsOf(target, fresh ?? target.addresses),
  };
}

/** Addresses to read aloud and links through them. Those that only mean something on one device are left out. */
function roadsOf({ id, token }: RoomTarget, addresses: RoomTarget["addresses"]): Facts["roads"] {
  return addresses
    .filter(({ address }) => !address.includes("%") && !/^(?:127\.|::1$|localhost$)/.test(address))
    .map(({ address, port }) => {
      const host = `${address.includes(":") ? `[${address}]` : address}:${port}`;
      const link = { room: id, origin: `http://${host}` };
      return { address: host, link: formatLink(token ? { ...link, token: textOfBytes(token) } : link) };
    });
}

/** Rooms on the network's list that are not hosted here. */
export const othersOf = ({ nearby, hosted }: Pick<Lists, "nearby" | "hosted">): readonly Nearby[] =>
  nearby.filter(({ id }) => !hosted.some((own) => own.id === id));

/** Rooms joined before that are not hosted here. */
export const recentOf = ({ saved, hosted }: Pick<Lists, "saved" | "hosted">): readonly Recent[] =>
  saved
    .filter(({ id }) => !hosted.some((own) => own.id === id))
    .map(({ id, name, lastJoined }) => ({ id, name: name ?? "", lastJoined }));

/** Open ones first, then by name. */
export const inOrder = (hosted: readonly Hosted[]): readonly Hosted[] =>
  [...hosted].sort((a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name));
