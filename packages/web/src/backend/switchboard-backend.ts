/** The ground of a switchboard's page: this browser, and the switchboard that served the page. The device of a room's host
 *  is unknown to it. */
import {
  ClientError,
  codeOf,
  type SwitchboardRoom as Found,
  type listRooms,
  type locateAtSwitchboard,
  type roomsCalled,
} from "@partyline/client";
import type { Nearby, Switchboard, SwitchboardRoom } from "@partyline/console";
import { type Clock, ProtocolError, parseLink } from "@partyline/protocol";
import { signal } from "@preact/signals-core";
import { failureIn } from "../state/failures.ts";
import { targetText } from "./bytes.ts";
import { changedKey } from "./changed-key.ts";
import type { Backend } from "./ports.ts";
import { isAddress, looksLikeUrl } from "./typed.ts";
import { type VisitorStore, visitorGround } from "./visitor-ground.ts";

/** How often the list is asked for while the page is looked at (milliseconds), for each page of 50 that it has. */
const POLL_MS = 5_000;
/** The most between two tries where it fails: each failure doubles the pause, since one address has one budget of
 *  questions for all who sit behind it. */
const POLL_CAP_MS = 60_000;
/** Pages of 50 rooms that are read: the signatures of so many can be checked at every poll, on a phone too. Rooms beyond
 *  are found by their names. */
const MOST_PAGES = 4;

export interface SwitchboardPageOptions extends VisitorStore {
  readonly clock: Clock;
  /** Where the page came from: "https://talk.example". */
  readonly origin: string;
  /** Of the client; a test hands in its own. */
  readonly ask: {
    readonly listRooms: typeof listRooms;
    readonly roomsCalled: typeof roomsCalled;
    readonly locateAtSwitchboard: typeof locateAtSwitchboard;
  };
  isVisible(): boolean;
}

export interface SwitchboardBackend extends Backend {
  /** Asks now rather than later: the network may be back, or the person looks again. */
  hurry(): void;
}

export function switchboardBackend({
  clock,
  origin,
  ask,
  isVisible,
  ...kept
}: SwitchboardPageOptions): SwitchboardBackend {
  const ground = visitorGround(kept);
  const own: Switchboard = { url: origin, label: new URL(origin).host, state: "asking", rooms: [] };
  const switchboards = signal<readonly Switchboard[]>([own]);
  let failures = 0;
  let stopped = false;
  let asking = false;
  let cancelPoll = () => {};

  function show(row: Switchboard): void {
    if (JSON.stringify([row]) !== JSON.stringify(switchboards.peek())) switchboards.value = [row];
  }

  /** All pages, up to the most. */
  async function list(): Promise<{ rooms: SwitchboardRoom[]; pages: number; more: boolean }> {
    const rooms: SwitchboardRoom[] = [];
    let after: string | undefined;
    for (let pages = 1; ; pages++) {
      const page = await ask.listRooms(origin, after === undefined ? {} : { after });
      rooms.push(...page.rooms.map(postedOf));
      after = page.next;
      const more = after !== undefined;
      if (!more || pages === MOST_PAGES) return { rooms: unique(rooms), pages, more };
    }
  }

  /** The pause after it, in milliseconds. */
  async function look(): Promise<number> {
    try {
      const { rooms, pages, more } = await list();
      failures = 0;
      show({ ...own, state: "ok", rooms, ...(more ? { more } : {}) });
      return POLL_MS * pages;
    } catch (error) {
      failures += 1;
      const [last = own] = switchboards.peek();
      show({ ...last, state: "failed", trouble: troubleOf(error, own.label) });
      return Math.min(POLL_CAP_MS, POLL_MS * 2 ** failures);
    }
  }

  async function poll(): Promise<void> {
    cancelPoll();
    if (asking || stopped) return;
    asking = true;
    const pause = isVisible() ? await look() : POLL_MS;
    asking = false;
    if (!stopped) cancelPoll = clock.after(pause, () => void poll());
  }
  void poll();

  const asked = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question;
    } catch (error) {
      throw codeOf(error) === "UNREACHABLE" ? away(own.label, error) : error;
    }
  };

  /** The room of that id; where the switchboard lists it as well, with what its list says. */
  async function find(id: string, token: string | undefined): Promise<Nearby | undefined> {
    const posted = switchboards.peek()[0]?.rooms.find((room) => room.id === id);
    const link = { origin, room: id, ...(token === undefined ? {} : { token }) };
    const target = await asked(ask.locateAtSwitchboard(link, ground.store));
    const { password = false, by } = posted ?? {};
    return { ...targetText(target), name: target.name ?? "", password, ...(by === undefined ? {} : { by }) };
  }

  async function byName(typed: string): Promise<Nearby> {
    const [room, ...others] = (await asked(ask.roomsCalled(origin, typed))).map(postedOf);
    if (!room)
      throw new ClientError(
        "NOT_FOUND",
        `${own.label} knows no room of that name. Check the name, or use the room's link.`,
      );
    if (others.length > 0) throw new ClientError("AMBIGUOUS", "");
    if (changedKey(room, origin, await ground.store.rooms())) throw new ClientError("CHANGED_KEY");
    return room;
  }

  return {
    kind: "switchboard",
    ...ground,
    nearby: signal([]),
    switchboards,
    find,
    async locate(text) {
      const typed = text.trim();
      const link = parseLink(typed);
      if (link && link.origin !== origin) return { elsewhere: typed };
      if (link) {
        const room = await find(link.room, link.token);
        if (!room) throw new ProtocolError("NO_ROOM");
        return { room };
      }
      if (isAddress(typed)) return { elsewhere: `http://${typed}/` };
      if (looksLikeUrl(typed)) throw new ClientError("BAD_ADDRESS");
      return { room: await byName(typed) };
    },
    hurry() {
      if (failures > 0 || switchboards.peek()[0]?.state === "asking") void poll();
    },
    stop() {
      stopped = true;
      cancelPoll();
    },
  };
}

function postedOf({ target, name, by, password, claimed, online }: Found): SwitchboardRoom {
  const listedAs = claimed ? name : `${name}#${target.id.slice(0, 4)}`;
  return { ...targetText(target), name, by, password, online, listedAs };
}

/** A room that came online between two pages stands on both. */
const unique = (rooms: readonly SwitchboardRoom[]): SwitchboardRoom[] => [
  ...new Map(rooms.map((room) => [room.id, room])).values(),
];

const troubleOf = (error: unknown, label: string): string =>
  codeOf(error) === "UNREACHABLE" ? away(label, error).message : failureIn(error).message;

const away = (label: string, cause: unknown): ClientError =>
  new ClientError(
    "SWITCHBOARD_AWAY",
    `The switchboard ${label} does not answer. Check that this device is online.`,
    {
      cause,
    },
  );
