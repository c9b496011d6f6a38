/** A client of Partyline in a browser, with or without a secure context. */
import { systemClock } from "@partyline/protocol";
import { nobleProvider } from "@partyline/secure";
import { directDial, type Socket } from "./adapters/direct-dial.ts";
import { memoryStore } from "./adapters/memory-store.ts";
import { type JoinOptions, joinWith } from "./join-room.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import type { RoomClient } from "./room-client.ts";

export { probeOnWake } from "./adapters/probe-on-wake.ts";
export * from "./index.ts";

/** The direct road, by the browser's WebSocket. */
export const browserDial: Dial = directDial(systemClock, (url) => new WebSocket(url) as unknown as Socket);

/** Joins the room behind a link, at `host:port` (if it has just one), or described by a target; resolves when live.
 *  Without a `store` the identity is forgotten with the page. Errors: BAD_ADDRESS, UNREACHABLE, NOT_A_HOST,
 *  WHICH_ROOM, NO_ROOM, TIMEOUT, and the host's code where it does not let in. */
export async function joinRoom(where: string | RoomTarget, options: JoinOptions): Promise<RoomClient> {
  const parts = {
    store: options.store ?? memoryStore(),
    dial: options.dial ?? browserDial,
    clock: options.clock ?? systemClock,
    provider: options.provider ?? nobleProvider,
    random: options.random ?? Math.random,
  };
  return joinWith(where, options, parts, options.store === undefined);
}
