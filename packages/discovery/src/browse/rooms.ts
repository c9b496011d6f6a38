import { isIPv4 } from "node:net";
import { fromInstanceName } from "../instance-name.ts";
import { isLinkLocal6, isNearby, isOnLink } from "../interfaces/address.ts";
import type { RealInterface } from "../interfaces/real-interfaces.ts";
import { MAX_ROOMS } from "../limits.ts";
import type { Listing } from "../listing.ts";
import type { ResolvedInstance } from "./link-cache.ts";

/** Where a room can be dialled. */
export interface RoomAddress {
  /** IPv4 or IPv6; a link-local one carries its zone: fe80::1%eth0. */
  address: string;
  port: number;
  /** The interface over which it was heard. */
  interface: string;
}

/** A room that the LAN lists. Whether it is still open only a probe can tell: a killed host says no goodbye. */
export interface FoundRoom extends Omit<Listing, "port"> {
  /** The nearest first: IPv4 of our own network, IPv6, the rest. */
  addresses: RoomAddress[];
  /** When a record of it last came, in ms since 1970. */
  lastSeen: number;
}

/** What one link lists. */
export interface LinkRooms {
  at: RealInterface;
  instances: readonly ResolvedInstance[];
}

/**
 * Joins what the links list into rooms, by name. One room heard over several links or families is one room. Two
 * listings with one id and different keys stay two: the one that lies is found out by its keys, which the id is
 * made of. A room that goes by two names, as during a renaming, has the one that came last.
 */
export function toRooms(links: readonly LinkRooms[]): FoundRoom[] {
  const rooms = new Map<string, { room: FoundRoom; since: number }>();
  for (const { at, instances } of links) {
    for (const { instance, fields, port, addresses, since, lastSeen } of instances) {
      const usable = addresses
        .filter((address) => isNearby(address, [...at.ipv4, ...at.ipv6]))
        .map((address) => ({ address: withZone(address, at), port, interface: at.name }));
      if (usable.length === 0) continue;
      const key = `${fields.id} ${fields.keys}`;
      const name = fromInstanceName(instance);
      const known = rooms.get(key);
      if (known === undefined) {
        if (rooms.size >= MAX_ROOMS) continue;
        rooms.set(key, { room: { name, ...fields, addresses: usable, lastSeen }, since });
        continue;
      }
      if (since > known.since || (since === known.since && name < known.room.name)) {
        known.room.name = name;
        known.room.password = fields.password;
        known.since = since;
      }
      known.room.addresses.push(...usable);
      known.room.lastSeen = Math.max(known.room.lastSeen, lastSeen);
    }
  }
  const found = [...rooms.values()].map(({ room }) => room);
  for (const room of found) room.addresses = nearestFirst(room.addresses, links);
  return found.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function withZone(address: string, at: RealInterface): string {
  return isLinkLocal6(address) ? `${address}%${at.zone}` : address;
}

function nearestFirst(addresses: readonly RoomAddress[], links: readonly LinkRooms[]): RoomAddress[] {
  const distance = (one: RoomAddress): number => {
    const at = links.find((link) => link.at.name === one.interface)?.at;
    if (isIPv4(one.address)) return isOnLink(one.address, at?.ipv4 ?? []) ? 0 : 3;
    // A zone means something on this machine only: an address that can be shown and passed on comes before it.
    return isLinkLocal6(one.address) ? 2 : 1;
  };
  const unique = new Map(addresses.map((one) => [`${one.address} ${one.port}`, one]));
  return [...unique.values()].sort(
    (a, b) => distance(a) - distance(b) || a.address.localeCompare(b.address) || a.port - b.port,
  );
}
