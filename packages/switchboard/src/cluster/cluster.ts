/** What the switchboards behind one name must agree on: which trunk has a room. */
export interface Cluster {
  /** Asks for a room for a trunk with this generation. True: it has it from now on, and whoever had it with a lower
   *  one has been told `displaced`. False: an equal or higher generation has it (R3.7). */
  claim(room: string, generation: number, displaced: () => void): boolean;
  /** The trunk with this generation no longer has the room; without effect where another has it. */
  release(room: string, generation: number): void;
  /** Whether any trunk has it. */
  online(room: string): boolean;
}
