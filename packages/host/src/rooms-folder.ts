/** The rooms that a device keeps: one folder each, with the log and a card that names it. */
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import { type Audience, DestroyedList } from "./destroyed-list.ts";
import { HostError } from "./errors.ts";
import { Replacer } from "./replacer.ts";
import type { Retention } from "./room-host-options.ts";
import { readRetention } from "./room-record.ts";
import { type KeptWish, wishesOf } from "./switchboard-book.ts";

/** What a room's card tells of it. The log has the last word, but is locked while the room is open. */
export interface RoomCard {
  id: string;
  name: string;
  /** Whether only its link leads in. */
  unlisted: boolean;
  /** Whether it has one. */
  password: boolean;
  /** What retention keeps. */
  keep: Retention;
  /** By which switchboards it is reached; absent for none. */
  switchboards?: KeptWish[];
}

export interface SavedRoom extends RoomCard {
  /** Whether its log is seen to be gone or empty. Other damage shows when it is opened (LOG_DAMAGED). */
  damaged: boolean;
}

export class RoomsFolder {
  readonly #dir: string;
  readonly #replacer: Replacer;
  /** Those that are not kept any more. */
  readonly destroyed: DestroyedList;

  private constructor(dir: string, replacer: Replacer, destroyed: DestroyedList) {
    this.#dir = dir;
    this.#replacer = replacer;
    this.destroyed = destroyed;
  }

  /** The rooms under the data folder `home`. Errors: HOME, where it cannot be read or made. */
  static async open(home: string): Promise<RoomsFolder> {
    const dir = join(home, "rooms");
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "EROFS" && code !== "EACCES" && code !== "EPERM")
        throw new HostError("HOME", `The data folder ${home} cannot be used.`, { cause });
      throw new HostError("LOG_READ_ONLY", `The data folder ${home} cannot be written to.`, { cause });
    }
    const replacer = new Replacer();
    return new RoomsFolder(dir, replacer, await DestroyedList.open(join(dir, "destroyed.txt"), replacer));
  }

  /** Where the log of a room is. */
  pathOf(id: string): string {
    return join(this.#dir, id);
  }

  /** Every room kept here, by name. A card that cannot be read is passed over, its folder left alone. */
  async list(): Promise<SavedRoom[]> {
    const ids = (await readdir(this.#dir)).filter((id) => ROOM_ID.test(id));
    const cards = await Promise.all(ids.map((id) => this.#readCard(id)));
    return cards.filter((card) => card !== undefined).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Whether there is a folder for that room, whatever is in it. */
  async has(id: string): Promise<boolean> {
    if (!ROOM_ID.test(id)) return false;
    return stat(this.pathOf(id)).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }

  /** Writes what `list` tells of the room. */
  writeCard(card: RoomCard): Promise<void> {
    return this.#replacer.replace(join(this.pathOf(card.id), "room.json"), () => `${JSON.stringify(card)}\n`);
  }

  /** Resolves when all that is to be written is. */
  settled(): Promise<void> {
    return this.#replacer.settled();
  }

  /** Erases a room and remembers that it was destroyed, with the tombstone that its key signed. Errors: those of the file
   *  system. */
  async destroy(id: string, tombstone: Uint8Array | undefined, audience?: Audience): Promise<void> {
    await this.destroyed.add(id, tombstone, audience);
    await rm(this.pathOf(id), { recursive: true, force: true });
  }

  async #readCard(id: string): Promise<SavedRoom | undefined> {
    try {
      const card: unknown = JSON.parse(await readFile(join(this.pathOf(id), "room.json"), "utf8"));
      const { name, unlisted, password, keep, switchboards } = (card ?? {}) as Record<string, unknown>;
      const wishes = switchboards === undefined ? undefined : wishesOf(JSON.stringify(switchboards));
      if (typeof name !== "string") return undefined;
      return {
        id,
        name,
        unlisted: unlisted === true,
        password: password === true,
        keep: readRetention(keep) ?? {},
        ...(wishes && wishes.length > 0 ? { switchboards: wishes } : {}),
        damaged: await this.#isGone(id),
      };
    } catch {
      return undefined;
    }
  }

  /** Looks without opening: closing any descriptor of the log would drop the locks that this process holds on it
   *  (https://sqlite.org/howtocorrupt.html section 2.2). */
  #isGone(id: string): Promise<boolean> {
    return stat(join(this.pathOf(id), "log.db")).then(
      ({ size }) => size === 0,
      () => true,
    );
  }
}
