/** The whole page's state for the gallery, without a program behind it. */
import { computed, type Signal, signal } from "@preact/signals";
import type { AppModel, Hosted, Nearby, Notice, Outcome, Place, Recent } from "../../src/state/model.ts";
import { type FakeRoom, fakeRoom, PEOPLE, roadOf, soon } from "./fake-room.ts";

/** What the lists hold. `broken`: the program is gone, storage is refused, every action fails. */
export type GalleryState = "empty" | "looking" | "few" | "many" | "broken";

export interface FakeOptions {
  readonly kind?: AppModel["kind"];
  readonly state?: GalleryState;
  /** Undefined for the first start. */
  readonly username?: string | undefined;
  readonly place?: Place;
  readonly mayNotify?: boolean;
  /** The room of `place` cannot be found. */
  readonly missing?: boolean;
}

/** {@link AppModel} with what a test wants to turn. */
export interface FakeApp extends AppModel {
  readonly place: Signal<Place>;
  readonly seats: Signal<ReadonlyMap<string, FakeRoom>>;
  readonly notices: Signal<readonly Notice[]>;
}

const DONE: Outcome = { ok: true, value: undefined };
const FAILED: Outcome = {
  ok: false,
  failure: {
    code: "UNREACHABLE",
    message:
      "192.168.1.31 does not answer. Check that the room is open and that both devices are on the same network.",
  },
};

/** Names that break layouts: as long as the rules allow, right to left, pictures, other scripts. */
export const NAMES = {
  long: "The Very Long Reading Club Thurs",
  wide: "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
  arabic: "مقهى الجيران في الحي القديم هنا",
  emoji: "LAN Party 🎮",
  chinese: "物理实验室",
} as const;

/** A room id of 32 base32 characters. */
export const idOf = (start: string): string => start.padEnd(32, "a");

const KEYS = "A".repeat(86);
/** 12:04 on a day in November. */
export const NOON = new Date(2026, 10, 22, 12, 4).getTime();

const nearby = (id: string, name: string, by?: string, password = false): Nearby => ({
  id: idOf(id),
  name,
  password,
  keys: KEYS,
  addresses: [{ address: "192.168.1.31", port: 2525 }],
  ...(by ? { by } : {}),
});

const hosted = (id: string, name: string, here: readonly string[], more: Partial<Hosted> = {}): Hosted => ({
  id: idOf(id),
  name,
  open: true,
  password: false,
  unlisted: false,
  keep: "all",
  listedAs: name,
  here: here.map((one) => ({ id: `m-${one.toLowerCase()}`, name: one })),
  roads: [roadOf(idOf(id), "192.168.1.20:2525")],
  target: { id: idOf(id), name, keys: KEYS, addresses: [] },
  ...more,
});

const recent = (id: string, name: string, hoursAgo: number): Recent => ({
  id: idOf(id),
  name,
  lastJoined: NOON - hoursAgo * 3_600_000,
});

function lists(state: GalleryState): { nearby: Nearby[]; hosted: Hosted[]; recent: Recent[] } {
  if (state === "empty" || state === "looking") return { nearby: [], hosted: [], recent: [] };
  const few = {
    nearby: [
      nearby("lanp", NAMES.emoji, "Jun", true),
      nearby("phys", "Physics Lab 2", "Miro"),
      nearby("qahw", "مقهى الجيران", "سلمى"),
    ],
    hosted: [
      hosted("read", "Reading Club", ["Anneli", "Ines", "Jun", "Miro"]),
      hosted("gard", "Garden Plan", [], { open: false, roads: [] }),
    ],
    recent: [recent("phys", "Physics Lab 2", 2), recent("board", "Board Games Thursday", 26)],
  };
  if (state !== "many") return few;
  return {
    nearby: [
      ...few.nearby,
      nearby("long", NAMES.long, "Bartholomew Featherstonehaugh-Ch", true),
      nearby("wide", NAMES.wide, "W".repeat(32)),
      nearby("arab", NAMES.arabic, "عبد الرحمن بن محمد الأندلسي", true),
      nearby("chin", NAMES.chinese, "李雷"),
      ...Array.from({ length: 14 }, (_, index) =>
        nearby(`more${index}`, `Workshop table ${index + 1}`, "Okan"),
      ),
    ],
    hosted: [
      ...few.hosted,
      hosted("wide2", NAMES.wide, ["Anneli"], {
        password: true,
        listedAs: `${NAMES.wide.slice(0, 28)} (2)`,
        trouble:
          "The network has no multicast, so this room is on no list. People can still join by link or code.",
      }),
      hosted("arab2", NAMES.arabic, [], { open: false, unlisted: true }),
      ...Array.from({ length: 5 }, (_, index) =>
        hosted(`old${index}`, `Meeting ${index + 1}`, [], { open: false }),
      ),
    ],
    recent: [
      ...few.recent,
      recent("long", NAMES.long, 50),
      ...Array.from({ length: 8 }, (_, index) =>
        recent(`past${index}`, `Seminar ${index + 1}`, 100 + index * 30),
      ),
    ],
  };
}

const BROKEN: readonly Notice[] = [
  {
    kind: "program-gone",
    message:
      "Partyline is not running on this device any more. Start it again, and this page goes on by itself.",
  },
  {
    kind: "storage-refused",
    message:
      "This browser keeps nothing for this page. Messages that are not sent yet are lost when you close it.",
  },
];

export function fakeApp(options: FakeOptions = {}): FakeApp {
  const { kind = "console", state = "few", place: startAt = { kind: "home" }, mayNotify = true } = options;
  const first = lists(state);
  const username = signal("username" in options ? options.username : "Anneli");
  const place = signal<Place>(startAt);
  const broken = state === "broken";
  const answer = () => soon(broken ? FAILED : DONE);
  const hostedRooms = signal<readonly Hosted[]>(kind === "guest" ? [] : first.hosted);
  const recents = signal<readonly Recent[]>(kind === "guest" ? [] : first.recent);
  const reading = fakeRoom({
    id: idOf("read"),
    name: "Reading Club",
    road: kind === "guest" ? "on this network" : "hosted on this device",
    owner: kind === "console",
    people: PEOPLE,
    unread: 3,
    completeTo: NOON,
  });
  const rooms: FakeRoom[] =
    state === "empty" || state === "looking"
      ? []
      : [
          reading,
          fakeRoom({ id: idOf("phys"), name: "Physics Lab 2" }),
          fakeRoom({
            id: idOf("board"),
            name: "Board Games Thursday",
            road: "host is offline",
            unread: 12,
            standing: { kind: "offline", words: "Host is offline: messages will be sent when it returns" },
          }),
        ];
  const seats = signal<ReadonlyMap<string, FakeRoom>>(new Map(rooms.map((room) => [room.id, room])));
  const go = (to: Place) => {
    place.value = to;
  };
  const seat = (id: string, name: string, owner: boolean) => {
    if (!seats.value.has(id)) {
      seats.value = new Map(seats.value).set(id, fakeRoom({ id, name, owner, sharing: owner }));
    }
    go({ kind: "room", id });
  };
  const setHosted = (id: string, change: Partial<Hosted> | undefined) => {
    hostedRooms.value = hostedRooms.value.flatMap((room) =>
      room.id !== id ? [room] : change ? [{ ...room, ...change }] : [],
    );
  };
  const notices = signal<readonly Notice[]>(broken ? BROKEN : []);
  return {
    kind,
    ready: signal(true),
    username,
    place,
    missing: signal(
      options.missing
        ? {
            code: "NO_ROOM",
            message: "This room does not answer. Its host may be offline, or the link may be old.",
          }
        : undefined,
    ),
    notices,
    preferences: {
      theme: signal<"system" | "light" | "dark">("system"),
      sound: signal(true),
      notify: signal(false),
      mayNotify,
    },
    nearby: signal(
      broken
        ? []
        : kind === "guest" && first.nearby.length > 0
          ? [nearby("read", "Reading Club", "Anneli"), ...first.nearby]
          : first.nearby,
    ),
    search: signal(state === "looking" ? "looking" : state === "empty" || broken ? "nothing" : "found"),
    hosted: hostedRooms,
    recent: recents,
    seats,
    unread: computed(() => [...seats.value.values()].reduce((sum, room) => sum + room.unread.value, 0)),
    go,
    async setUsername(name) {
      if (name.length > 32) {
        return {
          ok: false,
          failure: { code: "NAME_TOO_LONG", message: "A name has at most 32 characters." },
        };
      }
      const done = await answer();
      if (done.ok) username.value = name;
      return done;
    },
    async create(wish) {
      const done = await answer();
      if (!done.ok) return done;
      const id = idOf(`new${hostedRooms.value.length}`);
      hostedRooms.value = [
        hosted(id, wish.name, [username.value ?? ""], {
          password: wish.password !== "",
          keep: wish.keep,
          unlisted: wish.unlisted,
        }),
        ...hostedRooms.value,
      ];
      seat(id, wish.name, true);
      return done;
    },
    async enter(id) {
      const done = await answer();
      const known = [...first.nearby, ...hostedRooms.value, ...recents.value].find((room) => room.id === id);
      if (done.ok) seat(id, known?.name ?? "A room", false);
      return done;
    },
    async enterText() {
      return soon({
        ok: false,
        failure: {
          code: "NO_ROOM",
          message: "No room of that name answers on this network. Ask its host for a link.",
        },
      } as const);
    },
    async leave(id) {
      seats.value = new Map([...seats.value].filter(([key]) => key !== id));
      recents.value = recents.value.filter((room) => room.id !== id);
      go({ kind: "home" });
      return soon(DONE);
    },
    async openHosted(id) {
      const done = await answer();
      if (done.ok) setHosted(id, { open: true });
      return done;
    },
    async closeHosted(id) {
      const done = await answer();
      if (done.ok) setHosted(id, { open: false, here: [] });
      return done;
    },
    async destroyHosted(id) {
      const done = await answer();
      if (done.ok) setHosted(id, undefined);
      return done;
    },
    dismiss(notice) {
      notices.value = notices.value.filter((one) => one !== notice);
    },
  };
}
