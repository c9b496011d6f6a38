/** The whole page: lists, seats, places, and what a person asks for. */
import type { RoomTarget } from "@partyline/client";
import type { Hosted } from "@partyline/console";
import type { Clock, MessageEvent } from "@partyline/protocol";
import { batch, computed, effect, signal, untracked } from "@preact/signals-core";
import { targetOf } from "../backend/bytes.ts";
import type { Backend } from "../backend/ports.ts";
import { failureOf, outcome } from "./failures.ts";
import { createFinder, LOOKING_MS } from "./finder.ts";
import { lastReach } from "./last-reach.ts";
import { elsewhereOf, factsOf, inOrder, othersOf, recentOf, type Way } from "./lists.ts";
import type { AppModel } from "./model.ts";
import { createNotices } from "./notices.ts";
import { createRouter, type History } from "./place.ts";
import { createPreferences } from "./preferences.ts";
import type { ClientParts } from "./room-life.ts";
import { createRoom } from "./room-model.ts";
import type { Frame, Seat } from "./room-options.ts";
import { createSeats, RECENT_SEATS } from "./seats.ts";
import { roomShelf, type Shelf } from "./shelf.ts";
import { switchboardActions } from "./switchboards.ts";

export interface AppOptions {
  readonly backend: Backend;
  readonly parts: Omit<ClientParts, "store">;
  readonly clock: Clock;
  readonly frame: Frame;
  readonly shelf: Shelf;
  /** Lives as long as the tab does. */
  readonly secrets: Shelf;
  readonly history: History;
  dayOf(at: number): string;
  readonly mayNotify: boolean;
  /** Opens another page in this one's place. */
  leaveTo(url: string): void;
  /** Others said this just now; `seen`: while the person looked at the room. */
  heard(room: { id: string; name: string }, messages: readonly MessageEvent[], seen: boolean): void;
}

export interface App extends AppModel {
  /** The network may have changed, or the person looks again. */
  wake(): void;
  close(): Promise<void>;
}

export function createApp(options: AppOptions): App {
  const { backend, clock, shelf } = options;
  const router = createRouter(options.history);
  const place = computed(() => router.address.value.place);
  const preferences = createPreferences(shelf, options.mayNotify);
  const lists = computed(() => ({
    hosted: backend.hosted.value,
    nearby: backend.nearby.value,
    switchboards: backend.switchboards.value,
    saved: backend.saved.value,
  }));
  const nearby = computed(() => othersOf(lists.value));
  const reach = lastReach(shelf);
  const notices = createNotices(backend.notice);
  const waited = signal(false);
  const everListed = new Set<string>();
  /** The room that is being left for good, which must not be seated again at once. */
  const leaving = new Set<string>();
  const stops: (() => void)[] = [
    clock.after(LOOKING_MS, () => {
      waited.value = true;
    }),
  ];

  const seats = createSeats((way) => seatOf(way));

  function seatOf({ target, password }: Way): Seat {
    const { id } = target;
    const seat = createRoom({
      target,
      password,
      parts: { ...options.parts, store: backend.store },
      clock,
      frame: options.frame,
      dayOf: options.dayOf,
      shelf: roomShelf(shelf, id),
      secrets: options.secrets,
      username: backend.name,
      facts: computed(() => factsOf(target, lists.value, everListed.has(id))),
      own: backend.own,
      storeAway: () => backend.life.peek() === 0,
      live: (now) => void pin(now),
      heard: (messages, seen) => options.heard({ id, name: seat.name.peek() }, messages, seen),
      trouble: (code) => {
        if (code === "STORE" && backend.life.peek() !== 0)
          notices.note("storage-failing", failureOf("STORE").message);
      },
      clockWrong: (words) => words !== undefined && notices.note("clock", words),
    });
    return seat;
  }

  /** A seat in the background keeps its place in the list: only the room that a person is in counts as joined. */
  async function pin(target: RoomTarget): Promise<void> {
    const here = isHere(target.id);
    const before = backend.saved.peek().find(({ id }) => id === target.id);
    if (!here && before === undefined) return;
    try {
      await backend.pin({ ...target, lastJoined: here ? clock.now() : before!.lastJoined });
      router.hideToken(target.id);
    } catch {
      // It is joined all the same; the store says by itself what is wrong with it.
    }
  }

  const isHere = (id: string): boolean => {
    const now = place.peek();
    return now.kind === "room" && now.id === id;
  };

  const finder = createFinder({
    backend,
    clock,
    lists,
    token: (id) => (isHere(id) ? router.address.peek().token : undefined),
    isSeated: (id) => seats.get(id) !== undefined,
    named: (id) => router.replace({ kind: "room", id }),
  });

  /** Takes the seat of the room that the page is in, as soon as anybody knows how to reach it. */
  stops.push(
    effect(() => {
      const now = place.value;
      void lists.value;
      void finder.found.value;
      if (!backend.ready.value || backend.name.value === undefined) return;
      untracked(() => {
        for (const { id } of lists.peek().nearby) everListed.add(id);
        if (now.kind === "room" && !leaving.has(now.id)) seat(now.id);
        if (backend.kind === "console") seatOthers();
      });
    }),
    effect(() => {
      const now = place.value;
      const taken = now.kind === "room" ? seats.all.value.get(now.id) : undefined;
      untracked(() => {
        seats.each((seat) => seat !== taken && seat.exit());
        taken?.enter();
      });
    }),
    effect(() => {
      const now = place.value;
      if (now.kind !== "room" || !backend.ready.value) return;
      return untracked(() => finder.look(now.id));
    }),
    // Destroyed by another page of this person: kept on no list, it goes when nobody reads it here any more.
    effect(() => {
      const now = place.value;
      const { hosted, saved } = lists.value;
      const kept = new Set([...hosted, ...saved].map(({ id }) => id));
      for (const [id, seat] of seats.all.value)
        if (isDestroyed(seat) && !kept.has(id) && !(now.kind === "room" && now.id === id))
          void untracked(() => depart(id, true).catch(() => {}));
    }),
    notices.stop,
    effect(() => {
      if (backend.life.value > 1) untracked(() => seats.each((seat) => seat.renew()));
    }),
  );

  function seat(id: string): void {
    const known = finder.way(id);
    if (known && !seats.get(id)) seats.take(known);
  }

  function seatOthers(): void {
    const { hosted, saved } = lists.peek();
    for (const room of hosted) if (room.open && !leaving.has(room.id)) seat(room.id);
    const recent = saved.filter(({ id }) => !leaving.has(id) && !hosted.some((own) => own.id === id));
    for (const { id } of recent.slice(0, RECENT_SEATS)) seat(id);
  }

  function enter(known: Way): void {
    const { id } = known.target;
    batch(() => {
      leaving.delete(id);
      finder.learn(known);
      seats.take(known);
      router.go({ kind: "room", id });
    });
    if (seats.get(id)?.live) void pin(known.target);
  }

  /** Out of the room. Nothing of it is kept but the draft, and not that where the room is `destroyed`. */
  async function depart(id: string, destroyed = isDestroyed(seats.get(id))): Promise<void> {
    leaving.add(id);
    if (isHere(id)) router.go({ kind: "home" });
    finder.forget(id);
    await seats.leave(id);
    await backend.forget(id);
    const kept = roomShelf(shelf, id);
    if (destroyed) kept.clear();
    else kept.leave();
    options.secrets.set(id, undefined);
  }

  /** Goes into a room that this device hosts from now on. One that is open says how to reach it. */
  const enterOwn = ({ target, password }: Hosted) => enter({ target: targetOf(target!), password });

  return {
    kind: backend.kind,
    ready: backend.ready,
    username: backend.name,
    place,
    missing: finder.missing,
    preferences,
    nearby,
    notices: notices.notices,
    search: computed(() => {
      if (nearby.value.length > 0) return "found";
      return waited.value ? "nothing" : "looking";
    }),
    hosted: computed(() => inOrder(backend.hosted.value)),
    recent: computed(() => recentOf(lists.value)),
    switchboards: computed(() => elsewhereOf(lists.value)),
    lastReach: reach,
    seats: seats.all,
    unread: computed(() => {
      let sum = 0;
      for (const seat of seats.all.value.values()) sum += seat.unread.value;
      return sum;
    }),

    go: (to) => router.go(to),
    setUsername: (name) =>
      outcome(async () => {
        const kept = await backend.setName(name);
        seats.each((seat) => seat.setUsername(kept));
      }),
    create: (wish) =>
      outcome(async () => {
        const room = await backend.create(wish);
        const { unlisted, switchboards, shareAddresses } = wish;
        reach.value = { unlisted, switchboards, shareAddresses };
        enterOwn(room);
        seats.get(room.id)!.sharing.value = true;
      }),
    enter: (id) => outcome(() => enter(finder.enterable(id))),
    enterText: (text) =>
      outcome(async () => {
        const located = await backend.locate(text);
        if ("elsewhere" in located) return options.leaveTo(located.elsewhere);
        const { room } = located;
        enter({ target: targetOf(room), password: room.password });
      }),
    leave: (id) => outcome(() => depart(id)),
    ...switchboardActions(backend.own),
    recover: (key, switchboards, name) =>
      outcome(async () => {
        if (backend.own) enterOwn(await backend.own.recover(key, switchboards, name));
      }),
    openHosted: (id) =>
      outcome(async () => {
        leaving.delete(id);
        await backend.open(id);
      }),
    closeHosted: (id) => outcome(() => backend.close(id)),
    destroyHosted: (id) =>
      outcome(async () => {
        await backend.destroy(id);
        // Whoever destroyed it knows what happened; only the others are told in its place. Not waited for: the question
        // on the screen closes as the page goes home.
        void outcome(() => depart(id, true));
      }),
    dismiss: notices.dismiss,
    wake: () => seats.each((seat) => seat.probe()),
    async close() {
      for (const stop of stops) stop();
      router.stop();
      await seats.close();
      backend.stop();
    },
  };
}

function isDestroyed(seat: Seat | undefined): boolean {
  const gate = seat?.gate.value;
  return gate?.kind === "ended" && gate.failure.code === "CLOSED";
}
