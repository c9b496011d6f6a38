/** What keeps rooms and names: the port. `contract` in test/directory says what every adapter must do. */
import type { Address, SignedRecord, Tombstone } from "@partyline/relay";

/** That a name is a room's. Times in milliseconds since 1970-01-01 UTC. */
export interface HeldName {
  readonly name: string;
  /** The two forms by which names are told apart (SPEC.md of names, N12, N13). */
  readonly key: string;
  readonly skeleton: string;
  readonly claimedAt: number;
}

/** One room, as the directory has it. */
export interface Entry {
  readonly room: string;
  readonly record: SignedRecord;
  /** The name in the record, folded. */
  readonly nameKey: string;
  readonly addresses: readonly Address[];
  /** When it was last known to be online. */
  readonly seen: number;
  /** Undefined where the name is not this room's, or its lease is over. */
  readonly held: HeldName | undefined;
}

/** A record that was checked, to be entered. */
export interface Entering {
  readonly record: SignedRecord;
  readonly key: string;
  readonly skeleton: string;
  readonly addresses: readonly Address[];
  /** What a receipt of this directory says, verified: since when the name was the room's, and when that was written. */
  readonly receipt: { readonly claimedAt: number; readonly issuedAt: number } | undefined;
}

export type Entered =
  | {
      readonly kind: "entered";
      readonly held: HeldName | undefined;
      /** Why the name is not the room's. */
      readonly conflict: "NAME_TAKEN" | "NAME_CONFUSABLE" | undefined;
      /** Rooms that lost their name to an earlier claim. */
      readonly lost: readonly string[];
    }
  /** There is a newer record. */
  | { readonly kind: "stale"; readonly serial: number };

/** Where a page goes on: after this room, seen then. */
export interface After {
  readonly seen: number;
  readonly room: string;
}

/** `now` is milliseconds since 1970-01-01 UTC. Every method rejects with SwitchboardError DIRECTORY where the store
 *  fails, and then has changed nothing. */
export interface Directory {
  /** Enters a room, or changes its entry, and claims its name where that is free (R6.4 to R6.7, R6.11). */
  enter(entering: Entering, now: number): Promise<Entered>;
  /** Takes a room out; `release` frees its name too (R6.8). */
  remove(room: string, release: boolean, now: number): Promise<void>;
  /** These rooms are online. */
  seen(rooms: Iterable<string>, now: number): Promise<void>;
  /** Whether the room was ever entered, and is remembered. */
  knows(room: string): Promise<boolean>;
  entry(room: string, now: number): Promise<Entry | undefined>;
  /** The room whose name this is. */
  named(key: string, now: number): Promise<Entry | undefined>;
  /** Rooms of that name whose id begins with `tag`: at most 50. */
  tagged(key: string, tag: string, now: number): Promise<Entry[]>;
  /** Rooms to be shown whose folded name has `part` in it: the last seen first, then by id. */
  page(part: string, after: After | undefined, most: number, now: number): Promise<Entry[]>;
  /** Forgets rooms whose lease and grace are over. The answer is how many. */
  sweep(now: number): Promise<number>;
  /** Keeps a tombstone that was verified, takes its room out and frees its name (R3.12). False: the room has lived since
   *  (R3.13), and nothing has changed. */
  bury(tombstone: Tombstone, now: number): Promise<boolean>;
  /** The room lives: its tombstone is shown no more. */
  outlive(room: string): Promise<void>;
  /** All tombstones to be shown. */
  tombstones(): Promise<{ readonly room: string; readonly frame: Uint8Array }[]>;
  /** Forgets tombstones that are over, and the oldest of more than `most`. The answer is whose. */
  forget(now: number, most: number): Promise<string[]>;
  close(): Promise<void>;
}
