/** The rooms of this network, as they are now. */
import type { Nearby } from "@partyline/console";
import type { Log } from "../log.ts";
import type { Directory, ListedRoom } from "../resolve.ts";
import { WATCH_ON_MS } from "./limits.ts";

/** After a failure of the network, in milliseconds. */
const AGAIN_MS = 5_000;

const tellRoom = ({ id, name, keys, password, by, addresses }: ListedRoom): Nearby => ({
  id,
  name,
  keys,
  password,
  ...(by === undefined ? {} : { by }),
  addresses: addresses.map(({ address, port }) => ({ address, port })),
});

/** A standing look at the network while somebody looks at it. */
export class NearbyRooms {
  readonly #directory: Directory;
  readonly #changed: () => void;
  readonly #log: Log;
  readonly #rooms = new Map<string, Nearby>();
  #watch: AbortController | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(directory: Directory, changed: () => void, log: Log) {
    this.#directory = directory;
    this.#changed = changed;
    this.#log = log;
  }

  /** By name, then by id. */
  list(): Nearby[] {
    return [...this.#rooms.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  }

  /** Somebody looks: from now on the list follows the network. */
  start(): void {
    clearTimeout(this.#rest);
    if (this.#watch) return;
    this.#watch = new AbortController();
    void this.#follow(this.#watch.signal);
  }

  /** Nobody looks any more: the watching ends, unless somebody comes back soon. */
  rest(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.stop(), WATCH_ON_MS);
    this.#rest.unref();
  }

  /** Ends it at once. */
  stop(): void {
    clearTimeout(this.#rest);
    this.#watch?.abort();
    this.#watch = undefined;
    this.#rooms.clear();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    try {
      for await (const { room, gone } of this.#directory.watch(signal)) {
        if (signal.aborted) return;
        if (gone) this.#rooms.delete(room.id);
        else this.#rooms.set(room.id, tellRoom(room));
        this.#changed();
      }
    } catch (error) {
      this.#log("warn", "the network cannot be watched", { error: String(error) });
      setTimeout(() => signal.aborted || void this.#follow(signal), AGAIN_MS).unref();
    }
  }
}
