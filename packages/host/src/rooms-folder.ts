/** The rooms that a device keeps: one folder each, with the log and a card that names it. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import { HostError } from "./errors.ts";
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

/** Destroyed rooms that are remembered, so that members who come later are told. */
const REMEMBERED = 1_000;
/** 73 bytes. */
const TOMBSTONE = /^[\w-]{98}$/;

export class RoomsFolder {
  readonly #dir: string;
  /** Destroyed rooms, the last one last, each with its tombstone (secure SPEC.md, S7.6) as base64url. Those that an earlier
   *  version destroyed, or whose keys could not be read any more, have none. */
  #destroyed = new Map<string, string | undefined>();
  /** One file after the other: two that replace the same one must not share their draft. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** The rooms under the data folder `home`. Errors: HOME, where it cannot be read or made. */
  static async open(home: string): Promise<RoomsFolder> {
    const folder = new RoomsFolder(join(home, "rooms"));
    try {
      await mkdir(folder.#dir, { recursive: true, mode: 0o700 });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "EROFS" && code !== "EACCES" && code !== "EPERM")
        throw new HostError("HOME", `The data folder ${home} cannot be used.`, { cause });
      throw new HostError("LOG_READ_ONLY", `The data folder ${home} cannot be written to.`, { cause });
    }
    const text = await readFile(folder.#tombstones, "utf8").catch(() => "");
    for (const line of text.split("\n")) {
      const [id = "", tombstone] = line.split(" ");
      if (ROOM_ID.test(id))
        folder.#destroyed.set(id, TOMBSTONE.test(tombstone ?? "") ? tombstone : undefined);
    }
    return folder;
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
    return this.#replace(join(this.pathOf(card.id), "room.json"), `${JSON.stringify(card)}\n`);
  }

  /** Erases a room and remembers that it was destroyed, with the tombstone that its key signed. */
  async destroy(id: string, tombstone: Uint8Array | undefined): Promise<void> {
    this.#destroyed.delete(id);
    this.#destroyed.set(id, tombstone && Buffer.from(tombstone).toString("base64url"));
    for (const oldest of this.#destroyed.keys()) {
      if (this.#destroyed.size <= REMEMBERED) break;
      this.#destroyed.delete(oldest);
    }
    await this.#writeTombstones();
    await rm(this.pathOf(id), { recursive: true, force: true });
  }

  /** The room is no longer a destroyed one: its owner brings it back. */
  async revive(id: string): Promise<void> {
    if (!this.isDestroyed(id)) return;
    this.#destroyed.delete(id);
    await this.#writeTombstones();
  }

  isDestroyed(id: string): boolean {
    return this.#destroyed.has(id);
  }

  /** The frame that proves to a member that the room was destroyed; undefined where there is none. */
  tombstone(id: string): Uint8Array | undefined {
    const text = this.#destroyed.get(id);
    return text === undefined ? undefined : new Uint8Array(Buffer.from(text, "base64url"));
  }

  get #tombstones(): string {
    return join(this.#dir, "destroyed.txt");
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

  #writeTombstones(): Promise<void> {
    const lines = [...this.#destroyed].map(([id, tombstone]) =>
      tombstone === undefined ? `${id}\n` : `${id} ${tombstone}\n`,
    );
    return this.#replace(this.#tombstones, lines.join(""));
  }

  /** Writes a file so that it is the old one or the new one, whatever happens in between. */
  #replace(path: string, text: string): Promise<void> {
    const written = this.#writing.then(async () => {
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
    this.#writing = written.catch(() => {});
    return written;
  }
}
