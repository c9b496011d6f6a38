/** One room that several directories tell of is one room. Pure. */
import type { ListedRoom } from "./listed.ts";

/** All of the texts, each once, in the order in which they come first. */
export const each = (...lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** All of the addresses, each once. */
export function eachAddress(...lists: readonly ListedRoom["addresses"][]): ListedRoom["addresses"][number][] {
  const key = ({ address, port }: ListedRoom["addresses"][number]) => `${address} ${port}`;
  return [...new Map(lists.flat().map((one) => [key(one), one])).values()];
}

/** The same room from two directories: what `first` says holds, and what only `second` knows is added. The network's own
 *  word comes first, since there the host itself has answered. */
export function merged(first: ListedRoom | undefined, second: ListedRoom): ListedRoom {
  if (!first) return second;
  const { asleep: _, ...room } = { ...second, ...first };
  const switchboards = each(first.switchboards ?? [], second.switchboards ?? []);
  return {
    ...room,
    addresses: eachAddress(first.addresses, second.addresses),
    ...(switchboards.length > 0 ? { switchboards } : {}),
    ...(first.asleep && second.asleep ? { asleep: true } : {}),
  };
}

/** The rooms of all lists by id, those of earlier lists first. */
export function mergedById(...lists: readonly Iterable<ListedRoom>[]): Map<string, ListedRoom> {
  const rooms = new Map<string, ListedRoom>();
  for (const list of lists) for (const room of list) rooms.set(room.id, merged(rooms.get(room.id), room));
  return rooms;
}
