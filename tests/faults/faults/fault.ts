/** What a fault is. */
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";

/** What two faults of one round must not both have hold of. */
export type Hold =
  | "host"
  | "board"
  | "members"
  | "home-net"
  | "cafe-net"
  | "board-net"
  | "proxies"
  | "disk"
  | "clocks";

export interface Fault {
  readonly name: string;
  /** What happens, for the table. */
  readonly about: string;
  readonly holds: readonly Hold[];
  /** What its world must have. */
  readonly needs?: "proxies" | "clocks" | "disk-shim";
  /** Begins, lasts, and ends; resolves at its end. */
  run(world: World, random: Random): Promise<void>;
}
