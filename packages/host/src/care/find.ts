/** A kept room, found for care: also one whose log or card is damaged. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkRoomName } from "@partyline/names";
import { ROOM_ID } from "@partyline/protocol";
import { HostError } from "../errors.ts";
import { RoomsFolder } from "../rooms-folder.ts";

export interface KeptRoom {
  id: string;
  /** As its card says; undefined where that cannot be read. */
  name: string | undefined;
  /** Its folder, and the file with its log. */
  dir: string;
  file: string;
}

/** Which room is meant: by name, by name and the beginning of its id, or by id. */
export interface WhichRoom {
  name?: string | undefined;
  tag?: string | undefined;
  id?: string | undefined;
}

/** Finds a room in the data folder. Errors: NO_ROOM, HOME. */
export async function findRoom(home: string, { name, tag = "", id }: WhichRoom): Promise<KeptRoom> {
  const folder = await RoomsFolder.open(home);
  const cards = new Map((await folder.list()).map((card) => [card.id, card.name]));
  const ids = (await readdir(join(home, "rooms"))).filter((entry) => ROOM_ID.test(entry));
  const key = name === undefined ? undefined : keyOf(name);
  const isMeant = (one: string): boolean => {
    if (id !== undefined) return one === id;
    const card = cards.get(one);
    // One without a card has no name to go by: its id, or the beginning of it, leads there.
    if (card === undefined) return one === name || (tag !== "" && one.startsWith(tag));
    return one === name || (keyOf(card) === key && one.startsWith(tag));
  };
  const found = ids.find(isMeant);
  if (found === undefined) throw new HostError("NO_ROOM", "No room of that name is hosted on this device.");
  const dir = folder.pathOf(found);
  return { id: found, name: cards.get(found), dir, file: join(dir, "log.db") };
}

const keyOf = (name: string): string => {
  const checked = checkRoomName(name);
  return checked.ok ? checked.key : name;
};
