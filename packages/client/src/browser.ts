/** A client of Partyline in a browser, with or without a secure context. */
import { systemClock } from "@partyline/protocol";
import { nobleProvider } from "@partyline/secure";
import { directDial } from "./adapters/direct-dial.ts";
import { laterDial } from "./adapters/later-dial.ts";
import { memoryStore } from "./adapters/memory-store.ts";
import type { OpenSocket, Socket } from "./adapters/socket-race.ts";
import type { Via } from "./core/roads.ts";
import { type JoinOptions, joinWith } from "./join-room.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import type { RoomClient } from "./room-client.ts";

export { nobleProvider } from "@partyline/secure";
export { type BrowserStore, openBrowserStore } from "./adapters/indexeddb-or-memory.ts";
export { type IndexedDbStoreOptions, indexedDbStore } from "./adapters/indexeddb-store.ts";
export { probeOnWake } from "./adapters/probe-on-wake.ts";
export * from "./index.ts";

const openSocket: OpenSocket = (url) => new WebSocket(url) as unknown as Socket;

const direct = directDial(systemClock, openSocket);
const withCircuits = laterDial(async () => {
  const { circuitDial, twoRoads } = await import("./adapters/circuits.ts");
  return twoRoads(systemClock, direct, circuitDial(systemClock, openSocket));
});

/** Both roads, by the browser's WebSocket, direct preferred. What leads through a switchboard is fetched when a room has
 *  one. */
export const browserDial: Dial = (room, events) =>
  (room.switchboards ?? []).length === 0 ? direct(room, events) : withCircuits(room, events);

/** The one road that this page may take, for `via`; undefined where it may take either. A page that came over https may
 *  open no `ws://` (Mixed Content, section 5.3): it stays on the circuit, and `hostPages` says where to go instead. */
export const viaOfPage = (): Via | undefined => (location.protocol === "https:" ? "switchboard" : undefined);

/** Joins the room behind a link, at `host:port` (if it has just one), or described by a target; resolves when live.
 *  Without a `store` the identity is forgotten with the page. Errors: those of `locate`, TIMEOUT, and the host's code where it does not let in. */
export async function joinRoom(where: string | RoomTarget, options: JoinOptions): Promise<RoomClient> {
  const parts = {
    store: options.store ?? memoryStore(),
    dial: options.dial ?? browserDial,
    clock: options.clock ?? systemClock,
    provider: options.provider ?? nobleProvider,
    random: options.random ?? Math.random,
  };
  const via = options.via ?? viaOfPage();
  return joinWith(where, via ? { ...options, via } : options, parts, options.store === undefined);
}
