/** What the core of a room knows. Plain data; no I/O, no clock of its own. */
import type { Role } from "@partyline/protocol";
import type { Bucket } from "./bucket.ts";

/** One connection of one client, as the room numbers them. */
export type ConnectionId = number;

export interface RoomMember {
  id: string;
  /** The member's public key, base64url: the key is the member, the name a label on it. */
  key: string;
  name: string;
  nameKey: string;
  skeleton: string;
  role: Role;
  bannedAt: number | null;
  joinedAt: number;
}

/** What a session may draw on. */
export type Budgets = Record<"sends" | "reads" | "commands", Bucket>;

/** A session's life: its channel is open; its first event is being stored; it is in the room. */
export type Session = { id: string; budgets: Budgets } & (
  | { life: "greeting"; key: string; token: Uint8Array | undefined }
  | { life: "admitting"; client: string; since: Since | undefined; replay: boolean }
  | { life: "live"; client: string }
);

/** What the log holds of a member, and the records that are on their way to it, oldest first. */
export interface Unsettled {
  stored: RoomMember | undefined;
  coming: RoomMember[];
}

/** Where a client's copy of the log ends. */
export interface Since {
  log?: string | undefined;
  seq: number;
}

export interface RoomState {
  readonly id: string;
  readonly log: string;
  name: string;
  first: number;
  head: number;
  password: boolean;
  /** 16 bytes that let newcomers into a room that is not listed; undefined for a listed one. */
  token: Uint8Array | undefined;
  /** The member who owns the room: the profile that created it. */
  readonly owner: string;
  /** The owner's username, which is kept for them until they first come in. */
  ownerName: string;
  readonly members: Map<string, RoomMember>;
  /** Members of whom a change is being stored; `members` has them as they will be then. */
  readonly unsettled: Map<string, Unsettled>;
  readonly sessions: Map<ConnectionId, Session>;
  /** How many live sessions a member has; absent for none. */
  readonly here: Map<string, number>;
  /** Members whose last session ended less than the grace ago and who still count as here, with the number of
   *  that departure. */
  readonly leaving: Map<string, number>;
  departures: number;
}

/** The member behind a live session. */
export const memberOf = (state: RoomState, id: string): RoomMember => {
  const member = state.members.get(id);
  if (!member) throw new Error(`no record of member ${id}`);
  return member;
};

/** The sessions of one member that are in the room. */
export const liveSessionsOf = (state: RoomState, id: string): ConnectionId[] =>
  [...state.sessions]
    .filter(([, session]) => session.life === "live" && session.id === id)
    .map(([conn]) => conn);
