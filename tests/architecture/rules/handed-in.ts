import type { Workspace } from "../workspace.ts";
import { mentions, TIME_AND_CHANCE } from "./mentions.ts";

/** The packages that can run whole on a simulated network, clock and disk. */
const SIMULATED = /^packages\/(?:client|host|switchboard)\/src\//;

/** Where such a package may touch the real clock and real chance, below its src/. */
export const REAL_WORLD: readonly { readonly path: string; readonly reason: string }[] = [
  {
    path: "adapters/",
    reason: "An adapter is what touches the world, for a port that a simulation fills otherwise.",
  },
  { path: "listeners/", reason: "The same, for sockets: a simulation has links in memory." },
  { path: "log/sqlite/", reason: "The same, for the disk." },
  { path: "log/memory/", reason: "A store mints its log id: two stores with one id would pass for one log." },
  { path: "cluster/nats/", reason: "The same, for the network between switchboards." },
  {
    path: "host.ts",
    reason: "A composition root: the host's, which a simulation starts with its own clock instead.",
  },
  { path: "switchboard.ts", reason: "The same, for a switchboard." },
  { path: "node.ts", reason: "A composition root: it chooses the real clock and chance for Node." },
  { path: "browser.ts", reason: "A composition root: it chooses them for a page." },
  { path: "runtime.ts", reason: "A composition root: it is where real and simulated are told apart." },
];

/** Uses of the real clock and of real chance where they are to be handed in. */
export function realTimeAndChance(workspace: Workspace): string[] {
  return [...workspace.sources.values()]
    .filter(({ path }) => SIMULATED.test(path) && !isRealWorld(path.replace(SIMULATED, "")))
    .flatMap((source) => mentions(source, TIME_AND_CHANCE));
}

function isRealWorld(path: string): boolean {
  return REAL_WORLD.some((row) => (row.path.endsWith("/") ? path.startsWith(row.path) : path === row.path));
}
