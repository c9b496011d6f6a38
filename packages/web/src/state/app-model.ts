/** The whole page: lists, seats, places, and what a person asks for. */
import type { RoomTarget } from "@partyline/client";
import { type Clock, type MessageEvent, ROOM_ID } from "@partyline/protocol";
import { batch, computed, effect, signal, untracked } from "@preact/signals-core";
import { targetOf } from "../backend/bytes.ts";
import type { Backend } from "../backend/ports.ts";
import { failureIn, failureOf, outcome } from "./failures.ts";
import { factsOf, inOrder, othersOf, type Reach, reachOf, recentOf } from "./lists.ts";
import type { AppModel, Failure, Notice } from "./model.ts";
import { createRouter, type History } from "./place.ts";
import { createPreferences } from "./preferences.ts";
import type { ClientParts } from "./room-life.ts";
import { createRoom } from "./room-model.ts";
import type { Frame, Seat } from "./room-options.ts";
import { createSeats, RECENT_SEATS } from "./seats.ts";
import { roomShelf, type Shelf } from "./shelf.ts";

/** How long nothing may be found before the page says why that can be (milliseconds). */
const LOOKING_MS = 5_000;

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
    saved: backend.saved.value,
  }));
  const nearby = computed(() => othersOf(lists.value));
  const found = signal<ReadonlyMap<string, Reach>>(new Map());
  const missing = signal<Failure | undefined>(undefined);
  const ownNotices = signal<readonly Notice[]>([]);
  const dismissed = signal<ReadonlySet<Notice["kind"]>>(new Set());
  const waited = signal(false);
  const everListed = new Set<string>();
  /** The room that is being left for good, which must not be seated again at once. */
  const leaving = new Set<string>();
  const stops: (() => void)[] = [
    clock.after(LOOKING_MS, () => {
      waited.value = true;
    }),
  ];

  const seats = createSeats((reach) => seatOf(reach));

  function seatOf({ target, password }: Reach): Seat {
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
      storeAway: () => backend.life.peek() === 0,
      live: (now) => void pin(now),
      heard: (messages, seen) => options.heard({ id, name: seat.name.peek() }, messages, seen),
      trouble: (code) => {
        if (code === "STORE" && backend.life.peek() !== 0)
          note("storage-failing", failureOf("STORE").message);
      },
      clockWrong: (words) => words !== undefined && note("clock", words),
    });
    return seat;
  }

  function note(kind: Notice["kind"], message: string): void {
    if (ownNotices.peek().some((one) => one.kind === kind)) return;
    ownNotices.value = [...ownNotices.peek(), { kind, message }];
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

  const reach = (id: string): Reach | undefined => {
    const { token } = router.address.peek();
    return reachOf(id, lists.peek(), isHere(id) ? token : undefined) ?? found.peek().get(id);
  };

  /** Takes the seat of the room that the page is in, as soon as anybody knows how to reach it. */
  stops.push(
    effect(() => {
      const now = place.value;
      void lists.value;
      void found.value;
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
      missing.value = undefined;
      if (now.kind !== "room" || !backend.ready.value) return;
      return untracked(() => look(now.id));
    }),
    // What was dismissed while it lasted is news when it comes again.
    effect(() => {
      if (backend.notice.value === undefined) dismissed.value = new Set();
    }),
    effect(() => {
      if (backend.life.value > 1) untracked(() => seats.each((seat) => seat.renew()));
    }),
  );

  function seat(id: string): void {
    const known = reach(id);
    if (known && !seats.get(id)) seats.take(known);
  }

  function seatOthers(): void {
    const { hosted, saved } = lists.peek();
    for (const room of hosted) if (room.open && !leaving.has(room.id)) seat(room.id);
    const recent = saved.filter(({ id }) => !leaving.has(id) && !hosted.some((own) => own.id === id));
    for (const { id } of recent.slice(0, RECENT_SEATS)) seat(id);
  }

  /** Asks for a room that no list has; after a while says that nobody knows it. */
  function look(id: string): () => void {
    if (reach(id)) return () => {};
    if (!ROOM_ID.test(id)) {
      missing.value = failureOf("BAD_LINK");
      return () => {};
    }
    let over = false;
    const unknown = (failure: Failure) => {
      if (!over && !seats.get(id)) missing.value = failure;
    };
    const cancel = clock.after(LOOKING_MS, () => unknown(failureOf("NO_ROOM")));
    backend.find(id, router.address.peek().token).then(
      (room) => {
        if (room) learn({ target: targetOf(room), password: room.password });
        else if (backend.kind === "guest") unknown(failureOf("NO_ROOM"));
      },
      (error) => unknown(failureIn(error)),
    );
    return () => {
      over = true;
      cancel();
    };
  }

  function learn(reach: Reach): void {
    const { id } = reach.target;
    leaving.delete(id);
    found.value = new Map([...found.peek(), [id, reach]]);
    missing.value = undefined;
  }

  function enter(reach: Reach): void {
    batch(() => {
      learn(reach);
      seats.take(reach);
      router.go({ kind: "room", id: reach.target.id });
    });
    if (seats.get(reach.target.id)?.live) void pin(reach.target);
  }

  return {
    kind: backend.kind,
    ready: backend.ready,
    username: backend.name,
    place,
    missing,
    preferences,
    nearby,
    notices: computed(() => {
      const all = [...(backend.notice.value ? [backend.notice.value] : []), ...ownNotices.value];
      return all.filter(({ kind }) => !dismissed.value.has(kind));
    }),
    search: computed(() => {
      if (nearby.value.length > 0) return "found";
      return waited.value ? "nothing" : "looking";
    }),
    hosted: computed(() => inOrder(backend.hosted.value)),
    recent: computed(() => recentOf(lists.value)),
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
        // One that is open says how to reach it.
        enter({ target: targetOf(room.target!), password: room.password });
        seats.get(room.id)!.sharing.value = true;
      }),
    enter: (id) =>
      outcome(async () => {
        const known = reach(id);
        if (!known) throw Object.assign(new Error(), { code: "NO_ROOM" });
        enter(known);
      }),
    enterText: (text) =>
      outcome(async () => {
        const located = await backend.locate(text);
        if ("elsewhere" in located) return options.leaveTo(located.elsewhere);
        const { room } = located;
        enter({ target: targetOf(room), password: room.password });
      }),
    leave: (id) =>
      outcome(async () => {
        leaving.add(id);
        if (isHere(id)) router.go({ kind: "home" });
        found.value = new Map([...found.peek()].filter(([other]) => other !== id));
        await seats.leave(id);
        await backend.forget(id);
        roomShelf(shelf, id).clear();
        options.secrets.set(id, undefined);
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
        const now = place.peek();
        // Whoever destroyed it knows what happened; only the others are told in its place.
        if (now.kind === "room" && now.id === id) router.go({ kind: "home" });
      }),
    dismiss(notice) {
      dismissed.value = new Set([...dismissed.peek(), notice.kind]);
      ownNotices.value = ownNotices.peek().filter(({ kind }) => kind !== notice.kind);
    },
    wake: () => seats.each((seat) => seat.probe()),
    async close() {
      for (const stop of stops) stop();
      router.stop();
      await seats.close();
      backend.stop();
    },
  };
}
