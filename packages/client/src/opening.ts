/** What a client has of one session of its store: opened before the first hello, and anew after a session was lost. */
import type { RoomEvent } from "@partyline/protocol";
import { type KeyPair, memberKeyFor } from "@partyline/secure";
import { askPage } from "./asking.ts";
import type { EventHub } from "./event-hub.ts";
import { Inbox } from "./inbox.ts";
import type { Since } from "./inbox-options.ts";
import type { Lifeline } from "./lifeline.ts";
import type { RoomClientOptions } from "./options.ts";
import type { Session } from "./ports/store.ts";
import { Sender } from "./sender.ts";

export interface Open {
  readonly session: Session;
  readonly inbox: Inbox;
  readonly sender: Sender;
  readonly memberKey: KeyPair;
}

/** What goes from a session that was lost into the next: where the copy ends, and what nobody has stored. */
export interface Carried {
  readonly since: Since | undefined;
  readonly texts: readonly string[];
}

export interface OpeningParts {
  readonly options: RoomClientOptions;
  readonly carried: Carried | undefined;
  readonly hub: EventHub;
  readonly lifeline: Lifeline;
  /** The next events of the log, in order; `live` where they have just happened. */
  readonly received: (events: readonly RoomEvent[], live: boolean) => void;
  /** The store failed under `session`. */
  readonly failed: (error: unknown, session: Session) => void;
}

/** Errors: STORE, and whatever else `Store` gives. */
export async function openSession(parts: OpeningParts): Promise<Open> {
  const { carried, hub, lifeline, received, failed } = parts;
  const { target, store, clock, provider, random, since } = parts.options;
  const { seed } = await store.profile();
  const session = await store.openSession(target.id);
  const lost = (error: unknown) => failed(error, session);
  const ask: Lifeline["ask"] = (question) => lifeline.ask(question);
  const unanswered = () => lifeline.part("SILENT");
  const inbox = new Inbox({
    session,
    clock,
    since: carried?.since ?? (since === "last" ? session.last : since),
    handlers: {
      events: received,
      reset: (why, first) => hub.emit({ kind: "reset", why, first }),
      caughtUp: () => lifeline.caughtUp(),
      fetch: ({ from, to }) => askPage(ask, { type: "fetch", from, limit: to - from + 1 }),
      unanswered,
      contradiction: (detail) => lifeline.part("BAD_MESSAGE", detail),
      ready: () => hub.ready,
      trouble: lost,
    },
  });
  const sender = new Sender({
    session,
    clock,
    random,
    emit: (event) => hub.emit(event),
    lost,
    doubt: () => lifeline.doubt(),
    unanswered,
  });
  for (const text of carried?.texts ?? []) sender.send(text).catch(() => {});
  return { session, inbox, sender, memberKey: memberKeyFor(provider, seed, target.id) };
}
