/** What ends a world: afterwards the room's log, or the switchboard's directory, is not what it was. */
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";

export interface Disaster {
  readonly name: string;
  readonly about: string;
  /** Prepares the host's home before the world is opened. */
  furnish?(hostHome: string): void;
  /** Happens, and is judged; gives what is wrong. `messages` is about how many are to be said in it. */
  run(world: World, random: Random, messages: number): Promise<string[]>;
}
