/** Receives the log: takes pages and batches as they come, fetches what is missing, hands on each event once. */
import { limits, type Page, type RoomEvent, type Welcome } from "@partyline/protocol";
import { Bookmark } from "./bookmark.ts";
import { isSameEvent } from "./core/same-event.ts";
import { nextFetches, type Range, Timeline } from "./core/timeline.ts";
import { codeOf } from "./errors.ts";
import type { InboxOptions, Since } from "./inbox-options.ts";
import { BEHIND_MS, FETCHES, LATE_BEATS, REPLAY_MS } from "./limits.ts";

/** What hangs on one connection. */
interface Attached {
  readonly welcome: Welcome;
  /** Where this copy ended when the welcome came. */
  readonly from: Since | undefined;
  /** Where what is here goes on is known, by a page or by a replay. */
  begun: boolean;
  /** The last event of this copy, until the host's log is seen to have the same in its place. */
  unproven: RoomEvent | undefined;
  paged: boolean;
  /** Beats before it had begun: the page behind the welcome is nobody's question, so nobody else misses it. */
  beats: number;
  /** What is missing is on its way by itself, until it has stood still for a while: the answer calls that off. */
  replaying: (() => void) | undefined;
  caughtUp: boolean;
  readonly fetching: Set<Range>;
}

export class Inbox {
  readonly #o: InboxOptions;
  readonly #bookmark: Bookmark;
  #timeline = new Timeline();
  #at: Attached | undefined;
  #claim: { head: number; at: number } = { head: 0, at: 0 };
  #complete = { seq: 0, at: 0 };
  #cancelBehind: (() => void) | undefined;
  #stalled = false;

  constructor(options: InboxOptions) {
    this.#o = options;
    const { since, session, clock, handlers } = options;
    const { last } = session;
    const newest = session.remembered.at(-1);
    const goesOn = last !== undefined && since?.log === last.log && since.seq === last.seq;
    const known = goesOn && newest?.seq === last.seq ? newest : undefined;
    this.#bookmark = new Bookmark(session, clock, known, handlers.trouble);
  }

  /** Where this copy ends; undefined where there is none. */
  get end(): Since | undefined {
    return this.#bookmark.position ?? this.#o.since;
  }

  /** What to say in `hello`: the last event once more, where it is known; undefined asks for the newest. */
  get since(): Since | undefined {
    const { end } = this;
    return end && this.#bookmark.newest ? { ...end, seq: end.seq - 1 } : end;
  }

  /** Everything up to `seq` is here, as of `at` by this device's clock (milliseconds since 1970-01-01 UTC). */
  get completeTo(): { seq: number; at: number } {
    return this.#complete;
  }

  /** A connection begins; pages and batches follow. */
  welcomed(welcome: Welcome): void {
    const from = this.end;
    const replayed = welcome.start === "replayed" && from !== undefined;
    const goesOn = replayed || welcome.start === "resumed";
    const unproven = goesOn ? this.#bookmark.newest : undefined;
    this.#at = {
      welcome,
      from,
      unproven,
      begun: replayed && !unproven,
      paged: false,
      beats: 0,
      caughtUp: false,
      replaying: undefined,
      fetching: new Set(),
    };
    // What goes on from another event than ours must not be applied: until that is known, nothing is.
    this.#timeline = new Timeline(goesOn && !unproven ? from?.seq : undefined);
    this.#timeline.learn(welcome.room.head);
    this.#claim = { head: welcome.room.head, at: this.#o.clock.now() };
    if (unproven && welcome.room.head < unproven.seq) this.#parted(this.#at);
    if (!replayed) return;
    this.#awaitReplay();
    this.#apply([]);
  }

  /** The connection is over. */
  disconnected(): void {
    this.#at?.replaying?.();
    this.#at = undefined;
    this.#cancelBehind?.();
    this.#cancelBehind = undefined;
  }

  /** The page that follows the welcome. */
  firstPage(page: Page): void {
    const at = this.#at;
    if (!at || at.paged) {
      this.#o.handlers.contradiction("A page that nobody asked for.");
      return;
    }
    this.#endReplay();
    at.paged = true;
    this.#prove(at, page.events);
    at.begun = true;
    at.unproven = undefined;
    const { start, room } = at.welcome;
    const before = (page.events[0]?.seq ?? room.head + 1) - 1;
    // Retention may have taken the last of ours and nothing else.
    const whole = start === "gap" && at.from?.seq === before;
    if ((start === "reset" || start === "gap") && !whole) this.#jump(start, before);
    else if (start === "fresh" || !at.from) this.#apply(this.#timeline.begin(before));
    else if (whole || this.#timeline.last === undefined) this.#apply(this.#timeline.begin(at.from.seq));
    else if (page.first > Math.max(at.from.seq, this.#timeline.last ?? 0) + 1)
      this.#jump("gap", page.first - 1);
    this.#apply(this.#timeline.take(page.events));
    this.#pull();
  }

  batch(events: readonly RoomEvent[]): void {
    if (!this.#at) return;
    if (this.#at.begun && !this.#o.handlers.ready()) {
      // A reader is behind: what passes now is fetched when it has caught up.
      this.#stalled = true;
      this.#endReplay();
      for (const { seq } of events) this.#timeline.learn(seq);
      return;
    }
    // Only the event in the place where ours ends tells: what was said since the welcome can overtake the page with it.
    const tells = events.some(({ seq }) => seq === this.#at?.unproven?.seq);
    if (tells && this.#prove(this.#at, events) && this.#at.replaying) this.#awaitReplay();
    const due = this.#timeline.take(events);
    // A replay that leaves a hole has left it out; one that brings something goes on.
    if (this.#timeline.held > 0) this.#endReplay();
    else if (due.length > 0 && this.#at.replaying) this.#awaitReplay();
    this.#apply(due);
    this.#pull();
  }

  /** The host says what should be here by now. */
  beat(head: number): void {
    this.#claim = { head, at: this.#o.clock.now() };
    this.#confirm();
    if (this.#at?.begun === false && ++this.#at.beats > LATE_BEATS)
      this.#o.handlers.contradiction("No page came.");
    if (head <= this.#timeline.known || this.#cancelBehind) return;
    this.#cancelBehind = this.#o.clock.after(BEHIND_MS, () => {
      this.#cancelBehind = undefined;
      this.#timeline.learn(head);
      this.#pull();
    });
  }

  /** Events are wanted again. */
  resume(): void {
    if (!this.#stalled) return;
    this.#stalled = false;
    this.#pull();
  }

  /** Saves the position, and resolves when that is done. */
  close(): Promise<void> {
    this.disconnected();
    return this.#bookmark.close();
  }

  #awaitReplay(): void {
    const at = this.#at;
    if (!at) return;
    at.replaying?.();
    at.replaying = this.#o.clock.after(REPLAY_MS, () => {
      this.#endReplay();
      this.#pull();
    });
  }

  #endReplay(): void {
    this.#at?.replaying?.();
    if (this.#at) this.#at.replaying = undefined;
  }

  /** Looks whether these, of the host's log, go on where this copy ends; false where they do not say. */
  #prove(at: Attached, events: readonly RoomEvent[]): boolean {
    const { unproven } = at;
    const theirs = unproven && events.find(({ seq }) => seq >= unproven.seq);
    if (!unproven || !theirs) return false;
    if (theirs.seq === unproven.seq && !isSameEvent(unproven, theirs)) {
      this.#parted(at);
      return true;
    }
    at.unproven = undefined;
    at.begun = true;
    // Where it is kept no more, there is nothing to compare.
    if (theirs.seq <= unproven.seq + 1) this.#apply(this.#timeline.begin(unproven.seq));
    return true;
  }

  /** The host's log parted from ours before our end: a copy was put back, or two hosts ran. Ours is none of it. */
  #parted(at: Attached): void {
    at.unproven = undefined;
    at.begun = true;
    this.#endReplay();
    const { first, head } = at.welcome.room;
    this.#jump("reset", Math.max(first - 1, head - limits.NEWEST_EVENTS));
    this.#pull();
  }

  #jump(why: "reset" | "gap", before: number): void {
    // A begin that was asked for without a log, and without anything handed out, jumps over nothing.
    if (this.#bookmark.position || this.#at?.from?.log !== undefined) this.#o.handlers.reset(why, before + 1);
    if (why === "reset") {
      this.#bookmark.forget();
      this.#complete = { seq: 0, at: 0 };
    }
    this.#apply(this.#timeline.begin(before));
  }

  #apply(events: readonly RoomEvent[]): void {
    const at = this.#at;
    const { last } = this.#timeline;
    if (!at || last === undefined) return;
    const { log, head } = at.welcome.room;
    const { position } = this.#bookmark;
    if (position?.log !== log || position.seq !== last) this.#bookmark.note({ log, seq: last }, events);
    const old = events.filter(({ seq }) => seq <= head);
    const live = old.length === 0 ? events : events.slice(old.length);
    if (old.length > 0) this.#o.handlers.events(old, false);
    if (live.length > 0) this.#o.handlers.events(live, true);
    this.#confirm();
    if (this.#at !== at || !at.begun || at.caughtUp || last < head) return;
    at.caughtUp = true;
    this.#endReplay();
    this.#o.handlers.caughtUp();
  }

  #confirm(): void {
    const { last } = this.#timeline;
    if (last !== undefined && last >= this.#claim.head) this.#complete = { seq: last, at: this.#claim.at };
  }

  #pull(): void {
    const at = this.#at;
    if (at?.unproven && !at.replaying && at.fetching.size === 0 && at.welcome.start === "replayed")
      this.#ask(at, { from: at.unproven.seq, to: at.unproven.seq + limits.PAGE_EVENTS - 1 });
    if (!at?.begun || at.replaying) return;
    if (!this.#o.handlers.ready()) {
      this.#stalled = true;
      return;
    }
    const missing = this.#timeline.missing();
    for (const range of nextFetches(missing, [...at.fetching], FETCHES, limits.PAGE_EVENTS))
      this.#ask(at, range);
  }

  #ask(at: Attached, range: Range): void {
    at.fetching.add(range);
    this.#o.handlers.fetch(range).then(
      (page) => this.#fetched(at, range, page),
      (error) => {
        if (this.#at !== at) return;
        if (codeOf(error) === "TIMEOUT") this.#o.handlers.unanswered();
        else this.#o.handlers.contradiction(String((error as Error).message));
      },
    );
  }

  #fetched(at: Attached, range: Range, page: Page): void {
    if (this.#at !== at) return;
    at.fetching.delete(range);
    this.#prove(at, page.events);
    if (page.first > (this.#timeline.last ?? 0) + 1) this.#jump("gap", page.first - 1);
    else if (page.first <= range.from && page.events[0]?.seq !== range.from) {
      this.#o.handlers.contradiction(`The host has no event ${range.from} that it spoke of.`);
      return;
    }
    this.#apply(this.#timeline.take(page.events));
    this.#pull();
  }
}
