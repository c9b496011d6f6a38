import type { Cluster } from "./cluster.ts";

/** A switchboard on its own. */
export function singleNode(): Cluster {
  const holders = new Map<string, { readonly generation: number; readonly displaced: () => void }>();
  return {
    claim(room, generation, displaced) {
      const holder = holders.get(room);
      if (holder && holder.generation >= generation) return false;
      holders.set(room, { generation, displaced });
      holder?.displaced();
      return true;
    },
    release(room, generation) {
      if (holders.get(room)?.generation === generation) holders.delete(room);
    },
    online: (room) => holders.has(room),
  };
}
