/** Rooms that were destroyed on this device: erased, remembered, and told of to their switchboards. Relay SPEC.md, R3.14. */
import type { Clock, ErrorCode } from "@partyline/protocol";
import {
  encodeTombstone,
  limits,
  parseSwitchboard,
  RelayError,
  readTombstone,
  verifyTombstone,
} from "@partyline/relay";
import {
  type CryptoProvider,
  encodeHostPublicKeys,
  encodeRefuse,
  type HostKeys,
  publicKeysOf,
  signTombstone,
} from "@partyline/secure";
import type { Untold } from "./destroyed-list.ts";
import { TOMBSTONE_WAIT_MS } from "./limits.ts";
import type { HeldBurial, Trunks } from "./listeners/trunk/index.ts";
import type { Logger } from "./ports.ts";
import type { RoomsFolder } from "./rooms-folder.ts";

export interface DestroyedRoomsOptions {
  folder: RoomsFolder;
  trunks: Trunks;
  provider: CryptoProvider;
  clock: Clock;
  logger: Logger;
}

export class DestroyedRooms {
  readonly #o: DestroyedRoomsOptions;
  /** What is being told, by room. */
  readonly #burials = new Map<string, Set<HeldBurial>>();

  constructor(options: DestroyedRoomsOptions) {
    this.#o = options;
  }

  /** Goes on telling what earlier programs of this data folder did not get told. */
  async resume(): Promise<void> {
    const { folder } = this.#o;
    // One whose folder is still there was not erased.
    for (const untold of folder.destroyed.untold()) if (!(await folder.has(untold.room))) this.#tell(untold);
  }

  /** What a client is told that dials a room which is not open. */
  farewell(id: string): { frame: Uint8Array; code: ErrorCode } {
    const { destroyed } = this.#o.folder;
    const code = destroyed.has(id) ? "CLOSED" : "NO_ROOM";
    return { frame: destroyed.tombstone(id) ?? encodeRefuse(code), code };
  }

  /** Erases what is kept of a room, and begins to tell its switchboards. Without its keys nobody can be told. Errors:
   *  those of the file system. */
  async destroy(id: string, keys: HostKeys | undefined, urls: readonly string[]): Promise<void> {
    const { folder, provider, clock } = this.#o;
    if (!keys) return folder.destroy(id, undefined);
    const tombstone = signTombstone(provider, keys, id, clock.now());
    const text = encodeHostPublicKeys(publicKeysOf(keys));
    await folder.destroy(id, tombstone, { keys: text, urls });
    for (const url of urls) this.#tell({ room: id, keys: text, tombstone, url });
  }

  /** Resolves once all switchboards of the room that can be reached now have answered, or after 3 s. */
  async told(id: string): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.#o.clock.after(TOMBSTONE_WAIT_MS, resolve);
    await Promise.race([late, Promise.all([...(this.#burials.get(id) ?? [])].map(({ said }) => said))]);
    cancel();
  }

  /** The room is open again: its owner brought it back. Errors: those of the file system. */
  async revive(id: string): Promise<void> {
    for (const burial of this.#burials.get(id) ?? []) burial.cancel();
    this.#burials.delete(id);
    await this.#o.folder.destroyed.remove(id);
  }

  #tell(untold: Untold): void {
    const { room, url } = untold;
    const frame = this.#frameOf(untold);
    if (!frame) {
      this.#strike(room, url);
      return;
    }
    const burials = this.#burials.get(room) ?? new Set();
    this.#burials.set(room, burials);
    const settled = (code: string | undefined) => {
      const level = code === undefined ? "debug" : "warn";
      this.#o.logger(level, "a switchboard has said its word on a destroyed room", { room, code });
      burials.delete(burial);
      if (burials.size === 0) this.#burials.delete(room);
      this.#strike(room, url);
    };
    const burial = this.#o.trunks.bury({ room, url, frame, settled });
    burials.add(burial);
  }

  #strike(room: string, url: string): void {
    this.#o.folder.destroyed
      .told(room, url)
      .catch((error) =>
        this.#o.logger("warn", "what a switchboard was told could not be stored", { error: String(error) }),
      );
  }

  /** Undefined for what no switchboard would take, or keep any more: the file may be damaged. */
  #frameOf({ room, keys, tombstone, url }: Untold): Uint8Array | undefined {
    try {
      parseSwitchboard(url);
      const id = Buffer.from(keys, "base64url");
      const read = readTombstone(Buffer.concat([id, tombstone]));
      verifyTombstone(read);
      const isOld = this.#o.clock.now() - read.closedAt > limits.TOMBSTONE_MS;
      return read.room === room && !isOld ? encodeTombstone(id, tombstone) : undefined;
    } catch (error) {
      if (error instanceof RelayError) return undefined;
      throw error;
    }
  }
}
