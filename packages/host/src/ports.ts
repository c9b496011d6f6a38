/** What a room needs from the roads that lead to it. */
import type { ErrorCode } from "@partyline/protocol";

/** One client's connection, message by message, whatever the road. */
export interface HostLink {
  /** Where it comes from, for budgets: an IP address, or what a switchboard says of one. */
  readonly address: string;
  /** Queues one frame. Never blocks; a link that falls behind is cut by its road. */
  send(frame: Uint8Array): void;
  /** Reads nothing from it for `ms` milliseconds: how a flood is slowed without losing any of it. */
  pause(ms: number): void;
  /** Ends it with the close code of `code`. May be called twice. */
  close(code: ErrorCode): void;
}

/** One way to reach members: direct sockets, or a trunk to a switchboard. One instance a room. */
export interface Road {
  /** From here on the link receives every cast. */
  admit(link: HostLink): void;
  remove(link: HostLink): void;
  /** The same bytes to every admitted link. */
  cast(frame: Uint8Array): void;
}

/** What a road calls for one link. */
export interface LinkHandler {
  frame(bytes: Uint8Array): void;
  closed(): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";
/** Structured log lines; never a message's text, a password or a key. */
export type Logger = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;
