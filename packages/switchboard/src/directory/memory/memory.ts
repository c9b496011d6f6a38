/** A directory in memory: for a switchboard that is to keep nothing, and for tests. The same rules as on disk. */

import { limits } from "@partyline/relay";
import { asEntry, enter, isOver, type Row, remove } from "../claims.ts";
import type { After, Directory, Entry } from "../directory.ts";
import { bury, type Grave, isForgotten, outlive } from "../graves.ts";

export function memoryDirectory(): Directory {
  const rows = new Map<string, Row>();
  const tables = {
    get: (room: string) => rows.get(room),
    holderOfKey: (key: string) => [...rows.values()].find(({ held }) => held?.key === key),
    holderOfSkeleton: (skeleton: string) =>
      [...rows.values()].find(({ held }) => held?.skeleton === skeleton),
    put: (row: Row) => void rows.set(row.room, row),
  };
  const graves = new Map<string, Grave>();
  const graveTable = {
    get: (room: string) => graves.get(room),
    put: (grave: Grave) => void graves.set(grave.room, grave),
  };
  const entries = (now: number, fits: (row: Row) => boolean): Entry[] =>
    [...rows.values()].filter((row) => row.entered && fits(row)).map((row) => asEntry(row, now));
  return {
    enter: async (entering, now) => enter(tables, entering, now),
    remove: async (room, release, now) => remove(tables, room, release, now),
    async seen(rooms, now) {
      for (const room of rooms) {
        const row = rows.get(room);
        if (row) rows.set(room, { ...row, seen: now });
      }
    },
    knows: async (room) => rows.has(room),
    entry: async (room, now) => entries(now, (row) => row.room === room)[0],
    named: async (key, now) =>
      entries(now, ({ held, seen }) => held?.key === key && now - seen <= limits.LEASE_MS)[0],
    tagged: async (key, tag, now) =>
      entries(now, ({ room, nameKey }) => nameKey === key && room.startsWith(tag)).slice(
        0,
        limits.PAGE_ROOMS,
      ),
    page: async (part, after, most, now) =>
      entries(now, ({ record, nameKey }) => record.listed && nameKey.includes(part))
        .sort(newestFirst)
        .filter((entry) => !after || newestFirst(entry, after) > 0)
        .slice(0, most),
    async sweep(now) {
      const over = [...rows.values()].filter((row) => isOver(row, now));
      for (const { room } of over) rows.delete(room);
      return over.length;
    },
    bury: async (tombstone, now) => bury(tables, graveTable, tombstone, now),
    outlive: async (room) => outlive(graveTable, room),
    tombstones: async () => [...graves.values()].filter(({ outlived }) => !outlived),
    async forget(now, most) {
      const [over, kept] = [[], []] as [Grave[], Grave[]];
      for (const grave of graves.values())
        (isForgotten(grave, rows.has(grave.room), now) ? over : kept).push(grave);
      kept.sort((a, b) => a.keptAt - b.keptAt || (a.room < b.room ? -1 : 1));
      const gone = [...over, ...kept.slice(0, Math.max(0, kept.length - most))].map(({ room }) => room);
      for (const room of gone) graves.delete(room);
      return gone;
    },
    close: async () => {},
  };
}

const newestFirst = (a: After, b: After): number =>
  b.seen - a.seen || (a.room < b.room ? -1 : a.room > b.room ? 1 : 0);
