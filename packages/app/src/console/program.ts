/** The program behind the pages: what they ask, and what they are told when it changes. */
import type { Store } from "@partyline/client";
import { type Hosted, type Tell, VERSION } from "@partyline/console";
import { systemClock } from "@partyline/protocol";
import type { WebSocket } from "ws";
import type { Hosting } from "../hosting.ts";
import type { Log } from "../log.ts";
import type { Directory } from "../resolve.ts";
import { askByHttp } from "./ask-switchboard.ts";
import { createHandlers } from "./handlers.ts";
import { LOOK_MS, TELL_GAP_MS } from "./limits.ts";
import { NearbyRooms } from "./nearby.ts";
import { type Handlers, PageLink } from "./page-link.ts";
import { Rooms } from "./rooms.ts";
import { SavedSwitchboards } from "./saved-switchboards.ts";
import { SwitchboardLists } from "./switchboards.ts";

export interface ProgramParts {
  readonly home: string;
  readonly store: Store;
  readonly hosting: Hosting;
  readonly directory: Directory;
  readonly log: Log;
}

export class Program {
  readonly rooms: Rooms;
  /** Whether a page has ever connected. */
  visited = false;
  readonly #store: Store;
  readonly #log: Log;
  readonly #nearby: NearbyRooms;
  readonly #switchboards: SwitchboardLists;
  readonly #handlers: Handlers;
  readonly #pages = new Set<PageLink>();
  readonly #hostedList: ToldList;
  readonly #nearbyList: ToldList;
  readonly #switchboardList: ToldList;
  #look: NodeJS.Timeout | undefined;

  constructor({ home, store, hosting, directory, log }: ProgramParts) {
    this.#store = store;
    this.#log = log;
    const tell = (told: Tell) => this.#tell(told);
    this.#hostedList = new ToldList(async () => ({ tell: "hosted", rooms: await this.#hosted() }), tell, log);
    this.#nearbyList = new ToldList(async () => ({ tell: "nearby", rooms: this.#nearby.list() }), tell, log);
    this.#switchboardList = new ToldList(
      async () => ({ tell: "switchboards", rows: this.#switchboards.rows() }),
      tell,
      log,
    );
    this.rooms = new Rooms({ home, store, hosting, log, changed: () => this.#hostedList.changed() });
    this.#nearby = new NearbyRooms(directory, () => this.#nearbyList.changed(), log);
    this.#switchboards = new SwitchboardLists({
      saved: new SavedSwitchboards(home, log),
      ask: askByHttp,
      clock: systemClock,
      random: Math.random,
      log,
      changed: () => this.#switchboardList.changed(),
    });
    const [rooms, switchboards] = [this.rooms, this.#switchboards];
    this.#handlers = createHandlers({ store, directory, rooms, switchboards, pages: () => this.#pages });
  }

  /** A page has connected: it is told everything, and then what changes. */
  connect(socket: WebSocket): void {
    const page = new PageLink(socket, this.#handlers, this.#log, () => this.#gone(page));
    this.#pages.add(page);
    this.visited = true;
    if (this.#pages.size === 1) {
      this.#nearby.start();
      this.#switchboards.start();
      // This device's own addresses change without anybody saying so.
      this.#look = setInterval(() => this.#hostedList.changed(), LOOK_MS);
    }
    void this.#greet(page).catch((error) => {
      this.#log("error", "a page could not be told what there is", { error: String(error) });
      page.close();
    });
  }

  /** Tells every page that this is the end, and ends what is hosted. */
  async end(): Promise<void> {
    this.#nearby.stop();
    this.#switchboards.stop();
    clearInterval(this.#look);
    this.#tell({ tell: "bye" });
    for (const page of this.#pages) page.close();
    await this.rooms.end();
  }

  async #greet(page: PageLink): Promise<void> {
    const { name } = await this.#store.profile();
    page.send({ tell: "hello", v: VERSION, ...(name === undefined ? {} : { name }) });
    page.greeted = true;
    page.send(await this.#nearbyList.now());
    page.send(await this.#switchboardList.now());
    page.send(await this.#hostedList.now());
  }

  /** Where hosting itself fails (no port, no folder), the rest still works; who opens a room is told why. */
  async #hosted(): Promise<Hosted[]> {
    try {
      return await this.rooms.list();
    } catch (error) {
      this.#log("warn", "the rooms of this device cannot be listed", { error: String(error) });
      return [];
    }
  }

  #gone(page: PageLink): void {
    this.#pages.delete(page);
    if (this.#pages.size > 0) return;
    this.#nearby.rest();
    this.#switchboards.rest();
    clearInterval(this.#look);
  }

  #tell(told: Tell): void {
    for (const page of this.#pages) if (page.greeted) page.send(told);
  }
}

/** A whole list that is told anew when it has changed, at most every TELL_GAP_MS, and never an older after a newer. */
class ToldList {
  readonly #read: () => Promise<Tell>;
  readonly #tell: (told: Tell) => void;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #last = "";

  constructor(read: () => Promise<Tell>, tell: (told: Tell) => void, log: Log) {
    this.#read = read;
    this.#tell = tell;
    this.#log = log;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#work = this.#work
        .then(() => this.#tellNews())
        .catch((error) => {
          this.#log("error", "a list could not be told", { error: String(error) });
        });
    }, TELL_GAP_MS).unref();
  }

  /** The list as it is now, for one who has not heard it. */
  now(): Promise<Tell> {
    const told = this.#work.then(async () => {
      const now = await this.#read();
      // Where this is news that the others are still to be told, it may be over by then: whoever heard it must be told so.
      if (JSON.stringify(now) !== this.#last) this.#last = "";
      return now;
    });
    this.#work = told.catch(() => {});
    return told;
  }

  async #tellNews(): Promise<void> {
    const told = await this.#read();
    const text = JSON.stringify(told);
    if (text === this.#last) return;
    this.#last = text;
    this.#tell(told);
  }
}
