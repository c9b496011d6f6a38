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
import { dataFolder } from "./adapters/data-folder.ts";
import { directDial } from "./adapters/direct-dial.ts";
import { openNodeSocket } from "./adapters/node-socket.ts";
import { sqliteStore } from "./adapters/sqlite-store.ts";
import { type JoinOptions, joinWith } from "./join-room.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import type { RoomClient } from "./room-client.ts";

export { sqliteStore } from "./adapters/sqlite-store.ts";
export * from "./index.ts";

/** The direct road, by `ws`. */
export const nodeDial: Dial = directDial(systemClock, openNodeSocket);

/** Joins the room behind a link, at `host:port` (if it has just one), or described by a target; resolves when live.
 *  Unless told otherwise it keeps its identity under the user's data folder, one for each `name`. Errors: BAD_ADDRESS,
 *  UNREACHABLE, NOT_A_HOST, WHICH_ROOM, NO_ROOM, TIMEOUT, STORE, and the host's code where it does not let in. */
export async function joinRoom(where: string | RoomTarget, options: JoinOptions): Promise<RoomClient> {
  const { home = join(dataFolder(), "programs", encodeURIComponent(options.name)) } = options;
  const parts = {
    store: options.store ?? sqliteStore(home),
    dial: options.dial ?? nodeDial,
    clock: options.clock ?? systemClock,
    provider: options.provider ?? nodeProvider,
    random: options.random ?? Math.random,
  };
  return joinWith(where, options, parts, options.store === undefined);
}
