/** home/open-rooms.json: the rooms that were open when the app ended, and are opened again when it starts. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import * as v from "valibot";

const schema = v.object({ open: v.array(v.pipe(v.string(), v.regex(ROOM_ID))) });

export class KeptOpen {
  readonly #path: string;
  readonly #ids: Set<string>;

  /** A file that is not there or not to be read keeps nothing open. */
  constructor(home: string) {
    this.#path = join(home, "open-rooms.json");
    this.#ids = new Set(read(this.#path));
  }

  list(): string[] {
    return [...this.#ids];
  }

  /** Errors: those of the file system. */
  add(id: string): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#write();
  }

  /** Errors: those of the file system. */
  remove(id: string): void {
    if (this.#ids.delete(id)) this.#write();
  }

  #write(): void {
    writeFileSync(`${this.#path}.new`, `${JSON.stringify({ open: this.list() })}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function read(path: string): string[] {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, "utf8"))).open;
  } catch {
    return [];
  }
}
