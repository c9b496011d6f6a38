/** Small things that a page remembers, beside the store: read marks, drafts, preferences. */
import type { Position } from "@partyline/client";
import type { UnwrittenShelf } from "./unwritten.ts";

/** Texts by key. Keeps what it can: a browser that refuses storage forgets with the page, and nothing throws. */
export interface Shelf {
  get(key: string): string | undefined;
  /** `undefined` takes it away. */
  set(key: string, value: string | undefined): void;
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key),
    set: (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
  };
}

/** What a page remembers of one room. */
export interface RoomShelf extends UnwrittenShelf {
  /** Up to where the person has read. */
  readMark: Position | undefined;
  draft: string;
  /** The username here, where it is another one than everywhere. */
  name: string | undefined;
  /** Who this person is in the room: the member id that its host told. */
  me: string | undefined;
  /** The room is left: only what was typed and not sent waits for whoever comes back. */
  leave(): void;
  /** Forgets everything of this room. */
  clear(): void;
}

export function roomShelf(shelf: Shelf, room: string): RoomShelf {
  const [mark, draft, name, me] = [`read.${room}`, `draft.${room}`, `name.${room}`, `me.${room}`];
  return {
    get readMark() {
      const [, log, seq] = /^([0-9a-f]{32}):(\d{1,15})$/.exec(shelf.get(mark) ?? "") ?? [];
      return log === undefined ? undefined : { log, seq: Number(seq) };
    },
    set readMark(position) {
      shelf.set(mark, position && `${position.log}:${position.seq}`);
    },
    get draft() {
      return shelf.get(draft) ?? "";
    },
    set draft(text) {
      shelf.set(draft, text === "" ? undefined : text);
    },
    get name() {
      return shelf.get(name);
    },
    set name(to) {
      shelf.set(name, to);
    },
    get me() {
      return shelf.get(me);
    },
    set me(id) {
      shelf.set(me, id);
    },
    unwritten: (client) => shelf.get(`unwritten.${room}.${client}`),
    setUnwritten: (client, value) => shelf.set(`unwritten.${room}.${client}`, value),
    leave() {
      for (const key of [mark, name, me]) shelf.set(key, undefined);
    },
    clear() {
      this.leave();
      this.draft = "";
    },
  };
}
