/** One room as the screens show it: a client's life, gathered and told by signals once a frame. */
import type { ClientEvent, ConnectionState } from "@partyline/client";
import { batch, effect, signal } from "@preact/signals-core";
import { clockWords } from "./clock-check.ts";
import { createComposer } from "./composer.ts";
import { createGatekeeper } from "./gatekeeper.ts";
import { isolated } from "./isolated.ts";
import type { Person, Row } from "./model.ts";
import { repeat } from "./repeat.ts";
import { roomActions } from "./room-actions.ts";
import { NOT_KEPT, RoomFeed } from "./room-feed.ts";
import { RoomLife } from "./room-life.ts";
import type { RoomOptions, Seat } from "./room-options.ts";
import { createRoomRoads } from "./room-roads.ts";
import { watchStanding } from "./standing-watch.ts";
import { createTyping } from "./typing.ts";

/** Events in a page of older ones. */
const OLDER_EVENTS = 100;
/** How long the first rows wait for the host's answer, so that they open at the first unread (milliseconds). */
const HOLD_MS = 500;
/** How often the time up to which everything is here is read (milliseconds); the host confirms every 15 s. */
const COMPLETE_MS = 5_000;

/** Endings that are this page's own affair: the room was left, or goes on in another session. */
const HERE: ReadonlySet<string> = new Set(["CLOSED_HERE", "SESSION_LOST"]);

const NO_ROWS: readonly Row[] = [];

export function createRoom(options: RoomOptions): Seat {
  const { target, shelf, secrets, clock, facts, username } = options;
  const feed = new RoomFeed({ shelf, dayOf: options.dayOf });

  const name = signal(target.name ?? "");
  const password = signal(options.password);
  const isOwner = signal(false);
  const rows = signal(NO_ROWS);
  const opensAt = signal<number | undefined>(undefined);
  const older = signal<"more" | "loading" | "none">("more");
  const unread = signal(0);
  const people = signal<readonly Person[]>([]);
  const hereCount = signal(0);
  const typing = signal("");
  const completeTo = signal<number | undefined>(undefined);
  const sharing = signal(false);

  let shown = false;
  let seen = false;
  let atEnd = false;
  let held = true;
  let closed = false;
  let settled = false;
  /** The host has nothing older, whatever it said at the welcome: it lets go of what is too old. */
  let exhausted = false;
  const stops: (() => void)[] = [];

  const life = new RoomLife({
    parts: options.parts,
    target,
    name: () => shelf.name ?? username.value ?? "",
    password: () => keeper.ask(),
    shelf,
    carried: (entries) => feed.carried(entries),
    opened: (session) => {
      const from = feed.opened(session);
      flushSoon();
      return from;
    },
    event: take,
  });
  const keeper = createGatekeeper({
    ...{ room: target.id, shelf, secrets },
    start: (change) => life.client.start(change),
  });
  const watch = watchStanding({
    clock,
    state: () => life.client.state,
    facts: () => facts.peek(),
    storeAway: options.storeAway,
    offline: () => {
      feed.hostAway();
      settled = true;
      flushSoon();
    },
  });
  const { standing } = watch;
  const { gate, givePassword, giveName, tryAgain } = keeper;
  const { took, ...roads } = createRoomRoads({ target, parts: options.parts, facts, name, standing });
  let toldAddresses: string | undefined = JSON.stringify(target.addresses);
  const typingOf = createTyping(
    clock,
    (id) => id === feed.me,
    (words) => {
      typing.value = words;
    },
  );
  const composer = createComposer({
    ...{ clock, shelf },
    send: (text) => life.client.send(text),
    typing: (on) => life.client.setTyping(on),
  });

  let flushing: (() => void) | undefined;
  function flushSoon(): void {
    flushing ??= options.frame(flush);
  }

  function flush(): void {
    flushing = undefined;
    if (closed) return;
    // What comes in one go after a break is not read because the page happens to stand at the end.
    if (seen && atEnd && !held && isLive()) feed.readAll();
    if (shown && held && feed.rows.newAt === undefined) feed.markNew();
    if (held && (settled || feed.rows.newAt !== undefined)) held = false;
    batch(() => {
      const { first } = feed.rows;
      const { room } = life.client;
      if (first !== undefined && room && older.peek() !== "loading") {
        older.value = first > room.first && !exhausted ? "more" : "none";
        const words = first === 1 ? `This is the beginning of ${isolated(name.peek())}` : NOT_KEPT;
        feed.rows.setStart(older.value === "none" ? words : undefined);
      }
      rows.value = held ? NO_ROWS : feed.rows.rows;
      opensAt.value = held ? undefined : feed.rows.newAt;
      unread.value = feed.unread.count;
      people.value = feed.people.list;
      hereCount.value = feed.people.here;
      readComplete();
    });
  }

  function readComplete(): void {
    const { at } = life.client.completeTo;
    if (at > 0) completeTo.value = at;
  }

  function take(event: ClientEvent): void {
    const heard = feed.take(event, life.client);
    switch (event.kind) {
      case "state":
        became(event.state);
        break;
      case "me":
        isOwner.value = event.me.role === "owner";
        break;
      case "room":
        name.value = event.room.name;
        password.value = event.room.password;
        break;
      case "road":
        took(event.road);
        break;
      case "events":
        for (const one of event.events) if (one.kind === "message") typingOf.said(one.by);
        if (event.live) options.clockWrong(clockWords(event.events.at(-1)!.at, clock.now()));
        if (heard.length > 0) options.heard(heard, seen);
        break;
      case "signal":
        typingOf.note(event.signal);
        break;
      case "pending":
        composer.entered(event.entry.text);
        break;
      case "trouble":
        options.trouble(event.code);
        break;
    }
    if (sharing.peek() && feed.people.list.some(({ me, presence }) => !me && presence === "here"))
      sharing.value = false;
    flushSoon();
  }

  function became(state: ConnectionState): void {
    if (state.kind === "catching-up" || state.kind === "live") keeper.passed();
    else typingOf.clear();
    if (state.kind === "live") live();
    // Where the store is away and not the room, its next life brings another client.
    if (state.kind === "ended" && !options.storeAway() && !HERE.has(state.code)) {
      keeper.ended(state.code, state.detail);
      settled = true;
    }
    watch.became(state);
  }

  const isLive = () => life.client.state.kind === "live";

  function live(): void {
    settled = true;
    if (shown) feed.markNew();
    const { client } = life;
    client.members().then(
      (members) => {
        if (client !== life.client) return;
        feed.people.replace(members);
        flushSoon();
      },
      () => {},
    );
    options.live({ ...life.target, name: name.peek() });
  }

  stops.push(
    effect(() => {
      const { addresses, switchboards } = facts.value;
      life.setSwitchboards(switchboards);
      // Only news: a client that waits dials at once when it is told.
      const told = JSON.stringify(addresses);
      if (addresses && told !== toldAddresses) life.setAddresses(addresses);
      toldAddresses = told;
      watch.judge();
    }),
    composer.close,
    clock.after(HOLD_MS, () => {
      held = false;
      flushSoon();
    }),
    repeat(clock, COMPLETE_MS, readComplete),
  );
  life.client.start();

  return {
    id: target.id,
    ...{ name, standing, gate, password, isOwner, rows, opensAt, older, unread, people, hereCount },
    ...{ typing, completeTo, sharing, givePassword, giveName, tryAgain },
    ...{ ...roads, draft: composer.draft, charactersLeft: composer.charactersLeft },
    get live() {
      return isLive();
    },

    send() {
      if (gate.peek()?.kind === "ended" || !composer.send()) return;
      feed.rows.setNew(undefined);
      flushSoon();
    },
    retry(key) {
      life.client.retry(key).catch(() => {});
    },
    discard(key) {
      life.client.discard(key).then(
        () => {
          feed.rows.drop(key);
          flushSoon();
        },
        () => {},
      );
    },
    async loadOlder() {
      const { first } = feed.rows;
      // Offline nothing is tried: they are loaded when the person scrolls there again.
      if (first === undefined || older.peek() !== "more" || !isLive()) return;
      older.value = "loading";
      const events = await life.client.history(first, OLDER_EVENTS).catch(() => undefined);
      if (events) feed.older(events);
      if (events?.length === 0) exhausted = true;
      older.value = "more";
      flushing?.();
      flush();
    },
    atEnd(isAtEnd) {
      atEnd = isAtEnd;
      flushSoon();
    },
    setSeen(isSeen) {
      if (isSeen && !seen && settled) feed.markNew();
      seen = isSeen;
      flushSoon();
    },
    enter() {
      shown = true;
      if (settled || feed.rows.last !== undefined) feed.markNew();
      flushing?.();
      flush();
    },
    exit() {
      shown = false;
      seen = false;
      atEnd = false;
      feed.rows.setNew(undefined);
      flushSoon();
    },
    setUsername(to) {
      if (shelf.name === undefined) life.client.rename(to).catch(() => {});
    },
    renew() {
      void life.renew().then(watch.judge);
    },
    probe: () => life.client.probe(),
    ...roomActions(target.id, () => life.client, options.own),
    close() {
      closed = true;
      flushing?.();
      watch.close();
      for (const stop of stops) stop();
      typingOf.clear();
      keeper.close();
      return life.close();
    },
  };
}
