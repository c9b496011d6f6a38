/** One room as the screens show it: a client's life, gathered and told by signals once a frame. */
import type { ClientEvent, ConnectionState } from "@partyline/client";
import { effect, signal } from "@preact/signals-core";
import { clockWords } from "./clock-check.ts";
import { createComposer } from "./composer.ts";
import { createGatekeeper } from "./gatekeeper.ts";
import { roomActions } from "./room-actions.ts";
import { RoomFeed } from "./room-feed.ts";
import { RoomLife } from "./room-life.ts";
import type { RoomOptions, Seat } from "./room-options.ts";
import { createRoomRoads } from "./room-roads.ts";
import { createRoomView } from "./room-view.ts";
import { watchStanding } from "./standing-watch.ts";
import { createTyping } from "./typing.ts";

/** Endings that are this page's own affair: the room was left, or goes on in another session. */
const HERE: ReadonlySet<string> = new Set(["CLOSED_HERE", "SESSION_LOST"]);

export function createRoom(options: RoomOptions): Seat {
  const { target, shelf, secrets, clock, facts, username } = options;
  const feed = new RoomFeed({ shelf, dayOf: options.dayOf });

  const name = signal(target.name ?? "");
  const password = signal(options.password);
  const isOwner = signal(false);
  const typing = signal("");
  const sharing = signal(false);

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
      drawSoon();
      return from;
    },
    event: take,
  });
  const isLive = () => life.client.state.kind === "live";
  const view = createRoomView({ feed, client: () => life.client, name, clock, frame: options.frame });
  const { drawSoon } = view;
  const keeper = createGatekeeper({
    room: target.id,
    shelf,
    secrets,
    start: (change) => life.client.start(change),
  });
  const watch = watchStanding({
    clock,
    state: () => life.client.state,
    facts: () => facts.peek(),
    storeAway: options.storeAway,
    offline: () => {
      feed.hostAway();
      view.settle();
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
    clock,
    shelf,
    send: (text) => life.client.send(text),
    typing: (on) => life.client.setTyping(on),
  });

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
        if (heard.length > 0) options.heard(heard, view.seen);
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
    drawSoon();
  }

  function became(state: ConnectionState): void {
    if (state.kind === "catching-up" || state.kind === "live") keeper.passed();
    else typingOf.clear();
    if (state.kind === "live") live();
    // Where the store is away and not the room, its next life brings another client.
    if (state.kind === "ended" && !options.storeAway() && !HERE.has(state.code)) {
      keeper.ended(state.code, state.detail);
      view.settle();
    }
    watch.became(state);
  }

  function live(): void {
    view.settle(true);
    const { client } = life;
    client.members().then(
      (members) => {
        if (client !== life.client) return;
        feed.people.replace(members);
        drawSoon();
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
  );
  life.client.start();

  return {
    id: target.id,
    name,
    standing,
    gate,
    password,
    isOwner,
    typing,
    sharing,
    givePassword,
    giveName,
    tryAgain,
    ...view.face,
    ...roads,
    draft: composer.draft,
    charactersLeft: composer.charactersLeft,
    get live() {
      return isLive();
    },

    send() {
      if (gate.peek()?.kind === "ended" || !composer.send()) return;
      feed.rows.setNew(undefined);
      drawSoon();
    },
    retry(key) {
      life.client.retry(key).catch(() => {});
    },
    discard(key) {
      life.client.discard(key).then(
        () => {
          feed.rows.drop(key);
          drawSoon();
        },
        () => {},
      );
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
      view.close();
      watch.close();
      for (const stop of stops) stop();
      typingOf.clear();
      keeper.close();
      return life.close();
    },
  };
}
