/** What a RoomClient tells. */
import type { Role, RoomEvent, Signal } from "@partyline/protocol";
import type { Road } from "./ports/link.ts";

/** Where a client stands. A union, not a bag of booleans: exactly one of these holds at any time. */
export type ConnectionState =
  | { kind: "idle" }
  /** Dialling, shaking hands, waiting for the welcome; `attempt` counts from 0 since the last good connection. */
  | { kind: "connecting"; attempt: number }
  /** Welcomed; what the log had by then is not all here yet. Sending works. */
  | { kind: "catching-up" }
  | { kind: "live" }
  /** Tries again at `until` (milliseconds since 1970-01-01 UTC); `why` is undefined where the link just broke. */
  | { kind: "waiting"; until: number; why: string | undefined }
  /** Does not try again by itself: `code` says why, CLOSED_HERE after `close()`. `start` begins anew. */
  | { kind: "ended"; code: string; detail: string | undefined };

/** A message on its way. */
export interface PendingMessage {
  /** Names it for `retry` and `discard`, and never changes. */
  readonly key: number;
  /** The number under which it is sent, which may change; null once it has failed. */
  readonly n: number | null;
  readonly text: string;
  /** When it was written, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly failed: { readonly code: string; readonly detail: string } | undefined;
}

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface RoomInfo {
  readonly id: string;
  readonly name: string;
  /** Whether it has one. */
  readonly password: boolean;
  /** The id of its log, the first seq still kept there, and the highest known. */
  readonly log: string;
  readonly first: number;
  readonly head: number;
}

export type ClientEvent =
  | { readonly kind: "state"; readonly state: ConnectionState }
  /** Contiguous, ascending, each exactly once. `live` is false for what the log had before this connection. */
  | { readonly kind: "events"; readonly events: readonly RoomEvent[]; readonly live: boolean }
  /** The next event has seq `first`: this is another log (`reset`: drop what you show), or some are gone (`gap`). */
  | { readonly kind: "reset"; readonly why: "reset" | "gap"; readonly first: number }
  | { readonly kind: "signal"; readonly signal: Signal }
  /** Written down, to be sent: a new message, or a failed one that is tried again. */
  | { readonly kind: "pending"; readonly entry: PendingMessage }
  /** Stored at the host; `seq` is null where the event is no longer kept there. */
  | { readonly kind: "acked"; readonly key: number; readonly n: number; readonly seq: number | null }
  | { readonly kind: "failed"; readonly key: number; readonly code: string; readonly detail: string }
  | { readonly kind: "room"; readonly room: RoomInfo }
  | { readonly kind: "me"; readonly me: Me }
  /** The room is reached by another road than before. */
  | { readonly kind: "road"; readonly road: Road }
  /** Something is wrong that the client works around: a bad frame, or a store that does not store. */
  | { readonly kind: "trouble"; readonly code: string; readonly detail: string };
