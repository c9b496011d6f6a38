/** What an inbox is given, and what it tells. */
import type { Clock, Page, RoomEvent } from "@partyline/protocol";
import type { Range } from "./core/timeline.ts";
import type { Session } from "./ports/store.ts";

/** Where to begin: after `seq` of log `log`, or of whichever log there is. */
export interface Since {
  log?: string;
  seq: number;
}

export interface InboxHandlers {
  events(events: readonly RoomEvent[], live: boolean): void;
  reset(why: "reset" | "gap", first: number): void;
  /** Everything that the log had at the welcome is here. Told once a connection. */
  caughtUp(): void;
  /** A page from `range.from` on. Fails where the connection ends first. */
  fetch(range: Range): Promise<Page>;
  /** A page did not come in time: part from the host, and come back. */
  unanswered(): void;
  /** The host contradicts itself: part from it. */
  contradiction(detail: string): void;
  /** Whether events are wanted now; after a no, `resume` says when they are again. */
  ready(): boolean;
  trouble(error: unknown): void;
}

export interface InboxOptions {
  session: Session;
  clock: Clock;
  since: Since | undefined;
  handlers: InboxHandlers;
}
