/** Rooms of one's own that are served in the background of the program, while it goes on with something else. */
import { type Host, type HostedRoom, type Logger, openHost } from "@partyline/host";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";

export interface Hosting {
  /** Opens a room, the kept one of that name or a new one. Errors: those of names, ports and logs. */
  open(name: string, owner: string): Promise<HostedRoom>;
  /** How many rooms are open. */
  readonly count: number;
  /** Ends them all; what was said in them is kept. May be called twice. */
  close(): Promise<void>;
}

/** Nothing is opened before the first room is. `seed` is the profile's. */
export function createHosting(home: string, seed: Uint8Array, logger: Logger): Hosting {
  let host: Promise<Host> | undefined;
  let count = 0;
  return {
    async open(name, owner) {
      host ??= openHost({ home, logger });
      try {
        const key = (id: string) => memberKeyFor(nodeProvider, seed, id).public;
        const room = await (await host).openRoom({ name, owner: { name: owner, key } });
        count += 1;
        room.on((event) => {
          if (event.kind === "closed") count -= 1;
        });
        return room;
      } catch (error) {
        // Where no port could be had, the next try begins anew.
        if (count === 0) await this.close();
        throw error;
      }
    },
    get count() {
      return count;
    },
    async close() {
      const opened = host;
      host = undefined;
      await opened?.then((running) => running.close()).catch(() => {});
    },
  };
}
