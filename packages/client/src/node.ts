/**
 * A client of Partyline in Node.
 *
 * ```js
 * import { joinRoom } from "@partyline/client";
 *
 * const room = await joinRoom("192.168.1.20:2525", { name: "Echo" });
 * for await (const event of room.events()) {
 *   if (event.kind !== "events" || !event.live) continue;
 *   for (const said of event.events)
 *     if (said.kind === "message" && said.by !== room.me?.id && said.text.startsWith("!echo "))
 *       room.send(said.text.slice(6));
 * }
 * ```
 */
import { join } from "node:path";
import { systemClock } from "@partyline/protocol";
import { nodeProvider } from "@partyline/secure/node";
import { circuitDial } from "./adapters/circuit-dial.ts";
import { dataFolder } from "./adapters/data-folder.ts";
import { directDial } from "./adapters/direct-dial.ts";
import { openNodeSocket } from "./adapters/node-socket.ts";
import { sqliteStore } from "./adapters/sqlite-store.ts";
import { twoRoads } from "./adapters/two-roads.ts";
import { type JoinOptions, joinWith } from "./join-room.ts";
import type { RoomClientOptions } from "./options.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import type { RoomClient } from "./room-client.ts";

export { sqliteStore } from "./adapters/sqlite-store.ts";
export * from "./index.ts";

/** Both roads, by `ws`, direct preferred. */
export const nodeDial: Dial = twoRoads(
  systemClock,
  directDial(systemClock, openNodeSocket),
  circuitDial(systemClock, openNodeSocket),
);

/** What a RoomClient needs of Node, but for its store. */
export const nodeParts = {
  dial: nodeDial,
  clock: systemClock,
  provider: nodeProvider,
  random: Math.random,
} satisfies Partial<RoomClientOptions>;

/** Joins the room behind a link, at `host:port` (if it has just one), or described by a target; resolves when live.
 *  Unless told otherwise it keeps its identity under the user's data folder, one for each `name`. Errors:
 *  those of `locate`, TIMEOUT, STORE, and the host's code where it does not let in. */
export async function joinRoom(where: string | RoomTarget, options: JoinOptions): Promise<RoomClient> {
  const { home = join(dataFolder(), "programs", encodeURIComponent(options.name)) } = options;
  const { store = sqliteStore(home), dial, clock, provider, random } = { ...nodeParts, ...options };
  const parts = { store, dial, clock, provider, random };
  return joinWith(where, options, parts, options.store === undefined);
}
