/** The whole page's state for the gallery, without a program behind it. */
import { computed, type Signal, signal } from "@preact/signals";
import type {
  AppModel,
  Hosted,
  Notice,
  Outcome,
  Place,
  Reach,
  Recent,
  Switchboard,
} from "../../src/state/model.ts";
import { type GalleryState, hosted, lists, NOON, nearby } from "./fake-lists.ts";
import { type FakeRoom, fakeRoom, PEOPLE, roadOf, soon } from "./fake-room.ts";
import { fakeSwitchboards, type SwitchboardsState } from "./fake-switchboards.ts";
import { idOf } from "./samples.ts";

export type { GalleryState } from "./fake-lists.ts";
export { idOf, NAMES } from "./samples.ts";

export interface FakeOptions {
  readonly kind?: AppModel["kind"];
  readonly state?: GalleryState;
  /** Undefined for the first start. */
  readonly username?: string | undefined;
  readonly place?: Place;
  readonly mayNotify?: boolean;
  /** The saved switchboards, or the page's own. */
  readonly switchboards?: SwitchboardsState;
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
const FAILED: Outcome<never> = {
  ok: false,
  failure: {
    code: "UNREACHABLE",
    message:
      "192.168.1.31 does not answer. Check that the room is open and that both devices are on the same network.",
  },
};

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
  const far = options.switchboards ?? (kind === "switchboard" ? "ok" : "none");
  const first = lists(state, far !== "none");
  const switchboards = signal<readonly Switchboard[]>(fakeSwitchboards(far, kind));
  const reach = (more: Partial<Reach> = {}): Reach => ({
    unlisted: false,
    switchboards: [],
    shareAddresses: false,
    ...more,
  });
  const username = signal("username" in options ? options.username : "Anneli");
  const place = signal<Place>(startAt);
  const broken = state === "broken";
  const answer = () => soon(broken ? FAILED : DONE);
  const hostedRooms = signal<readonly Hosted[]>(kind === "console" ? first.hosted : []);
  const recents = signal<readonly Recent[]>(kind === "console" ? first.recent : []);
  const reading = fakeRoom({
    id: idOf("read"),
    name: "Reading Club",
    road:
      kind === "switchboard"
        ? "through talk.example"
        : kind === "guest"
          ? "on this network"
          : "hosted on this device",
    hosted: hostedRooms.value.find((room) => room.id === idOf("read")),
    far: far !== "none",
    ...(kind === "switchboard" ? { hostPages: [roadOf(idOf("read"), "192.168.1.20:2525").link] } : {}),
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
      broken || kind === "switchboard"
        ? []
        : kind === "guest" && first.nearby.length > 0
          ? [nearby("read", "Reading Club", "Anneli"), ...first.nearby]
          : first.nearby,
    ),
    search: signal(state === "looking" ? "looking" : state === "empty" || broken ? "nothing" : "found"),
    hosted: hostedRooms,
    recent: recents,
    switchboards,
    lastReach: signal(reach(far === "none" ? {} : { switchboards: [switchboards.value[0]?.url ?? ""] })),
    async addSwitchboard(where) {
      const done = await answer();
      if (!done.ok) return done;
      const url = `https://${where}`;
      switchboards.value = [...switchboards.value, { url, label: where, state: "ok", rooms: [] }];
      return { ok: true, value: { url, label: where, ms: 24 } };
    },
    async removeSwitchboard(url) {
      switchboards.value = switchboards.value.filter((one) => one.url !== url);
      return soon(DONE);
    },
    testSwitchboard(url) {
      const failed = switchboards.value.find((one) => one.url === url)?.state === "failed";
      return soon(failed ? FAILED : { ok: true, value: { ms: 24, words: "It answered in 24 ms." } });
    },
    recover: () => soon(FAILED),
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
