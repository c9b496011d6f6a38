/**
 * The RoomClient behind a seat, and its successor where the store began a new life: the program that keeps it was
 * started anew. What was written down is found again in the store; what was not goes from the old client to the new
 * one, so that nothing is lost or said twice.
 */
import {
  type ClientEvent,
  type ConnectionState,
  type PendingMessage,
  type Position,
  RoomClient,
  type RoomClientOptions,
  type RoomTarget,
  type Session,
  type Store,
} from "@partyline/client";
import { Unwritten, type UnwrittenShelf } from "./unwritten.ts";

/** What clients are made of, whatever the room. */
export type ClientParts = Pick<RoomClientOptions, "store" | "dial" | "clock" | "provider" | "random" | "via">;

export interface RoomLifeOptions {
  readonly parts: ClientParts;
  readonly target: RoomTarget;
  /** The username to greet with. */
  name(): string;
  password(): Promise<string | undefined>;
  /** A session is open: where events are to begin; undefined for the newest few. */
  opened(session: Session): Position | undefined;
  /** Outlives the page. */
  readonly shelf: UnwrittenShelf;
  /** Before the above: these go on as new messages. */
  carried(entries: readonly PendingMessage[]): void;
  event(event: ClientEvent): void;
}

export class RoomLife {
  readonly #o: RoomLifeOptions;
  #client: RoomClient;
  #off: () => void = () => {};
  /** Keys that the store is known to hold. */
  #written = new Set<number>();
  readonly #unwritten: Unwritten;
  #clientId: string | undefined;
  #turn: Promise<void> = Promise.resolve();
  #closed = false;
  #addresses: RoomTarget["addresses"];
  #switchboards: readonly string[];

  constructor(options: RoomLifeOptions) {
    this.#o = options;
    this.#unwritten = new Unwritten(options.shelf);
    this.#addresses = options.target.addresses;
    this.#switchboards = options.target.switchboards ?? [];
    this.#client = this.#make([]);
  }

  get client(): RoomClient {
    return this.#client;
  }

  setAddresses(addresses: RoomTarget["addresses"]): void {
    this.#addresses = addresses;
    this.#client.setAddresses(addresses);
  }

  /** The switchboards that the room may be at. A client that has no connection begins again if one is new to it. */
  setSwitchboards(switchboards: readonly string[]): void {
    const known = new Set(this.#switchboards);
    this.#switchboards = switchboards;
    const { kind } = this.#client.state;
    const waits = kind === "waiting" || kind === "connecting";
    if (waits && switchboards.some((url) => !known.has(url))) void this.renew();
  }

  /** How the room is reached, as far as is known by now. */
  get target(): RoomTarget {
    const { switchboards: _, ...target } = this.#o.target;
    const far = this.#switchboards.length === 0 ? {} : { switchboards: this.#switchboards };
    return { ...target, addresses: this.#addresses, ...far };
  }

  /** Begins again with another client. The old one has its say first: what it still stores must not come later. */
  renew(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (this.#closed) return;
      const old = this.#client;
      this.#off();
      const pending = old.pending;
      const left = pending.filter(({ key }) => !this.#written.has(key));
      await old.close();
      if (this.#closed) return;
      this.#client = this.#make(left);
      this.#client.start();
    });
    return this.#turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    this.#off();
    await this.#client.close();
  }

  /** Another tab holds the session now, since this page slept (back-forward cache): goes on in a new one. The client
   *  itself takes along what nobody has stored. */
  #again(client: RoomClient): void {
    this.#clientId = undefined;
    this.#unwritten.forget();
    queueMicrotask(() => {
      if (!this.#closed && client === this.#client) client.start();
    });
  }

  #make(left: readonly PendingMessage[]): RoomClient {
    const { parts, name, password, event } = this.#o;
    let carry = left;
    const { store: kept } = parts;
    const store: Store = {
      profile: () => kept.profile(),
      setName: (to) => kept.setName(to),
      pin: (room) => kept.pin(room),
      rooms: () => kept.rooms(),
      forget: (id) => kept.forget(id),
      close: () => kept.close(),
      openSession: async (roomId) => {
        const own = await openAgain(kept, roomId, this.#clientId);
        const unwritten = carry.filter((entry) => !own.outbox.some((kept) => isSame(kept, entry)));
        const noted = this.#unwritten.open(own.clientId, own.nextN);
        // What this page itself carries over is among what it noted. What an earlier one noted comes before all else.
        const session = this.#clientId === undefined ? await withTexts(own, noted, parts.clock.now()) : own;
        this.#unwritten.forget();
        carry = [];
        this.#clientId = session.clientId;
        this.#written = new Set(session.outbox.map(({ key }) => key));
        this.#o.carried(unwritten);
        const last = this.#o.opened(session);
        // A promise later the client is ready to take them.
        queueMicrotask(() => {
          for (const { text } of unwritten) client.send(text).catch(() => {});
        });
        return watched(session, last, (keys) => {
          for (const key of keys) this.#written.add(key);
          this.#unwritten.written(keys);
        });
      },
    };
    const client = new RoomClient({
      ...parts,
      store,
      target: this.target,
      name: name(),
      password,
      since: "last",
    });
    this.#off = client.on((told) => {
      if (told.kind === "pending" && told.entry.n !== null)
        this.#unwritten.add(told.entry.key, told.entry.n, told.entry.text);
      event(told);
      if (told.kind === "state" && isLost(told.state)) this.#again(client);
    });
    return client;
  }
}

const isLost = (state: ConnectionState): boolean => state.kind === "ended" && state.code === "SESSION_LOST";

const isSame = (kept: Session["outbox"][number], { key, at, text }: PendingMessage): boolean =>
  kept.key === key && kept.at === at && kept.body.text === text;

/** How many client ids are looked at to find one's own again: each is a tab or program that ended. */
const LOOKS = 4;

/** A session under `wanted`, if it is free, so that what is in doubt can be looked up in its outbox. */
async function openAgain(store: Store, roomId: string, wanted: string | undefined): Promise<Session> {
  const opened = [await store.openSession(roomId)];
  while (wanted !== undefined && opened.at(-1)!.clientId !== wanted && opened.length < LOOKS)
    opened.push(await store.openSession(roomId));
  const own = opened.find(({ clientId }) => clientId === wanted) ?? opened[0]!;
  for (const other of opened) if (other !== own) await other.close();
  return own;
}

/** The session with these messages in its outbox, as the last. */
async function withTexts(session: Session, texts: readonly string[], at: number): Promise<Session> {
  if (texts.length === 0) return session;
  const { clientId, outbox, last, remembered } = session;
  const firstKey = outbox.reduce((most, { key }) => Math.max(most, key), 0) + 1;
  const put = texts.map((text, i) => ({
    key: firstKey + i,
    n: session.nextN + i,
    at,
    body: { kind: "message" as const, text },
  }));
  const nextN = session.nextN + texts.length;
  await session.write({ put, remove: [], nextN });
  return {
    clientId,
    nextN,
    last,
    remembered,
    outbox: [...outbox, ...put],
    write: (change) => session.write(change),
    saveLast: (position, events, fresh) => session.saveLast(position, events, fresh),
    close: () => session.close(),
  };
}

/** The session; `written` is told what it has written. */
const watched = (
  session: Session,
  last: Position | undefined,
  written: (keys: readonly number[]) => void,
): Session => ({
  clientId: session.clientId,
  nextN: session.nextN,
  outbox: session.outbox,
  remembered: session.remembered,
  last,
  write: async (change) => {
    await session.write(change);
    written([...change.put.map(({ key }) => key), ...change.remove]);
  },
  saveLast: (position, events, fresh) => session.saveLast(position, events, fresh),
  close: () => session.close(),
});
