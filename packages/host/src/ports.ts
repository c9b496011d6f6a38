/** What a room needs from the roads that lead to it. */
import type { ErrorCode } from "@partyline/protocol";

/** One client's connection, message by message, whatever the road. */
export interface HostLink {
  /** Where it comes from, for budgets: an IP address, or what a switchboard says of one. */
  readonly address: string;
  /** Queues one frame. Never blocks; a link that falls behind is cut by its road. `bulk`: history, which may wait
   *  behind what others say where a road has room for one thing at a time. */
  send(frame: Uint8Array, bulk?: boolean): void;
  /** Reads nothing from it for `ms` milliseconds: how a flood is slowed without losing any of it. */
  pause(ms: number): void;
  /** Ends it with the close code of `code`. May be called twice. */
  close(code: ErrorCode): void;
}

/** One sealed batch, as every member gets it. */
export interface Batch {
  readonly epoch: number;
  /** Its number in the epoch. */
  readonly number: number;
  /** The last event that is in it, or was cast before it. */
  readonly seq: number;
  readonly frame: Uint8Array;
}

/** One way to reach members: direct sockets, or a trunk to a switchboard. One instance a room. */
export interface Road {
  /** From here on the link receives every cast; with `replay` first those from that batch on, which the road has. */
  admit(link: HostLink, replay?: Replay): void;
  remove(link: HostLink): void;
  /** The same bytes to every admitted link. */
  cast(frame: Uint8Array, batch: Batch): void;
  /** A road that repeats: the first of those batches of `epoch` with all that was cast after seq `after`, as far as it
   *  has them. */
  repeatsFrom?(after: number, epoch: number): number | undefined;
}

/** Where a road begins to repeat. */
export interface Replay {
  readonly epoch: number;
  /** A batch's number. */
  readonly from: number;
}

/** What a road calls for one link. */
export interface LinkHandler {
  frame(bytes: Uint8Array): void;
  closed(): void;
  /** What the road was to repeat for the link it has not any more; the link hears casts from now on. */
  missed?(): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";
/** Structured log lines; never a message's text, a password or a key. */
export type Logger = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;
