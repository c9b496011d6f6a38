/** The log of a room: what was said, in order, and the room's state beside it. A port; adapters elsewhere. */

/** A member as stored. Times are milliseconds since 1970-01-01 UTC by the host's clock. */
export interface MemberRecord {
  /** Derived from the key; unique in the log. */
  id: string;
  /** The member's X25519 public key, base64url. */
  key: string;
  name: string;
  /** The folded form of `name`, and its skeleton of confusables. */
  nameKey: string;
  skeleton: string;
  role: "owner" | "member";
  bannedAt: number | null;
  joinedAt: number;
}

/** A change of the room's state: a member put in place by id, or a value put or (null) removed. */
export type StateChange =
  | { set: "member"; member: MemberRecord }
  | { set: "meta"; key: string; value: string | null };

/** An event before it has a number. */
export interface NewEvent {
  /** Milliseconds since 1970-01-01 UTC by the host's clock; retention by age goes by it. */
  at: number;
  kind: string;
  /** The id of the member behind it, or null for the host itself. */
  by: string | null;
  /** The text of one JSON object without `seq`, such as `{"at":1,"kind":"message"}`. */
  json: string;
}

/** Who sent an entry, for exactly-once. */
export interface Origin {
  /** The member's id. */
  member: string;
  /** One installation or tab of the member. */
  client: string;
  /** That client's running number, from 1 and without holes. */
  n: number;
  /** A digest of what was sent, 1 to 64 bytes: tells a retry from other content under the same number. */
  hash: Uint8Array;
}

/** What is stored as one: an event, changes of state, or both. */
export interface LogEntry {
  /** What gets a seq; absent for a change of state alone. */
  event?: NewEvent;
  /** Only beside an event: it is the event that a retry must not store again. */
  origin?: Origin;
  /** Applied, in order, only when this entry is stored. */
  changes?: readonly StateChange[];
}

/**
 * What became of one entry.
 * - `stored`: now durable; `seq` is null for an entry without event.
 * - `duplicate`: this number came before; `seq` is that event's, or null when retention has removed the event:
 *   then the content can no longer be compared either.
 * - `conflict`: this number came before with another hash; `seq` is the event stored then.
 * - `expected`: numbers are missing; the client must go on with `n`.
 * - `tooManyClients`: the member has 64 installations, all used in the last 90 days.
 */
export type Outcome =
  | { kind: "stored"; seq: number | null }
  | { kind: "duplicate"; seq: number | null }
  | { kind: "conflict"; seq: number }
  | { kind: "expected"; n: number }
  | { kind: "tooManyClients" };

export interface StoredEvent {
  seq: number;
  /** The event's text with `seq` spliced in as its first key: `{"seq":12,"at":1,...}`. */
  json: string;
}

/** What a log held when it was opened. */
export interface LogState {
  /** 32 lower-case hexadecimal digits, new whenever a log begins anew. */
  logId: string;
  /** The lowest seq still kept; head + 1 when there is none. */
  first: number;
  /** The highest seq ever given; 0 before the first. */
  head: number;
  meta: ReadonlyMap<string, string>;
  /** By `joinedAt`, then `id`. */
  members: readonly MemberRecord[];
}

/** A page of events: at most `limit` of them and `maxBytes` bytes of UTF-8, but one event at least where
 *  there is one, so that whoever pages always gets on. */
export interface PageSize {
  limit: number;
  maxBytes: number;
}

/** What retention keeps: the newest `last` events, and those with `at` of `since` or later. Given both, an
 *  event must satisfy both. */
export interface Keep {
  last?: number;
  since?: number;
}

/** An open log. Calls may overlap and take effect in the order they were made. All reject with LogError. */
export interface Log {
  /** As read at open; later calls do not change it. */
  readonly state: LogState;
  /**
   * Stores all of `entries` in one transaction and resolves when that is durable, with one outcome for each
   * in order. Later entries see the effect of earlier ones. Errors: LOG_FULL, LOG_READ_ONLY, LOG_DAMAGED,
   * LOG_FAILED, LOG_BAD_ENTRY; then nothing of it is stored, and a later append may work again.
   */
  append(entries: readonly LogEntry[]): Promise<Outcome[]>;
  /** Events from seq `from` (or the first kept, if later) to `to` inclusive, ascending. */
  read(range: { from: number; to?: number } & PageSize): Promise<StoredEvent[]>;
  /** The newest events, ascending. */
  newest(limit: number, maxBytes: number): Promise<StoredEvent[]>;
  /** The events that end just before `seq`, ascending. */
  before(seq: number, limit: number, maxBytes: number): Promise<StoredEvent[]>;
  /**
   * Retention: removes the oldest events until the first that `keep` keeps, and tells the lowest seq left
   * (head + 1 when none is). What clients have counted stays for ever. It goes in steps of one transaction
   * each, so that appends are not held up; cut short, it has removed a part and can be called again.
   */
  prune(keep: Keep): Promise<{ first: number }>;
  /** Waits for what was asked before, then lets go of the files. May be called twice. */
  close(): Promise<void>;
}

/** Where logs are kept, one a folder. */
export interface LogStore {
  /**
   * Opens the log in the folder `dir`; with `create`, makes folder and log where there are none, whose first event
   * gets seq `pruned` + 1 (default 1), as if retention had removed what was before. Errors:
   * LOG_MISSING, ROOM_IN_USE, LOG_TOO_NEW, LOG_DAMAGED, LOG_FULL, LOG_READ_ONLY, LOG_FAILED.
   */
  open(dir: string, options: { create: boolean; pruned?: number }): Promise<Log>;
  /** Closes every log that is open. May be called twice. */
  close(): Promise<void>;
}

/** What a log store needs from outside; tests hand in their own. */
export interface LogStoreOptions {
  /** Milliseconds since 1970-01-01 UTC. Default: the system's clock. */
  now?: () => number;
  /** Makes the id of a new log: 32 lower-case hexadecimal digits. Default: 16 random bytes. */
  newLogId?: () => string;
}
