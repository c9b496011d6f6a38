/** How a client's copy of the log is brought up to date: its welcome, and pages; or what its road repeats. */
import { type Clock, encodePage, ProtocolError } from "@partyline/protocol";
import type { Broadcaster } from "./broadcaster.ts";
import type { Connection } from "./connection.ts";
import type { Log } from "./log/index.ts";
import { firstPage, type PageWish, readPage } from "./page-reader.ts";
import type { Replay, Road } from "./ports.ts";
import { type ConnectionId, type Effect, type RoomCore, refusal } from "./room/index.ts";
import { welcomeOf } from "./welcome.ts";

/** What it needs of its room. */
export interface CatchUpRoom {
  core: RoomCore;
  casts: Broadcaster;
  log: Log;
  clock: Clock;
  connection(conn: ConnectionId): Connection | undefined;
  /** Does what follows from a page that could not be read. */
  failed(error: unknown, effects: Effect[]): void;
}

export class CatchUp {
  readonly #room: CatchUpRoom;
  /** The page that was left out, where a road was to repeat what is in it. */
  readonly #leftOut = new WeakMap<Connection, PageWish>();

  constructor(room: CatchUpRoom) {
    this.#room = room;
  }

  /** The welcome comes before the first cast, and the first cast before the page: nothing falls in between. */
  welcome({ conn, id, start, from, replay }: Extract<Effect, { do: "welcome" }>): void {
    const { core, casts, clock } = this.#room;
    const connection = this.#room.connection(conn);
    const member = core.state.members.get(id);
    if (!connection || !member) return;
    const epoch = casts.grant;
    const now = { here: core.here().length, at: clock.now() };
    const repeats =
      replay && from !== undefined ? this.#repeats(connection.road, from - 1, epoch.epoch) : undefined;
    if (repeats === undefined) {
      connection.tell(welcomeOf(core.state, member, { epoch, start, ...now }));
      connection.admit();
      this.page(conn, 0, firstPage(from));
      return;
    }
    const { next: live } = epoch;
    connection.tell(
      welcomeOf(core.state, member, {
        epoch: { ...epoch, next: repeats.from },
        start: "replayed",
        ...(repeats.from < live ? { live } : {}),
        ...now,
      }),
    );
    this.#leftOut.set(connection, firstPage(from));
    connection.admit(repeats.from < live ? repeats : undefined);
  }

  /** The road could not repeat what it was to. */
  missed(connection: Connection): void {
    const wish = this.#leftOut.get(connection);
    if (!wish) return;
    this.#leftOut.delete(connection);
    this.page(connection.id, 0, wish);
  }

  page(conn: ConnectionId, re: number, wish: PageWish): void {
    this.#room.connection(conn)?.inTurn(() => this.#read(conn, re, wish));
  }

  /** Where the road begins to repeat for a copy that ends with seq `after`; the next batch where nothing is missing. */
  #repeats(road: Road, after: number, epoch: number): Replay | undefined {
    if (!road.repeatsFrom) return undefined;
    const { castSeq, grant } = this.#room.casts;
    const from = after >= castSeq ? grant.next : road.repeatsFrom(after, epoch);
    return from === undefined ? undefined : { epoch, from };
  }

  async #read(conn: ConnectionId, re: number, wish: PageWish): Promise<void> {
    const { core, log } = this.#room;
    try {
      const events = await readPage(log, wish);
      const { first, head } = core.state;
      this.#room.connection(conn)?.write(encodePage({ re, first, head }, events), true);
    } catch (error) {
      const failure = new ProtocolError("LOG_FAILED");
      const effect: Effect =
        re === 0 ? { do: "end", conn, code: "LOG_FAILED" } : refusal(conn, failure, { re });
      this.#room.failed(error, [effect]);
    }
  }
}
