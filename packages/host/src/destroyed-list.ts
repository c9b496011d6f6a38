/** rooms/destroyed.txt: the rooms that were destroyed here, one a line, the last one last: its id, its tombstone (secure
 *  SPEC.md, S7.6) as base64url, and where a switchboard is still to be told, its public keys and the switchboards. Rooms
 *  that an earlier version destroyed, or whose keys could not be read any more, have the id alone. */
import { readFile } from "node:fs/promises";
import { ROOM_ID } from "@partyline/protocol";
import type { Replacer } from "./replacer.ts";

/** Destroyed rooms that are remembered, so that members who come later are told. */
const REMEMBERED = 1_000;
/** 73 bytes; and 64, sign || noise. */
const TOMBSTONE = /^[\w-]{98}$/;
const KEYS = /^[\w-]{86}$/;

/** What one switchboard is still to be told. Nothing of it is checked yet. */
export interface Untold {
  readonly room: string;
  /** base64url of sign || noise. */
  readonly keys: string;
  readonly tombstone: Uint8Array;
  readonly url: string;
}

/** Who is still to be told: the switchboards, and the room's keys as above. */
export interface Audience {
  readonly keys: string;
  readonly urls: readonly string[];
}

interface Line {
  readonly tombstone: string | undefined;
  readonly keys?: string;
  readonly urls: readonly string[];
}

type Lines = Map<string, Line>;

export class DestroyedList {
  readonly #path: string;
  readonly #lines: Lines;
  readonly #replacer: Replacer;

  private constructor(path: string, replacer: Replacer, lines: Lines) {
    this.#path = path;
    this.#replacer = replacer;
    this.#lines = lines;
  }

  /** One that is not there or cannot be read is empty. */
  static async open(path: string, replacer: Replacer): Promise<DestroyedList> {
    return new DestroyedList(path, replacer, (await readLines(path)) ?? new Map());
  }

  has(id: string): boolean {
    return this.#lines.has(id);
  }

  /** The frame that proves to a member that the room was destroyed; undefined where there is none. */
  tombstone(id: string): Uint8Array | undefined {
    const text = this.#lines.get(id)?.tombstone;
    return text === undefined ? undefined : bytesOf(text);
  }

  /** What switchboards are still to be told. */
  untold(): Untold[] {
    return [...this.#lines].flatMap(([room, { tombstone, keys, urls }]) =>
      tombstone === undefined || keys === undefined
        ? []
        : urls.map((url) => ({ room, keys, tombstone: bytesOf(tombstone), url })),
    );
  }

  /** One more. Errors: those of the file system, as of all below. */
  add(id: string, tombstone: Uint8Array | undefined, audience?: Audience): Promise<void> {
    const text = tombstone && Buffer.from(tombstone).toString("base64url");
    const line: Line = { tombstone: text, urls: [], ...audience };
    return this.#change((lines) => {
      lines.delete(id);
      lines.set(id, line);
      for (const oldest of lines.keys()) {
        if (lines.size <= REMEMBERED) break;
        lines.delete(oldest);
      }
    });
  }

  /** The switchboard knows it. */
  told(id: string, url: string): Promise<void> {
    return this.#change((lines) => {
      const line = lines.get(id);
      if (line) lines.set(id, { ...line, urls: line.urls.filter((other) => other !== url) });
    });
  }

  /** The room is no longer a destroyed one. */
  async remove(id: string): Promise<void> {
    if (this.has(id)) await this.#change((lines) => lines.delete(id));
  }

  /** Another program of this data folder may have changed the file meanwhile: its lines stay. */
  #change(change: (lines: Lines) => void): Promise<void> {
    change(this.#lines);
    return this.#replacer.replace(this.#path, async () => {
      const lines = (await readLines(this.#path)) ?? new Map(this.#lines);
      change(lines);
      return [...lines].map(textOf).join("");
    });
  }
}

/** Undefined where it cannot be read. */
async function readLines(path: string): Promise<Lines | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines: Lines = new Map();
  for (const line of text.split("\n")) {
    const [id = "", tombstone = "", keys = "", ...urls] = line.split(" ");
    if (!ROOM_ID.test(id)) continue;
    const isWhole = TOMBSTONE.test(tombstone);
    lines.set(id, {
      tombstone: isWhole ? tombstone : undefined,
      ...(isWhole && KEYS.test(keys) ? { keys, urls } : { urls: [] }),
    });
  }
  return lines;
}

const textOf = ([id, { tombstone, keys, urls }]: [string, Line]): string =>
  `${[id, ...(tombstone ? [tombstone] : []), ...(keys && urls.length > 0 ? [keys, ...urls] : [])].join(" ")}\n`;

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64url"));
