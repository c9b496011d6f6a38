/** A page with one room screen: `room.html?room=reading&theme=dark`. Tests turn it by `window.gallery`. */
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";
import "../../src/ui/app.css";
import "./room-page.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import type { Row } from "../../src/state/model.ts";
import { Toasts } from "../../src/ui/parts/index.ts";
import { RoomScreen } from "../../src/ui/room/room-screen.tsx";
import { fakeApp } from "./fake-app.ts";
import { type FakeRoom, type FakeRoomOptions, fakeRoom, PEOPLE, person } from "./fake-room.ts";
import { FAILING, HOSTILE, longRow, longRows, message, NOON, READING, RICH } from "./room-rows.ts";

const BASE = {
  id: "read",
  name: "Reading Club",
  road: "hosted on this device",
  owner: true,
  completeTo: NOON,
};
const ARABIC = "عبد الرحمن بن محمد الأندلسي الكر";

const ROOMS: Record<string, Partial<FakeRoomOptions>> = {
  empty: { people: PEOPLE.slice(0, 1) },
  joining: {
    standing: { kind: "joining", words: "Joining..." },
    people: [],
    road: "on this network",
    owner: false,
  },
  one: { rows: [message(1, { text: "Hello? Anybody here?" })] },
  reading: { rows: READING, typing: "Ines is typing", opensAt: 9, unread: 1 },
  rich: { rows: RICH },
  hostile: {
    name: ARABIC,
    rows: HOSTILE,
    owner: false,
    road: "through a-very-long-switchboard-name.example",
    people: [
      ...PEOPLE,
      person("m-1", ARABIC),
      person("m-2", "W".repeat(32)),
      ...Array.from({ length: 80 }, (_, index) => person(`x${index}`, `Guest ${index + 1}`)),
    ],
    typing: `${ARABIC} and ${"W".repeat(32)} are typing`,
  },
  failing: { rows: FAILING },
  offline: {
    rows: READING,
    road: "host is offline",
    owner: false,
    standing: { kind: "offline", words: "Host is offline: messages will be sent when it returns" },
  },
  near: { rows: READING, draft: "Nearly too long, this one.", charactersLeft: 120 },
  over: { rows: READING, draft: "Too long.\n".repeat(20), charactersLeft: -1204 },
  ended: {
    rows: READING,
    owner: false,
    standing: { kind: "ended", words: "Not connected" },
    gate: { kind: "ended", retry: false, failure: { code: "CLOSED", message: "The host closed this room." } },
  },
  banned: {
    owner: false,
    gate: {
      kind: "ended",
      retry: true,
      failure: {
        code: "UNREACHABLE",
        message: "The host does not answer. It may be asleep, or on another network.",
      },
    },
  },
  password: { owner: false, password: true, gate: { kind: "password", failure: undefined } },
  wrong: {
    owner: false,
    password: true,
    gate: {
      kind: "password",
      failure: { code: "WRONG_PASSWORD", message: "Wrong password. 4 tries left for now." },
    },
  },
  name: {
    owner: false,
    gate: {
      kind: "name",
      failure: { code: "NAME_TAKEN", message: "This name belongs to someone else here. Pick another." },
    },
  },
  many: { rows: longRows(10_000) },
  unread: { rows: withNew(longRows(400), 300), opensAt: 300, unread: 100 },
  paged: { rows: longRows(100, 1_000), older: "more" },
};

function withNew(rows: Row[], at: number): Row[] {
  return [...rows.slice(0, at), { kind: "new", key: "new" }, ...rows.slice(at)];
}

/** What tests turn, by `window.gallery`. */
export interface RoomGallery {
  readonly room: FakeRoom & { sent: string[]; end: boolean[]; loads: number };
  longRows: typeof longRows;
  longRow: typeof longRow;
  /** Adds the next rows behind, as arriving messages. */
  append(count: number): void;
  /** Adds older rows in front. */
  prepend(count: number): void;
  show(): void;
}

declare global {
  var gallery: RoomGallery;
}

const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
if (theme) document.documentElement.dataset.theme = theme;
const name = asked.get("room") ?? "reading";
const made = fakeRoom({ ...BASE, ...ROOMS[name] });
const room = Object.assign(made, { sent: [] as string[], end: [] as boolean[], loads: 0 });
const send = made.send.bind(made);
room.send = () => {
  room.sent.push(room.draft.peek());
  send();
};
room.atEnd = (isAtEnd) => {
  room.end.push(isAtEnd);
};
room.loadOlder = async () => {
  room.loads += 1;
};
const seqs = () => room.rows.peek().flatMap((row) => (row.kind === "message" && row.seq ? [row.seq] : []));
const shown = signal(!asked.has("wait"));
globalThis.gallery = {
  room,
  longRows,
  longRow,
  append(count) {
    const last = seqs().at(-1) ?? 0;
    room.rows.value = [...room.rows.peek(), ...longRows(count, last + count)];
  },
  prepend(count) {
    const first = seqs()[0] ?? 1;
    room.rows.value = [...longRows(count, first - 1), ...room.rows.peek()];
  },
  show() {
    shown.value = true;
  },
};

const app = fakeApp({ place: { kind: "room", id: room.id } });

function Page() {
  return (
    <div class="app">
      <main class="app-main room-page">{shown.value && <RoomScreen app={app} room={room} />}</main>
      <Toasts />
    </div>
  );
}

document.querySelector("#app")?.setAttribute("data-room", name);
render(<Page />, document.getElementById("app")!);
