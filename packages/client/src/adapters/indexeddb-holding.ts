/** The claims of one page: which client ids it holds, from the first claim over being stored away to the release. */
import type { Clock } from "@partyline/protocol";
import { ClientError } from "../errors.ts";
import { type Hold, takeHold } from "./indexeddb-hold.ts";
import { type SessionRow, sessionOf } from "./indexeddb-rows.ts";
import { done, storeError, transact } from "./indexeddb-transaction.ts";

/** What claims work on. */
export interface Claims {
  readonly db: IDBDatabase;
  readonly clock: Clock;
}

/** A hold, and the version under which it is written in the session's row. */
export interface Claim {
  readonly hold: Hold;
  readonly holder: number;
}

/** Another page has adopted the client id: nothing may be written or numbered under it here any more. */
export const lost = (): ClientError => new ClientError("SESSION_LOST");

/** The database whose open connection holds `client`; also the channel on which its holder answers. */
export const holdName = ({ db }: Claims, client: string): string => `${db.name}.hold.${client}`;

/** Takes an existing client id, if no living page has it; where `after` is given, only if nobody had it since that
 *  holder. Errors: STORE. */
export async function claim(claims: Claims, client: string, after?: number): Promise<Claim | undefined> {
  const { db } = claims;
  const unclaimed = (row: SessionRow | undefined) => row && (after === undefined || row.holder === after);
  // First a version that no other taker has, or two could open the database under one.
  const version = await transact(db, ["sessions"], "relaxed", async (tx) => {
    const sessions = tx.objectStore("sessions");
    const row = sessionOf(await done<unknown>(sessions.get(client)));
    if (!row || !unclaimed(row)) return undefined;
    sessions.put({ ...row, takers: row.takers + 1 });
    return row.takers + 1;
  });
  if (version === undefined) return undefined;
  return take(claims, client, version, async (sessions) => {
    const row = sessionOf(await done<unknown>(sessions.get(client)));
    if (!row || !unclaimed(row)) return false;
    sessions.put({ ...row, holder: version, usedAt: await nextUse(sessions, row.room) });
    return true;
  });
}

/** Makes a client id, held. Errors: STORE. */
export async function claimNew(claims: Claims, client: string, room: string): Promise<Claim> {
  const made = await take(claims, client, 1, async (sessions) => {
    sessions.add({ client, room, takers: 1, holder: 1, usedAt: await nextUse(sessions, room), nextN: 1 });
    return true;
  });
  if (!made) throw new ClientError("STORE", "The browser's storage does not answer.");
  return made;
}

async function take(
  claims: Claims,
  client: string,
  version: number,
  write: (sessions: IDBObjectStore) => Promise<boolean>,
): Promise<Claim | undefined> {
  let hold: Hold | undefined;
  try {
    hold = await takeHold(holdName(claims, client), version, claims.clock);
    if (!hold) return undefined;
    const ours = await transact(claims.db, ["sessions"], "relaxed", (tx) =>
      write(tx.objectStore("sessions")),
    );
    if (ours) return { hold, holder: version };
    hold.release();
    return undefined;
  } catch (cause) {
    hold?.release();
    throw storeError(cause);
  }
}

async function nextUse(sessions: IDBObjectStore, room: string): Promise<number> {
  const rows = await done<unknown[]>(sessions.index("room").getAll(room));
  return 1 + rows.reduce<number>((most, row) => Math.max(most, sessionOf(row)?.usedAt ?? 0), 0);
}

type Life =
  | { kind: "held"; claim: Claim }
  /** The browser has stored the page away, and perhaps forgets it; `resume` is called when it comes back. */
  | { kind: "away"; holder: number; back: Promise<Claim>; resume: (claim: Promise<Claim>) => void }
  | { kind: "released" };

/** One client id in this page's hands. */
export class Holding {
  readonly client: string;
  readonly #claims: Claims;
  #life: Life;

  constructor(claims: Claims, client: string, first: Claim) {
    this.#claims = claims;
    this.client = client;
    this.#life = { kind: "held", claim: first };
  }

  /** The version under which the id is held, to be asked for each use: a page that comes back holds under another.
   *  Waits while the page is away. Errors: STORE after the release; SESSION_LOST. */
  async holder(): Promise<number> {
    const life = this.#life;
    if (life.kind === "held") return life.claim.holder;
    if (life.kind === "away") return (await life.back).holder;
    throw new ClientError("STORE", "This session is closed.");
  }

  /** The page goes, perhaps for ever: lets go in this very turn, since there may be no other. */
  hide(): void {
    const life = this.#life;
    if (life.kind !== "held") return;
    const { promise: back, resolve: resume } = Promise.withResolvers<Claim>();
    back.catch(() => {});
    this.#life = { kind: "away", holder: life.claim.holder, back, resume };
    this.#letGo(life.claim).catch(() => {});
  }

  /** The page is back: goes on if nobody had the id meanwhile. */
  show(): void {
    const life = this.#life;
    if (life.kind !== "away") return;
    const again = claim(this.#claims, this.client, life.holder).then((mine) => {
      if (!mine) throw lost();
      if (this.#life === life) this.#life = { kind: "held", claim: mine };
      else mine.hold.release();
      return mine;
    });
    life.resume(again);
  }

  /** Lets go for good. May be called twice. Errors: STORE. */
  async release(): Promise<void> {
    const life = this.#life;
    this.#life = { kind: "released" };
    if (life.kind === "held") await this.#letGo(life.claim);
  }

  #letGo({ hold, holder }: Claim): Promise<void> {
    hold.release();
    // Only spares the next taker the question; without it they ask and hear nothing.
    return transact(this.#claims.db, ["released"], "relaxed", async (tx) => {
      tx.objectStore("released").put(holder, this.client);
      tx.commit();
    });
  }
}
