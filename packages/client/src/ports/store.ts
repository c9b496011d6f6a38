/** What a client keeps: who it is, the rooms it knows, what is not sent yet, and where its copy of a log ends. */
import type { Body, RoomEvent } from "@partyline/protocol";
import type { RoomTarget } from "./link.ts";

/** A room joined before: its keys are pinned by its id. */
export interface SavedRoom extends RoomTarget {
  /** Milliseconds since 1970-01-01 UTC. */
  lastJoined: number;
}

/** One message that is not known to be stored at the host. */
export interface OutboxEntry {
  /** Names the entry within its session for as long as it is there; never renumbered. */
  readonly key: number;
  /** The number under which it is sent, or null once it has failed and is out of the stream. */
  readonly n: number | null;
  readonly body: Body;
  /** When it was written, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Why the host refused it. */
  readonly failed?: { readonly code: string; readonly detail: string };
}

/** Changes to an outbox that belong together. */
export interface OutboxChange {
  /** Entries that are new or changed, by `key`. */
  readonly put: readonly OutboxEntry[];
  /** Keys of entries that are settled or discarded. */
  readonly remove: readonly number[];
  /** The number that the next message gets. */
  readonly nextN: number;
}

/** Where a copy of a log ends. */
export interface Position {
  readonly log: string;
  readonly seq: number;
}

export interface Profile {
  /** 32 bytes, from which the member keys of all rooms are made. */
  readonly seed: Uint8Array;
  readonly name: string | undefined;
}

/** Errors of every method: ClientError with code STORE. */
export interface Store {
  /** The profile; its seed is made at first use and never changes, also when several ask at once. */
  profile(): Promise<Profile>;
  setName(name: string): Promise<void>;
  /** Adds or replaces the room of that id. */
  pin(room: SavedRoom): Promise<void>;
  /** All pinned rooms, the last joined first. */
  rooms(): Promise<SavedRoom[]>;
  forget(roomId: string): Promise<void>;
  /** This installation's or tab's own hold of a client id in the room. Adopts one that nobody holds (one with a
   *  filled outbox first, then the most recently used), else makes one. No two holders ever share one. */
  openSession(roomId: string): Promise<Session>;
  /** Releases everything. May be called twice. */
  close(): Promise<void>;
}

/** Errors of every method: ClientError STORE; SESSION_LOST where another holder has adopted the client id while this
 *  one was away (a page in the back-forward cache). Then nothing was written, and nothing can be any more. */
export interface Session {
  readonly clientId: string;
  /** As it was when the session was opened. */
  readonly nextN: number;
  readonly outbox: readonly OutboxEntry[];
  readonly last: Position | undefined;
  /** The newest events before `last`, ascending. */
  readonly remembered: readonly RoomEvent[];
  /** Applies the change in one step: all of it is kept, or nothing. Durable when it resolves. */
  write(change: OutboxChange): Promise<void>;
  /** Keeps the position and the newest of the events that lead to it, in one step; `fresh` drops older events. */
  saveLast(last: Position, events: readonly RoomEvent[], fresh: boolean): Promise<void>;
  /** Lets the client id go, for the next who asks. May be called twice. */
  close(): Promise<void>;
}
