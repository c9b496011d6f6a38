/** Makes a room from an export: all of it, or nothing. */
import { createHash } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkRoomName } from "@partyline/names";
import { RECOVERY_SEED_BYTES } from "@partyline/relay";
import { memberIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { HostError } from "../errors.ts";
import { type Log, type LogStore, type NewEvent, openSqliteLogs } from "../log/index.ts";
import { cardOf, type OpenRoomOptions, roomOf } from "../opening.ts";
import { type RoomRecord, writeRecord } from "../room-record.ts";
import { RoomsFolder } from "../rooms-folder.ts";
import { type ExportHeader, type ImportedEvent, readHeader, readLine } from "./lines.ts";

/** Events in one commit while a log is filled. */
const COMMIT_EVENTS = 500;
/** What the folder of a room is called while it is made. */
const DRAFT = "importing-";
/** Faults that are told one by one. */
const FAULTS = 20;

export interface ImportOptions {
  /** The data folder. */
  home: string;
  owner: OpenRoomOptions["owner"];
  /** Default: the name in the export. */
  name?: string | undefined;
  /** The lines of the export, without line feeds; undefined for one that is no text. */
  lines: AsyncIterable<string | undefined>;
  /** Whether to take what is whole of an export that is damaged or not complete. */
  partial: boolean;
}

export interface ImportedRoom {
  id: string;
  name: string;
  /** Events that it has, and the seqs of the first and the last. */
  count: number;
  first: number;
  last: number;
  /** What is wrong with the export, in words; empty where nothing is. */
  faults: string[];
}

/**
 * Reads an export and makes a new room of it, with keys of its own: what was said keeps its authors, times and numbers
 * (only gaps are closed). Errors: BAD_EXPORT, unless `partial`, and then nothing is left behind; EXPORT_TOO_NEW, NAME_*,
 * NAME_IN_USE, LOG_*.
 */
export async function importRoom(options: ImportOptions): Promise<ImportedRoom> {
  const folder = await RoomsFolder.open(options.home);
  const reading = new Reading(options.lines);
  const { header, first } = await reading.begin();
  const name = await nameFor(folder, options.name ?? header?.name ?? undefined);

  const seed = nodeProvider.randomBytes(RECOVERY_SEED_BYTES);
  const { keys, id } = roomOf(nodeProvider, seed);
  const { owner } = options;
  const record: RoomRecord = {
    keys,
    seed,
    name,
    password: undefined,
    token: undefined,
    owner: { id: memberIdOf(nodeProvider, owner.key(id)), name: owner.name },
    keep: {},
    switchboards: undefined,
    epoch: 1,
  };
  // No room's id, so that no list shows it before it is whole.
  const draft = join(options.home, "rooms", `${DRAFT}${id}`);
  const logs = openSqliteLogs();
  try {
    await sweep(join(options.home, "rooms"), logs);
    const log = await logs.open(draft, { create: true, pruned: first - 1 });
    await writeRecord(log, record);
    const count = await fill(log, reading.events());
    await log.close();
    const faults = reading.end();
    if (faults.length > 0 && !options.partial) throw new HostError("BAD_EXPORT", faults.join("\n"));
    if (count === 0 && faults.length > 0) throw new HostError("BAD_EXPORT", "No line of it is an event.");
    await rename(draft, folder.pathOf(id));
    await folder.writeCard(cardOf(id, record));
    return { id, name, count, first, last: first + count - 1, faults };
  } finally {
    await logs.close();
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what an import left behind that was killed. */
async function sweep(rooms: string, logs: LogStore): Promise<void> {
  for (const entry of (await readdir(rooms)).filter((name) => name.startsWith(DRAFT))) {
    const draft = join(rooms, entry);
    const isInUse = await logs.open(draft, { create: false }).then(
      (log) => log.close().then(() => false),
      (error) => (error as { code?: unknown }).code === "ROOM_IN_USE",
    );
    if (!isInUse) await rm(draft, { recursive: true, force: true });
  }
}

async function nameFor(folder: RoomsFolder, wanted: string | undefined): Promise<string> {
  if (wanted === undefined)
    throw new HostError("NAME_NEEDED", "The export does not say a name. Give one: --name.");
  const checked = checkRoomName(wanted);
  if (!checked.ok) throw new HostError(checked.code, checked.message);
  const taken = (await folder.list()).some(({ name }) => {
    const other = checkRoomName(name);
    return other.ok && other.key === checked.key;
  });
  if (taken)
    throw new HostError(
      "NAME_IN_USE",
      `A room "${checked.name}" is kept here already. Give another name: --name.`,
    );
  return checked.name;
}

async function fill(log: Log, events: AsyncIterable<NewEvent>): Promise<number> {
  let count = 0;
  let batch: { event: NewEvent }[] = [];
  const store = async () => {
    await log.append(batch);
    count += batch.length;
    batch = [];
  };
  for await (const event of events) {
    batch.push({ event });
    if (batch.length >= COMMIT_EVENTS) await store();
  }
  if (batch.length > 0) await store();
  return count;
}

/** An export as it is read: its events, and what is wrong with it. */
class Reading {
  readonly #lines: AsyncIterator<string | undefined>;
  readonly #hash = createHash("sha256");
  readonly #faults: string[] = [];
  #faultCount = 0;
  #line = 0;
  #header: ExportHeader | undefined;
  /** Read ahead, to know where it begins. */
  #ahead: ImportedEvent | undefined;
  #lastSeq: number | undefined;
  #count = 0;

  constructor(lines: AsyncIterable<string | undefined>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** The header, if there is one, and the seq of the first event. Errors: EXPORT_TOO_NEW. */
  async begin(): Promise<{ header: ExportHeader | undefined; first: number }> {
    this.#ahead = await this.#next();
    if (!this.#header) this.#fault("there is no header, so nobody can tell whether it is all");
    const first = this.#ahead?.seq ?? (this.#header ? this.#header.first : 1);
    return { header: this.#header, first: Math.max(1, first) };
  }

  async *events(): AsyncGenerator<NewEvent> {
    for (let one = this.#ahead; one; one = await this.#next()) {
      const due = this.#lastSeq === undefined ? (this.#header?.first ?? one.seq) : this.#lastSeq + 1;
      if (one.seq < due && this.#lastSeq !== undefined) {
        this.#fault(`line ${this.#line}: event ${one.seq} comes after event ${this.#lastSeq}`);
        continue;
      }
      if (one.seq !== due)
        this.#fault(
          one.seq - due === 1 ? `event ${due} is missing` : `events ${due} to ${one.seq - 1} are missing`,
        );
      this.#lastSeq = one.seq;
      this.#count += 1;
      yield one.event;
    }
  }

  /** What is wrong, once all was read. */
  end(): string[] {
    const header = this.#header;
    if (header) {
      if (this.#count !== header.count)
        this.#fault(`the header speaks of ${header.count} events, and there are ${this.#count}`);
      else if (this.#hash.digest("hex") !== header.hash)
        this.#fault("its lines are not those that were written");
      if ((this.#lastSeq ?? header.first - 1) !== header.last)
        this.#fault(`it should end with event ${header.last}`);
    }
    const more = this.#faultCount - this.#faults.length;
    return more > 0 ? [...this.#faults, `and ${more} more`] : this.#faults;
  }

  /** The next event that can be read; undefined at the end. */
  async #next(): Promise<ImportedEvent | undefined> {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done) return undefined;
      this.#line += 1;
      if (value === undefined) {
        this.#fault(`line ${this.#line} is no text`);
        continue;
      }
      try {
        if (this.#line === 1) this.#header = readHeader(value);
        if (this.#line === 1 && this.#header) continue;
        this.#hash.update(`${value}\n`);
        return readLine(value);
      } catch (error) {
        if (!(error instanceof HostError) || error.code !== "BAD_LINE") throw error;
        this.#fault(`line ${this.#line}: ${error.message}`);
      }
    }
  }

  #fault(words: string): void {
    this.#faultCount += 1;
    if (this.#faults.length < FAULTS) this.#faults.push(words);
  }
}
