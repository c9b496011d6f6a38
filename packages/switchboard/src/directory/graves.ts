/** The rules by which tombstones are taken, over tables of any kind, and those that are shown. SPEC.md of relay, R3.11 to
 *  R3.13. */
import { limits, type Tombstone } from "@partyline/relay";
import type { SwitchboardLimits } from "../limits.ts";
import { remove, type Tables } from "./claims.ts";
import type { Directory } from "./directory.ts";

/** What is kept of a room that is no more. */
export interface Grave {
  readonly room: string;
  readonly frame: Uint8Array;
  readonly closedAt: number;
  readonly keptAt: number;
  /** Whether the room was registered since. */
  readonly outlived: boolean;
}

/** One row a room. */
export interface GraveTable {
  get(room: string): Grave | undefined;
  put(grave: Grave): void;
}

/** False: the room is known to have lived since. */
export function bury(
  rooms: Tables,
  graves: GraveTable,
  { room, frame, closedAt }: Tombstone,
  now: number,
): boolean {
  const before = graves.get(room);
  const record = rooms.get(room)?.record;
  if (before?.outlived && closedAt <= before.closedAt) return false;
  if (record && closedAt < record.issuedAt) return false;
  // A copy: what came is part of a larger message.
  if (!before || closedAt > before.closedAt)
    graves.put({ room, frame: Uint8Array.from(frame), closedAt, keptAt: now, outlived: false });
  remove(rooms, room, true, now);
  return true;
}

/** The room lives. */
export function outlive(graves: GraveTable, room: string): void {
  const grave = graves.get(room);
  if (grave) graves.put({ ...grave, outlived: true });
}

/** What is over by age: one that was outlived stays for as long as there is a name that it could free. */
export const isForgotten = ({ keptAt, outlived }: Grave, known: boolean, now: number): boolean =>
  now - keptAt > limits.TOMBSTONE_MS && !(outlived && known);

export interface GravesOptions {
  readonly directory: Directory;
  readonly limits: SwitchboardLimits;
}

/** The tombstones that are shown, in memory: every client that dials a room which is not here is a question. */
export class Graves {
  readonly #directory: Directory;
  readonly #most: number;
  readonly #shown = new Map<string, Uint8Array>();

  constructor({ directory, limits: { tombstones } }: GravesOptions) {
    this.#directory = directory;
    this.#most = tombstones;
  }

  /** Reads what is kept. Error: SwitchboardError DIRECTORY. */
  async load(): Promise<void> {
    for (const { room, frame } of await this.#directory.tombstones()) this.#shown.set(room, frame);
  }

  of(room: string): Uint8Array | undefined {
    return this.#shown.get(room);
  }

  /** False: STALE. Error: SwitchboardError DIRECTORY. */
  async bury(tombstone: Tombstone, now: number): Promise<boolean> {
    if (!(await this.#directory.bury(tombstone, now))) return false;
    this.#shown.set(tombstone.room, Uint8Array.from(tombstone.frame));
    await this.forget(now);
    return true;
  }

  /** The room was registered. Error: SwitchboardError DIRECTORY. */
  async outlive(room: string): Promise<void> {
    if (this.#shown.delete(room)) await this.#directory.outlive(room);
  }

  /** Lets go of what is too old, or too many. Error: SwitchboardError DIRECTORY. */
  async forget(now: number): Promise<void> {
    for (const room of await this.#directory.forget(now, this.#most)) this.#shown.delete(room);
  }
}
