/** Rooms of one's own that are served in the background of the program, while it goes on with something else. */
import {
  type Host,
  type HostedRoom,
  type Logger,
  type OpenRoomOptions,
  openHost,
  type RecoverRoomOptions,
} from "@partyline/host";
import { memberIdOf, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { pageFolder } from "./page-folder.ts";

export interface Hosting {
  /** The host of this device, started at the first use; guests get the page, where it is built. Errors: HOME, PORT,
   *  LOG_READ_ONLY; the next use tries again. */
  host(): Promise<Host>;
  /** Opens a room of the profile's person, who goes by `owner`. Errors: those of names, ports and logs. */
  open(wish: Omit<OpenRoomOptions, "owner">, owner: string): Promise<HostedRoom>;
  /** Moves a room of theirs here from another device, as `open` opens one. Errors: those of `Host.recoverRoom`. */
  recover(wish: Omit<RecoverRoomOptions, "owner">, owner: string): Promise<HostedRoom>;
  /** The member id of the profile's person in a room. */
  memberIn(roomId: string): string;
  /** The rooms that are open. */
  rooms(): HostedRoom[];
  /** Ends them all; what was said in them is kept. May be called twice. */
  close(): Promise<void>;
}

/** Nothing is opened before it is used. `seed` is the profile's. */
export function createHosting(home: string, seed: Uint8Array, logger: Logger): Hosting {
  let starting: Promise<Host> | undefined;
  let running: Host | undefined;
  const key = (room: string): Uint8Array => memberKeyFor(nodeProvider, seed, room).public;

  const start = async (): Promise<Host> => {
    const pages = pageFolder();
    try {
      running = await openHost({ home, logger, ...(pages === undefined ? {} : { pages }) });
      return running;
    } catch (error) {
      starting = undefined;
      throw error;
    }
  };
  const host = (): Promise<Host> => {
    starting ??= start();
    return starting;
  };
  return {
    host,
    async open(wish, owner) {
      return (await host()).openRoom({ ...wish, owner: { name: owner, key } });
    },
    async recover(wish, owner) {
      return (await host()).recoverRoom({ ...wish, owner: { name: owner, key } });
    },
    memberIn: (room) => memberIdOf(nodeProvider, key(room)),
    rooms: () => running?.rooms() ?? [],
    async close() {
      const opened = starting;
      starting = undefined;
      await opened?.then((it) => it.close()).catch(() => {});
      running = undefined;
    },
  };
}
