/** Between trunks and the directory: judges records, claims names, signs receipts, and tells each host what its room is
 *  found by. SPEC.md of relay, R6.5 to R6.11. */
import { checkRoomName, checkUsername } from "@partyline/names";
import {
  type Ed25519,
  type List,
  type Listing,
  limits,
  RELAY_ERRORS,
  type Receipt,
  RelayError,
  type RelayErrorCode,
  type SignedRecord,
  type Tombstone,
  verifyReceipt,
  verifyRecord,
} from "@partyline/relay";
import { Buckets } from "../buckets.ts";
import type { Clock } from "../clock.ts";
import type { Registry } from "../exchange/index.ts";
import { RECEIPT_MS, type SwitchboardLimits } from "../limits.ts";
import type { Logger } from "../logger.ts";
import type { Directory, Entering, Entry } from "./directory.ts";
import { Graves } from "./graves.ts";
import type { Signer } from "./signer.ts";

/** A room with a trunk. */
export interface OnlineRoom {
  readonly room: string;
  /** Rises with every room that comes online. */
  readonly order: number;
  readonly tell: (listing: Listing) => void;
  /** What the directory shows of it; undefined before LIST and after UNLIST. */
  entry: Entry | undefined;
  /** When its host was last given a receipt. */
  receiptAt: number;
}

export interface RegistrarOptions {
  readonly directory: Directory;
  readonly signer: Signer;
  readonly ed25519: Ed25519;
  readonly clock: Clock;
  readonly limits: SwitchboardLimits;
  readonly logger: Logger;
}

export class Registrar implements Registry {
  readonly #options: RegistrarOptions;
  readonly #online = new Map<string, OnlineRoom>();
  readonly #newListings: Buckets;
  readonly #graves: Graves;
  #order = 0;
  /** One change after the other: what a host asks for is done in that order. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.#graves = new Graves(options);
    this.#newListings = new Buckets(options.limits.newListings, options.limits.addresses);
  }

  /** To be called before anybody comes. Error: SwitchboardError DIRECTORY. */
  load(): Promise<void> {
    return this.#graves.load();
  }

  /** Rooms with a trunk, those that came first first. */
  get rooms(): ReadonlyMap<string, OnlineRoom> {
    return this.#online;
  }

  online(room: string, tell: (listing: Listing) => void): void {
    const before = this.#online.get(room);
    this.#online.delete(room);
    this.#online.set(room, { room, order: ++this.#order, tell, entry: before?.entry, receiptAt: 0 });
    this.#touch([room]);
    this.#do(() => this.#graves.outlive(room));
    // Entered by an earlier trunk: it is shown as online before its host says anything.
    this.#do(async ({ directory, clock }) => {
      const online = this.#online.get(room);
      if (online && !online.entry) online.entry = await directory.entry(room, clock.now());
    });
  }

  offline(room: string): void {
    if (this.#online.delete(room)) this.#touch([room]);
  }

  list(room: string, list: List, address: string): void {
    this.#do(async () => {
      const online = this.#online.get(room);
      if (!online) return;
      try {
        const entering = this.#judge(room, list);
        online.tell(await this.#enter(online, entering, address));
      } catch (error) {
        if (!(error instanceof RelayError)) throw error;
        online.tell({ as: null, code: error.code, detail: error.message.slice(0, limits.DETAIL_UNITS) });
      }
    });
  }

  unlist(room: string, release: boolean): void {
    this.#do(async ({ directory, clock }) => {
      await directory.remove(room, release, clock.now());
      const online = this.#online.get(room);
      if (!online) return;
      online.entry = undefined;
      online.tell({ as: null });
    });
  }

  tombstone(room: string): Uint8Array | undefined {
    return this.#graves.of(room);
  }

  bury(tombstone: Tombstone, done: (code: RelayErrorCode | undefined) => void): void {
    const { room } = tombstone;
    this.#do(async ({ clock, logger }) => {
      try {
        // Registered while others had their turn: it lives.
        if (this.#online.has(room)) done("DISPLACED");
        else done((await this.#graves.bury(tombstone, clock.now())) ? undefined : "STALE");
      } catch (error) {
        logger("error", "the directory failed", { room, error: (error as Error).message });
        done("UNAVAILABLE");
      }
    });
  }

  /** To be called every few minutes: leases go on, receipts are renewed, what is over is forgotten. */
  tick(): void {
    const { clock } = this.#options;
    this.#touch([...this.#online.keys()]);
    for (const online of this.#online.values()) {
      if (!online.entry?.held || clock.now() - online.receiptAt < RECEIPT_MS) continue;
      online.entry = { ...online.entry, seen: clock.now() };
      online.tell(this.#found(online, online.entry));
    }
    this.#do(({ directory }) => directory.sweep(clock.now()));
    this.#do(() => this.#graves.forget(clock.now()));
  }

  /** Resolves when all that was asked for is done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Error: RelayError with the code for R6.6. */
  #judge(room: string, { record, receipt, addresses }: List): Entering {
    if (record.room !== room) throw new RelayError("BAD_RECORD", "The record is another room's.");
    try {
      verifyRecord(record, this.#options.ed25519);
    } catch (cause) {
      throw new RelayError("BAD_RECORD", (cause as Error).message, { cause });
    }
    const name = checkRoomName(record.name);
    if (!name.ok) throw new RelayError(name.code, name.message);
    if (name.name !== record.name)
      throw new RelayError("BAD_RECORD", "The name is not in the form that is shown.");
    // A room that is called like an office would speak for the switchboard to everyone who looks around.
    const asOffice = checkUsername(record.name);
    if (!asOffice.ok && asOffice.code === "NAME_RESERVED") throw new RelayError("NAME_RESERVED");
    return {
      record,
      key: name.key,
      skeleton: name.skeleton,
      addresses: addresses ?? [],
      receipt: this.#valid(record, receipt, name.key),
    };
  }

  /** A receipt of ours, for this room and name, that has not run out; any other counts as none (R6.11). */
  #valid({ room, name }: SignedRecord, receipt: Receipt | undefined, key: string): Entering["receipt"] {
    const { signer, ed25519, clock } = this.#options;
    if (!receipt || receipt.room !== room || receipt.name !== name || receipt.nameKey !== key)
      return undefined;
    if (receipt.until <= clock.now()) return undefined;
    try {
      return verifyReceipt(receipt, signer.key, ed25519);
    } catch {
      return undefined;
    }
  }

  async #enter(online: OnlineRoom, entering: Entering, address: string): Promise<Listing> {
    const { directory, clock, logger } = this.#options;
    const { room } = online;
    const now = clock.now();
    const { record, key, addresses } = entering;
    const entry: Entry = { room, record, nameKey: key, addresses, seen: now, held: undefined };
    try {
      if (!(await directory.knows(room)) && !this.#newListings.take(address, clock.monotonic()))
        throw new RelayError("LIMIT");
      const entered = await directory.enter(entering, now);
      if (entered.kind === "stale")
        return { as: null, code: "STALE", detail: RELAY_ERRORS.STALE, serial: entered.serial };
      for (const loser of entered.lost) this.#lost(loser);
      online.entry = { ...entry, held: entered.held };
      return this.#found(online, online.entry, entered.conflict);
    } catch (error) {
      if (error instanceof RelayError) throw error;
      logger("error", "the directory failed", { room, error: (error as Error).message });
      // While it is here, it is found by what needs no claim.
      online.entry = entry;
      return this.#found(online, entry, "UNAVAILABLE");
    }
  }

  /** What a room is found by, and why not by its name. */
  #found(online: OnlineRoom, entry: Entry, code: RelayErrorCode = "NAME_TAKEN"): Listing {
    const { clock, signer } = this.#options;
    const { name } = entry.record;
    if (!entry.held) return { as: `${name}#${entry.room.slice(0, 4)}`, code, detail: RELAY_ERRORS[code] };
    online.receiptAt = clock.now();
    return { as: name, receipt: signer.receipt(entry.room, entry.held, entry.seen) };
  }

  /** Somebody with an earlier receipt has the name now. */
  #lost(room: string): void {
    const online = this.#online.get(room);
    if (!online?.entry) return;
    online.entry = { ...online.entry, held: undefined };
    online.tell(this.#found(online, online.entry));
  }

  #touch(rooms: readonly string[]): void {
    if (rooms.length > 0) this.#do(({ directory, clock }) => directory.seen(rooms, clock.now()));
  }

  #do(task: (options: RegistrarOptions) => Promise<unknown>): void {
    const { logger } = this.#options;
    this.#last = this.#last
      .then(() => task(this.#options))
      .catch((error) => logger("error", "the directory failed", { error: (error as Error).message }));
  }
}
