/** The ground of a guest's page: this browser, and the host that served the page. */
import { ClientError, type KnownRoom } from "@partyline/client";
import type { Nearby } from "@partyline/console";
import { type Clock, ProtocolError, parseLink } from "@partyline/protocol";
import { signal } from "@preact/signals-core";
import { textOfBytes } from "./bytes.ts";
import type { Backend } from "./ports.ts";
import { folded, isAddress, looksLikeUrl } from "./typed.ts";
import { type VisitorStore, visitorGround } from "./visitor-ground.ts";

/** How often the host is asked for its rooms while the page is looked at (milliseconds). */
const POLL_MS = 3_000;

export interface GuestOptions extends VisitorStore {
  readonly clock: Clock;
  /** Where the page came from: "http://192.168.1.20:2525". */
  readonly origin: string;
  wellKnownRooms(origin: string, room?: string): Promise<KnownRoom[]>;
  isVisible(): boolean;
}

export function guestBackend({ clock, origin, wellKnownRooms, isVisible, ...kept }: GuestOptions): Backend {
  const nearby = signal<readonly Nearby[]>([]);
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
  void poll();

  return {
    kind: "guest",
    ...visitorGround(kept),
    nearby,
    switchboards: signal([]),
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
      const same = nearby
        .peek()
        .filter((room) => folded(room.name) === folded(typed) || isTagged(room, typed));
      if (same.length > 1) throw new ClientError("AMBIGUOUS", "");
      if (same[0]) return { room: same[0] };
      if (isAddress(typed)) return { elsewhere: `http://${typed}/` };
      if (looksLikeUrl(typed)) throw new ClientError("BAD_ADDRESS");
      throw new ClientError(
        "NOT_FOUND",
        "This device has no open room of that name. Check the name, or use the room's link.",
      );
    },
    stop() {
      stopped = true;
      cancelPoll();
    },
  };
}

const isTagged = (room: Nearby, typed: string): boolean =>
  folded(typed) === `${folded(room.name)}#${room.id.slice(0, 4)}`;
