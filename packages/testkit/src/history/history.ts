/** What a test with faults records, as each side saw it. */

/** One message that a member said. */
export interface Said {
  /** The text of the message, unlike any other in the room. */
  readonly id: string;
  /** The number under which it was sent, where known. */
  readonly n?: number;
  /** The seq of the ack; absent while the host has not said that it is stored. */
  acked?: number;
  /** The code with which it was refused for good. It must then not be in the log. */
  refused?: string;
}

/** One event of the log. */
export interface LogRow {
  readonly seq: number;
  /** The text of a message, or "<kind>:<who>" for any other event. */
  readonly id: string;
  /** The member behind it, as `MemberHistory.member` names it. */
  readonly by: string;
}

/** A step in a member's life as it saw it. What is applied has no holes unless a break stands between. */
export type Seen =
  | ({ readonly kind: "applied" } & LogRow)
  /** START: a program began; with `after` it went on behind that seq, else it had no copy. RESET and GAP: the room said
   *  that what follows does not continue the copy. */
  | { readonly kind: "break"; readonly code: "RESET" | "GAP" | "START"; readonly after?: number }
  /** The client claimed that everything up to `seq` was there. */
  | { readonly kind: "complete-to"; readonly seq: number };

/** One installation of one member; a member with two devices has two histories of the same `member`. */
export interface MemberHistory {
  readonly member: string;
  /** In the order of saying. */
  readonly said: readonly Said[];
  readonly seen: readonly Seen[];
}

export interface RoomHistory {
  /** The host's log as read at the end, ascending. */
  readonly log: readonly LogRow[];
  /** The first seq that retention has kept; 1 where absent. */
  readonly floor?: number;
  readonly members: readonly MemberHistory[];
}

export interface Finding {
  readonly kind:
    | "lost"
    | "doubled"
    | "reordered"
    | "invented"
    | "skipped"
    | "false-complete"
    | "ack-mismatch";
  /** Whose history shows it; "log" for the log itself. */
  readonly member: string;
  readonly detail: string;
}
