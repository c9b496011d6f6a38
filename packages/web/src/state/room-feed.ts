/** What a room's client tells, gathered: rows, what is unread, who is there. No signals: the model shows it. */
import type { ClientEvent, PendingMessage, Position, RoomClient, Session } from "@partyline/client";
import type { MessageEvent, RoomEvent } from "@partyline/protocol";
import { People } from "./people.ts";
import type { RoomShelf } from "./shelf.ts";
import { TimelineRows } from "./timeline-rows.ts";
import { Unread } from "./unread.ts";

/** Read messages shown above the first unread one. */
const CONTEXT_EVENTS = 30;

export const NOT_KEPT = "Earlier messages are not kept here any more";
const GAP = "Some messages before this are not kept here any more";

export interface RoomFeedOptions {
  readonly shelf: RoomShelf;
  dayOf(at: number): string;
}

export class RoomFeed {
  readonly rows: TimelineRows;
  readonly unread = new Unread();
  readonly people = new People();
  readonly #shelf: RoomShelf;
  #me: string | undefined;
  #log: string | undefined;
  #clientId: string | undefined;
  /** Nothing is known of what was read: all there is at the first welcome counts as read. */
  #newcomer = false;
  /** Shown if the host does not answer: they do not touch the first unread message. */
  #fallback: readonly RoomEvent[] = [];
  /** Rows of messages that go on in another outbox. */
  #carried: { text: string; row: string }[] = [];

  constructor({ shelf, dayOf }: RoomFeedOptions) {
    this.#shelf = shelf;
    this.#setMe(shelf.me);
    this.rows = new TimelineRows({ dayOf, isMine: (event) => this.isMine(event) });
  }

  isMine = (event: RoomEvent): boolean => "by" in event && event.by === this.#me;

  get me(): string | undefined {
    return this.#me;
  }

  carried(entries: readonly PendingMessage[]): void {
    for (const { key, text } of entries) {
      const row = this.rows.keyOf(key);
      if (row !== undefined) this.#carried.push({ text, row });
    }
  }

  /** A session is open: shows what is known, and says where events are to begin. */
  opened(session: Session): Position | undefined {
    this.#clientId = session.clientId;
    this.rows.openOutbox(
      session.outbox.map(({ body, ...entry }) => ({ ...entry, text: body.text, failed: entry.failed })),
    );
    const { last } = session;
    const shown = this.rows.last;
    // This page goes on where it stopped, whatever another one of this device has seen meanwhile.
    if (shown !== undefined && this.#log !== undefined) return { log: this.#log, seq: shown };
    if (!last) {
      this.#newcomer = true;
      return undefined;
    }
    this.#log = last.log;
    const { readMark } = this.#shelf;
    const mark = readMark?.log === last.log ? readMark.seq : last.seq;
    this.unread.read(mark);
    const remembered = tailOf(session.remembered, last.seq);
    // A browser that is new to this store's room does not know which of them are its person's own.
    const known = this.#me === undefined ? [] : remembered;
    const begins = known[0]?.seq ?? last.seq + 1;
    if (known.length === 0 || (mark < last.seq && mark < begins - 1)) {
      this.#fallback = remembered;
      return { log: last.log, seq: Math.max(0, mark - CONTEXT_EVENTS) };
    }
    this.#append(known);
    return last;
  }

  /** The host is away: what is known is better than nothing, although it does not reach to the first unread. */
  hostAway(): void {
    if (this.rows.last === undefined) this.#append(this.#fallback);
    this.#fallback = [];
  }

  /** Takes an event; the answer is what others said just now. */
  take(event: ClientEvent, client: RoomClient): readonly MessageEvent[] {
    switch (event.kind) {
      case "me":
        this.#setMe(event.me.id);
        this.rows.setMe(event.me);
        break;
      case "room":
        this.#welcomed(event.room.log, event.room.head);
        break;
      case "events":
        return this.#events(event.events, event.live, client);
      case "reset":
        if (event.why === "reset") this.#reset(client);
        else if (this.rows.last !== undefined) this.rows.gap(event.first, GAP);
        break;
      case "pending":
        this.rows.pending(event.entry, this.#carriedRow(event.entry.text));
        break;
      case "acked":
        this.rows.acked(event.key, event.seq);
        break;
      case "failed":
        this.rows.failed(event.key, event.code, event.detail);
        break;
      case "signal":
        this.people.signal(event.signal);
        break;
    }
    return [];
  }

  /** Older events, right before what is here. */
  older(events: readonly RoomEvent[]): void {
    this.rows.prepend(events);
    this.unread.prepend(events, this.isMine);
  }

  /** The person has seen everything that is here. */
  readAll(): void {
    const { last } = this.rows;
    if (last === undefined || this.#log === undefined || !this.unread.read(last)) return;
    this.#shelf.readMark = { log: this.#log, seq: last };
  }

  /** Puts the "new" row before the first unread message, if there is one. */
  markNew(): void {
    if (this.unread.first !== undefined) this.rows.setNew(this.unread.first);
  }

  #welcomed(log: string, head: number): void {
    if (this.#log !== undefined && this.#log !== log) this.#newcomer = true;
    this.#log = log;
    if (!this.#newcomer) return;
    this.#newcomer = false;
    const { readMark } = this.#shelf;
    const mark = readMark?.log === log ? readMark.seq : head;
    this.unread.read(mark);
    this.#shelf.readMark = { log, seq: mark };
  }

  #reset(client: RoomClient): void {
    this.rows.clear();
    this.unread.reset();
    const { room } = client;
    if (!room) return;
    this.unread.read(room.head);
    this.#shelf.readMark = { log: room.log, seq: room.head };
  }

  #events(events: readonly RoomEvent[], live: boolean, client: RoomClient): readonly MessageEvent[] {
    const [first] = events;
    if (!first) return [];
    this.#fallback = [];
    // The stopgap above did not reach down to here.
    if (this.rows.first !== undefined && first.seq < this.rows.first) {
      this.rows.clear();
      const { mark } = this.unread;
      this.unread.reset();
      this.unread.read(mark);
    }
    this.#settle(events, client);
    // What happened before the host's list of members is in that list.
    if (live) for (const event of events) this.people.note(event);
    const before = this.rows.last ?? 0;
    const news = events.filter(({ seq }) => seq > before);
    this.#append(news);
    if (!live) return [];
    return news.filter((event): event is MessageEvent => event.kind === "message" && !this.isMine(event));
  }

  #append(events: readonly RoomEvent[]): void {
    this.rows.append(events);
    this.unread.append(events, this.isMine);
  }

  /** Own messages take the place of what was pending. */
  #settle(events: readonly RoomEvent[], client: RoomClient): void {
    const own = events.filter((event) => event.kind === "message" && event.client === this.#clientId);
    if (own.length === 0) return;
    const pending = new Map(client.pending.map((entry) => [entry.n, entry]));
    for (const event of own as MessageEvent[]) {
      const entry = pending.get(event.n);
      if (entry?.text === event.text) this.rows.settles(entry.key, event.seq);
    }
  }

  #carriedRow(text: string): string | undefined {
    const at = this.#carried.findIndex((one) => one.text === text);
    return at < 0 ? undefined : this.#carried.splice(at, 1)[0]?.row;
  }

  #setMe(id: string | undefined): void {
    this.#me = id;
    this.people.me = id;
    if (this.#shelf.me !== id) this.#shelf.me = id;
  }
}

/** The end of `events` that has no hole and reaches to `last`. */
function tailOf(events: readonly RoomEvent[], last: number): readonly RoomEvent[] {
  let from = events.length;
  while (from > 0 && events[from - 1]!.seq === last - (events.length - from)) from -= 1;
  return events.slice(from);
}
