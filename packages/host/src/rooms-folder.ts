/** The rooms that a device keeps: one folder each, with the log and a card that names it. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import { HostError } from "./errors.ts";

export interface SavedRoom {
  id: string;
  name: string;
}

/** Ids of destroyed rooms that are remembered, so that members who come later are told. */
const REMEMBERED = 1_000;

export class RoomsFolder {
  readonly #dir: string;
  #destroyed: string[] = [];

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
    folder.#destroyed = text.split("\n").filter((id) => ROOM_ID.test(id));
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

  /** Names the room's folder for `list`; the log holds the name that counts. */
  async writeCard({ id, name }: SavedRoom): Promise<void> {
    await replaceFile(join(this.pathOf(id), "room.json"), `${JSON.stringify({ id, name })}\n`);
  }

  /** Erases a room and remembers that it was destroyed. */
  async destroy(id: string): Promise<void> {
    this.#destroyed = [...this.#destroyed, id].slice(-REMEMBERED);
    await replaceFile(this.#tombstones, `${this.#destroyed.join("\n")}\n`);
    await rm(this.pathOf(id), { recursive: true, force: true });
  }

  isDestroyed(id: string): boolean {
    return this.#destroyed.includes(id);
  }

  get #tombstones(): string {
    return join(this.#dir, "destroyed.txt");
  }

  async #readCard(id: string): Promise<SavedRoom | undefined> {
    try {
      const card: unknown = JSON.parse(await readFile(join(this.pathOf(id), "room.json"), "utf8"));
      const name = (card as { name?: unknown } | null)?.name;
      return typeof name === "string" ? { id, name } : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Writes a file so that it is the old one or the new one, whatever happens in between. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
