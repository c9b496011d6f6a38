/** The ground of a guest's page: this browser, and the host that served the page. */
import { ClientError, type KnownRoom, type SavedRoom, type Store } from "@partyline/client";
import type { Nearby } from "@partyline/console";
import { type Clock, ProtocolError, parseLink } from "@partyline/protocol";
import { signal } from "@preact/signals-core";
import type { Notice } from "../state/model.ts";
import { textOfBytes } from "./bytes.ts";
import type { Backend } from "./ports.ts";

/** How often the host is asked for its rooms while the page is looked at (milliseconds). */
const POLL_MS = 3_000;

export interface GuestOptions {
  readonly store: Store;
  /** Whether the browser keeps the store when the page is closed. */
  readonly kept: boolean;
  readonly clock: Clock;
  /** Where the page came from: "http://192.168.1.20:2525". */
  readonly origin: string;
  wellKnownRooms(origin: string, room?: string): Promise<KnownRoom[]>;
  isVisible(): boolean;
}

const STORAGE_REFUSED: Notice = {
  kind: "storage-refused",
  message:
    "This browser keeps nothing for this page, as some do in private windows. When it is closed, who you are here and what was not sent are gone. To keep them, let this page store data, or use another window.",
};

export function guestBackend({
  store,
  kept,
  clock,
  origin,
  wellKnownRooms,
  isVisible,
}: GuestOptions): Backend {
  const ready = signal(false);
  const name = signal<string | undefined>(undefined);
  const nearby = signal<readonly Nearby[]>([]);
  const saved = signal<readonly SavedRoom[]>([]);
  const notice = signal<Notice | undefined>(kept ? undefined : STORAGE_REFUSED);
  let stopped = false;
  let cancelPoll = () => {};

  const { hostname, port } = new URL(origin);
  const address = { address: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 80 : Number(port) };
  const nearbyOf = ({ id, name: called, password, keys, by }: KnownRoom, token?: string): Nearby => ({
    id,
    name: called,
    password,
    keys: textOfBytes(new Uint8Array([...keys.sign, ...keys.noise])),
    addresses: [address],
    ...(by === undefined ? {} : { by }),
    ...(token === undefined ? {} : { token }),
  });

  async function poll(): Promise<void> {
    if (isVisible()) {
      try {
        const rooms = (await wellKnownRooms(origin)).map((room) => nearbyOf(room));
        rooms.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
        if (JSON.stringify(rooms) !== JSON.stringify(nearby.peek())) nearby.value = rooms;
      } catch {
        if (nearby.peek().length > 0) nearby.value = [];
      }
    }
    if (!stopped) cancelPoll = clock.after(POLL_MS, () => void poll());
  }

  async function refresh(): Promise<void> {
    saved.value = await store.rooms();
  }

  async function begin(): Promise<void> {
    const [profile] = await Promise.all([store.profile(), refresh()]);
    name.value = profile.name;
    ready.value = true;
  }
  begin().catch(() => {
    notice.value = STORAGE_REFUSED;
    ready.value = true;
  });
  void poll();

  const notHere = async (): Promise<never> => {
    throw new ClientError(
      "NOT_HERE",
      "Rooms are made by Partyline on a device of your own, not by a guest's page.",
    );
  };

  return {
    kind: "guest",
    store,
    ...{ ready, name, nearby, saved, notice },
    hosted: signal([]),
    life: signal(1),
    async setName(to) {
      const asked = cleanName(to);
      await store.setName(asked);
      name.value = asked;
      return asked;
    },
    async find(id, token) {
      const rooms = await wellKnownRooms(origin, id);
      const room = rooms.find((one) => one.id === id);
      return room && nearbyOf(room, token);
    },
    async locate(text) {
      const typed = text.trim();
      const link = parseLink(typed);
      if (link && link.origin !== origin) return { elsewhere: typed };
      if (link) {
        const room = await this.find(link.room, link.token);
        if (!room) throw new ProtocolError("NO_ROOM");
        return { room };
      }
      const same = nearby.peek().filter((room) => fold(room.name) === fold(typed) || isTagged(room, typed));
      if (same.length > 1) throw new ClientError("AMBIGUOUS", "");
      if (same[0]) return { room: same[0] };
      if (/^\S+:\d{1,5}$/.test(typed) && URL.canParse(`http://${typed}`))
        return { elsewhere: `http://${typed}/` };
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) || /:\d+$/.test(typed)) throw new ClientError("BAD_ADDRESS");
      throw new ClientError(
        "NOT_FOUND",
        "This device has no open room of that name. Check the name, or use the room's link.",
      );
    },
    ...{ create: notHere, open: notHere, close: notHere, destroy: notHere },
    async pin(room) {
      await store.pin(room);
      await refresh();
    },
    async forget(id) {
      await store.forget(id);
      await refresh();
    },
    stop() {
      stopped = true;
      cancelPoll();
    },
  };
}

const fold = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
const isTagged = (room: Nearby, typed: string): boolean =>
  fold(typed) === `${fold(room.name)}#${room.id.slice(0, 4)}`;

/** The most characters of a username. The host's rules are stricter, and say so when one joins. */
const NAME_CHARACTERS = 32;

function cleanName(text: string): string {
  const name = text.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "") throw new ProtocolError("NAME_EMPTY");
  if ([...new Intl.Segmenter().segment(name)].length > NAME_CHARACTERS)
    throw new ProtocolError("NAME_TOO_LONG");
  return name;
}
