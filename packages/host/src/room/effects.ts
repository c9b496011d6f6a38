/** What the core of a room asks its surroundings to do. */
import type { ErrorCode, HostMessage, Signal, UnnumberedEvent, Welcome } from "@partyline/protocol";
import type { ConnectionId, RoomMember } from "./state.ts";

/** What a stored entry was for; handed back to the core with its outcome. */
export type Ticket =
  | { for: "send"; conn: ConnectionId; n: number }
  | { for: "admit"; conn: ConnectionId; settle: (stored: boolean) => void }
  | { for: "request"; conn: ConnectionId; re: number; commit: () => Effect[]; revert: () => void };

export type Change =
  | { set: "member"; member: RoomMember }
  | { set: "meta"; key: string; value: string | null };

/** One entry for the log: an event to be numbered, who sent it, and the changes that stand or fall with it. */
export interface Entry {
  event?: UnnumberedEvent;
  origin?: { member: string; client: string; n: number };
  changes?: Change[];
}

export type Effect =
  | { do: "tell"; conn: ConnectionId; message: HostMessage }
  | { do: "store"; entry: Entry; ticket: Ticket }
  /** Greet an admitted client, add it to the casts, and send the first page (from `from`, or the newest). With `replay`
   *  the road may repeat all from `from` on instead. */
  | {
      do: "welcome";
      conn: ConnectionId;
      start: Welcome["start"];
      from: number | undefined;
      id: string;
      replay?: true;
    }
  | {
      do: "page";
      conn: ConnectionId;
      re: number;
      from: number | undefined;
      before: number | undefined;
      limit: number;
    }
  | { do: "signal"; signal: Signal }
  | { do: "pause"; conn: ConnectionId; ms: number }
  /** Say why, then close. */
  | { do: "end"; conn: ConnectionId; code: ErrorCode }
  /** The client took its leave: close without a word. */
  | { do: "release"; conn: ConnectionId }
  /** Call `elapsed(member, departure)` after `ms`. */
  | { do: "wait"; ms: number; member: string; departure: number }
  | { do: "new-epoch" }
  | { do: "set-password"; conn: ConnectionId; re: number; password: string | null }
  /** The stretched password (base64url) is stored, or it is stored that there is none: from here on it holds. */
  | { do: "use-password"; stretched: string | null }
  /** The directory entry changed: name or password. */
  | { do: "relist" }
  | { do: "destroy"; conn: ConnectionId; re: number }
  | { do: "notice"; kind: "joined" | "left" | "renamed"; member: { id: string; name: string } };

/** How an entry ended; the log's word for it. */
export type Outcome =
  | { kind: "stored"; seq: number | null }
  | { kind: "duplicate"; seq: number | null }
  | { kind: "conflict"; seq: number | null }
  | { kind: "expected"; n: number }
  | { kind: "failed"; code: ErrorCode };
