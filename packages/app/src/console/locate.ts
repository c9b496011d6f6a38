/** From what a person typed to a room, with what was said of it on the way: whether it has a password, whose it is. */
import type { SavedRoom, Store } from "@partyline/client";
import type { Nearby } from "@partyline/console";
import type { Switchboards } from "../listed.ts";
import { type Directory, resolveRoom } from "../resolve.ts";
import { readRoomText } from "../room-text.ts";
import { httpSwitchboards } from "../switchboards.ts";
import { tellTarget } from "./convert.ts";
import type { SwitchboardLists } from "./switchboards.ts";

export interface LocateParts {
  readonly store: Pick<Store, "rooms">;
  readonly directory: Directory;
  readonly switchboards: Pick<SwitchboardLists, "urls" | "room">;
}

/** Errors: those of `resolveRoom`. */
export async function locate(where: string, parts: LocateParts): Promise<Nearby> {
  const { switchboards } = parts;
  const saved = await parts.store.rooms();
  const urls = switchboards.urls();
  const heard = new Heard();
  const { directory, boards } = heard.through(parts.directory, httpSwitchboards);
  const found = await resolveRoom(where, { directory, boards, saved, switchboards: urls });
  const { id, switchboards: through = [] } = found;

  const [first] = through;
  // A link through a switchboard is followed without asking for either.
  if (first && !heard.said.has(id) && !switchboards.room(id)) await boards.called(first, id).catch(() => []);
  const { password = false, by } = heard.said.get(id) ?? switchboards.room(id) ?? {};

  const isName = readRoomText(where).kind === "name";
  // Where an address was typed, those that were not asked for the room are not told of it later either.
  const known = through.filter(
    (url) =>
      isName || !urls.includes(url) || leadsTo(where, url) || heard.at(url, id) || wasAt(saved, url, id),
  );
  const { switchboards: _all, ...target } = tellTarget(found);
  return {
    ...target,
    ...(known.length === 0 ? {} : { switchboards: known }),
    name: found.name ?? "",
    password,
    ...(by === undefined ? {} : { by }),
  };
}

const leadsTo = (where: string, url: string): boolean =>
  URL.canParse(where.trim()) && new URL(where.trim()).origin === url;

const wasAt = (saved: readonly SavedRoom[], url: string, id: string): boolean =>
  saved.some((room) => room.id === id && room.switchboards?.includes(url));

/** What directories say while one is looked for. */
class Heard {
  /** By room id. */
  readonly said = new Map<string, { password: boolean; by?: string }>();
  readonly #places = new Set<string>();

  /** Whether that switchboard knows the room. */
  at(url: string, id: string): boolean {
    return this.#places.has(`${url} ${id}`);
  }

  through(directory: Directory, boards: Switchboards): { directory: Directory; boards: Switchboards } {
    const { said } = this;
    const places = this.#places;
    return {
      directory: {
        async *find(options) {
          for await (const room of directory.find(options)) {
            said.set(room.id, room);
            yield room;
          }
        },
        async ask(address, port, room) {
          const open = await directory.ask(address, port, room);
          for (const one of open) said.set(one.id, one);
          return open;
        },
        watch: (signal) => directory.watch(signal),
      },
      boards: {
        open: (url) => boards.open(url),
        async called(url, ref) {
          const rooms = await boards.called(url, ref);
          for (const room of rooms) {
            said.set(room.id, room);
            places.add(`${url} ${room.id}`);
          }
          return rooms;
        },
      },
    };
  }
}
