import type { InterfaceFilter, RealInterface } from "../interfaces/real-interfaces.ts";
import { watchInterfaces } from "../interfaces/watch.ts";
import { CHANGE_GAP_MS, QUERY_INTERVAL_SECONDS } from "../limits.ts";
import { SERVICE_DOMAIN } from "../listing.ts";
import { LinkCache, type LinkQuestion } from "./link-cache.ts";
import { type LinkSocket, openLinkSocket } from "./link-socket.ts";
import { type FoundRoom, toRooms } from "./rooms.ts";

/** How to browse. */
export interface BrowseOptions {
  /** Where; default: all that {@link realInterfaces} finds, followed as they come and go. */
  interfaces?: InterfaceFilter;
  /** Told when the list has changed in anything but `lastSeen`. */
  onChange?: (rooms: FoundRoom[]) => void;
  /** Takes one line at a time of what happens underneath. */
  log?: (line: string) => void;
}

/** A standing look at the rooms of the LAN. It keeps the process alive until it is stopped. */
export interface Browser {
  /** The rooms listed now, by name. */
  rooms(): FoundRoom[];
  /** Asks the LAN again at once, as at the start. */
  refresh(): void;
  /** May be called twice. */
  stop(): void;
}

interface Link {
  at: RealInterface;
  cache: LinkCache;
  sockets: LinkSocket[];
  /** When to ask for rooms next, in ms, and after how many seconds more. */
  nextQuery: number;
  interval: number;
}

const ROOMS: LinkQuestion = { name: SERVICE_DOMAIN, type: "PTR" };

/** How often time is looked at: the grain of query intervals and of expiry, ms. */
const TICK_MS = 500;

/**
 * Watches the rooms that the LAN lists by DNS-SD: one querier an interface (RFC 6762 section 5.2), over IPv4 and
 * IPv6. A room that says goodbye is gone at once; one whose host was killed stays until its records run out
 * (2 minutes), so {@link probe} before showing a room as open.
 */
export function browse(options: BrowseOptions = {}): Browser {
  const { onChange = () => {}, log = () => {} } = options;
  const links = new Map<string, Link>();
  const tellChange = throttle(CHANGE_GAP_MS, whenDifferent(onChange, rooms));

  function rooms(): FoundRoom[] {
    return toRooms([...links.values()].map(({ at, cache }) => ({ at, instances: cache.resolved() })));
  }

  function open(at: RealInterface): Link {
    const cache = new LinkCache((instance, code) => log(`"${instance}" on ${at.name} is ignored: ${code}`));
    const link: Link = { at, cache, sockets: [], nextQuery: 0, interval: QUERY_INTERVAL_SECONDS.first };
    for (const family of ["IPv4", "IPv6"] as const) {
      const onRecords: Parameters<typeof openLinkSocket>[0]["onRecords"] = (records, source) => {
        cache.apply(records, source, Date.now());
        askDue(link);
        tellChange();
      };
      const socket = openLinkSocket({ at, family, onRecords, log });
      if (socket !== undefined) link.sockets.push(socket);
    }
    return link;
  }

  function askDue(link: Link): void {
    const questions = link.cache.dueQuestions(Date.now());
    if (questions.length > 0) for (const socket of link.sockets) socket.ask(questions, []);
  }

  function askForRooms(link: Link, now: number): void {
    const first = link.interval === QUERY_INTERVAL_SECONDS.first;
    const settled = link.interval >= QUERY_INTERVAL_SECONDS.longest;
    for (const socket of link.sockets) {
      if (settled) socket.rejoin();
      socket.ask([ROOMS], first ? [] : link.cache.knownAnswers(now));
    }
    link.nextQuery = now + link.interval * 1000;
    link.interval = Math.min(link.interval * 2, QUERY_INTERVAL_SECONDS.longest);
  }

  function tick(): void {
    const now = Date.now();
    for (const link of links.values()) {
      link.cache.expire(now);
      if (now >= link.nextQuery) askForRooms(link, now);
      askDue(link);
    }
    tellChange();
  }

  function follow(interfaces: readonly RealInterface[]): void {
    const wanted = new Map(interfaces.map((at) => [JSON.stringify(at), at]));
    for (const [key, link] of links) {
      if (wanted.has(key)) continue;
      for (const socket of link.sockets) socket.close();
      links.delete(key);
    }
    for (const [key, at] of wanted) {
      if (!links.has(key)) links.set(key, open(at));
    }
    tick();
  }

  const watch = watchInterfaces({ filter: options.interfaces ?? {}, onChange: follow });
  const timer = setInterval(tick, TICK_MS);
  follow(watch.current());

  return {
    rooms,
    refresh: () => {
      for (const link of links.values()) {
        link.interval = QUERY_INTERVAL_SECONDS.first;
        link.nextQuery = 0;
      }
      tick();
    },
    stop: () => {
      watch.stop();
      clearInterval(timer);
      tellChange.stop();
      for (const link of links.values()) for (const socket of link.sockets) socket.close();
      links.clear();
    },
  };
}

/** Calls `onChange` only when the rooms differ from those last told. */
function whenDifferent(onChange: (rooms: FoundRoom[]) => void, rooms: () => FoundRoom[]): () => void {
  let told = "[]";
  return () => {
    const now = rooms();
    const text = JSON.stringify(now.map(({ lastSeen: _, ...room }) => room));
    if (text === told) return;
    told = text;
    onChange(now);
  };
}

/** Calls at once, and again after `gap` ms when it was called meanwhile. */
function throttle(gap: number, call: () => void): { (): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const run = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      if (again) {
        again = false;
        run();
      }
    }, gap);
    call();
  };
  return Object.assign(run, { stop: () => clearTimeout(timer) });
}
