/** What the directory shows: rooms that are online from memory, the others from the store. SPEC.md of relay, R6.15 to
 *  R6.17. */
import { checkRoomName } from "@partyline/names";
import {
  type DirectoryEntry,
  limits,
  parseRoomRef,
  RELAY_VERSION,
  RelayError,
  type RoomsPage,
} from "@partyline/relay";
import type { Clock } from "../clock.ts";
import type { After, Directory, Entry } from "./directory.ts";
import type { OnlineRoom } from "./registrar.ts";
import type { Signer } from "./signer.ts";

export interface LookupOptions {
  readonly directory: Directory;
  readonly online: ReadonlyMap<string, OnlineRoom>;
  readonly signer: Signer;
  readonly clock: Clock;
}

/** Where a page goes on: below this order among the online, or in the store. */
type Cursor = { readonly order: number } | { readonly after: After | undefined };

export class Lookup {
  readonly #options: LookupOptions;

  constructor(options: LookupOptions) {
    this.#options = options;
  }

  /** Rooms to be shown: those online first, of them the newest first; then the last seen. Errors: BAD_REQUEST,
   *  SwitchboardError DIRECTORY. */
  async page(search: string, after: string | undefined): Promise<RoomsPage> {
    const part = search === "" ? "" : folded(search);
    const cursor = after === undefined ? { order: Number.POSITIVE_INFINITY } : readCursor(after);
    const rooms: DirectoryEntry[] = [];
    if ("order" in cursor) {
      const found = this.#onlineBelow(cursor.order, part);
      const page = found.slice(0, limits.PAGE_ROOMS);
      rooms.push(...page.map(({ entry }) => this.#shown(entry)));
      const last = page.at(-1);
      if (last && found.length > page.length) return this.#result(rooms, `o${last.order}`);
    }
    const stored = await this.#stored(part, "after" in cursor ? cursor.after : undefined, rooms.length);
    const page = stored.slice(0, limits.PAGE_ROOMS - rooms.length);
    rooms.push(...page.map((entry) => this.#shown(entry)));
    const last = page.at(-1);
    if (stored.length === page.length) return this.#result(rooms, undefined);
    return this.#result(rooms, last ? `s${last.seen}.${last.room}` : "s");
  }

  /** All rooms that `text` stands for, listed or not; none where there is none. Error: SwitchboardError DIRECTORY. */
  async find(text: string): Promise<RoomsPage> {
    const ref = parseRoomRef(text);
    const { directory, clock } = this.#options;
    const now = clock.now();
    // Those online are in memory, so that they are found while the store fails.
    const has = (fits: (entry: Entry) => boolean) =>
      [...this.#options.online.values()].flatMap(({ entry }) => (entry && fits(entry) ? [entry] : []));
    if (ref.kind === "id") {
      const entry = this.#options.online.get(ref.room)?.entry ?? (await directory.entry(ref.room, now));
      return this.#result(entry ? [this.#shown(entry)] : []);
    }
    const name = checkRoomName(ref.name);
    if (!name.ok) return this.#result([]);
    if (ref.kind === "name") {
      const [online] = has(({ held }) => held?.key === name.key);
      const entry = online ?? (await directory.named(name.key, now));
      return this.#result(entry ? [this.#shown(entry)] : []);
    }
    const online = has(({ room, nameKey }) => nameKey === name.key && room.startsWith(ref.tag));
    const stored = await directory.tagged(name.key, ref.tag, now);
    const entries = new Map([...stored, ...online].map((entry) => [entry.room, entry]));
    return this.#result([...entries.values()].slice(0, limits.PAGE_ROOMS).map((entry) => this.#shown(entry)));
  }

  #onlineBelow(order: number, part: string): { order: number; entry: Entry }[] {
    return [...this.#options.online.values()]
      .flatMap((one) => {
        const { entry } = one;
        const shown = entry?.record.listed && one.order < order && entry.nameKey.includes(part);
        return entry && shown ? [{ order: one.order, entry }] : [];
      })
      .sort((a, b) => b.order - a.order);
  }

  /** One more than fits, where there are more. */
  async #stored(part: string, from: After | undefined, taken: number): Promise<Entry[]> {
    const { directory, online, clock } = this.#options;
    const wanted = limits.PAGE_ROOMS - taken + 1;
    const found: Entry[] = [];
    let after = from;
    while (found.length < wanted) {
      const some = await directory.page(part, after, limits.PAGE_ROOMS, clock.now());
      found.push(...some.filter(({ room }) => !online.has(room)));
      after = some.at(-1);
      if (some.length < limits.PAGE_ROOMS) break;
    }
    return found.slice(0, wanted);
  }

  #shown({ room, record, held, seen, addresses }: Entry): DirectoryEntry {
    const { online, signer, clock } = this.#options;
    const isOnline = online.has(room);
    return {
      record,
      ...(held ? { receipt: signer.receipt(room, held, seen) } : {}),
      online: isOnline,
      seen: isOnline ? clock.now() : seen,
      ...(addresses.length > 0 ? { addresses: [...addresses] } : {}),
    };
  }

  #result(rooms: DirectoryEntry[], next?: string): RoomsPage {
    return { v: RELAY_VERSION, rooms, ...(next === undefined ? {} : { next }) };
  }
}

/** As names are folded; part of a name need not be a name. */
function folded(search: string): string {
  const name = checkRoomName(search);
  return name.ok ? name.key : search.normalize("NFKC").toLowerCase();
}

/** Error: BAD_REQUEST. */
function readCursor(text: string): Cursor {
  const order = /^o(\d{1,15})$/.exec(text)?.[1];
  if (order !== undefined) return { order: Number(order) };
  if (text === "s") return { after: undefined };
  const [, seen, room] = /^s(\d{1,15})\.([a-z2-7]{32})$/.exec(text) ?? [];
  if (seen === undefined || room === undefined) throw new RelayError("BAD_REQUEST");
  return { after: { seen: Number(seen), room } };
}
