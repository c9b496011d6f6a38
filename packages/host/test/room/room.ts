/** A core with what surrounds it played by the test: entries wait until the test says how they ended. */
import type { Command } from "@partyline/protocol";
import { LIMITS } from "../../src/limits.ts";
import type { Effect, Outcome, RoomMember } from "../../src/room/index.ts";
import { RoomCore, type RoomState } from "../../src/room/index.ts";

export const LOG = "0".repeat(32);
export const OWNER = "owneraaaaaaaaaaa";
export const ANN = "annaaaaaaaaaaaaa";
export const BOB = "bobaaaaaaaaaaaaa";

export const emptyState = (change: Partial<RoomState> = {}): RoomState => ({
  id: "r".repeat(32),
  log: LOG,
  name: "Club",
  first: 1,
  head: 0,
  password: false,
  token: undefined,
  owner: OWNER,
  ownerName: "Olga",
  members: new Map(),
  unsettled: new Map(),
  sessions: new Map(),
  here: new Map(),
  leaving: new Map(),
  departures: 0,
  ...change,
});

export const client = (n: number): string => n.toString(16).padStart(16, "0");

export type Stored = Extract<Effect, { do: "store" }>;
type Told = Extract<Effect, { do: "tell" }>;

export class Room {
  readonly core: RoomCore;
  readonly waiting: Stored[] = [];
  /** What the log holds, by member id. */
  readonly log = new Map<string, RoomMember>();
  moment = { now: 1_000, monotonic: 0 };
  #head = 0;

  constructor(change: Partial<RoomState> = {}, limits = LIMITS) {
    const state = emptyState(change);
    this.#head = state.head;
    for (const [id, member] of state.members) this.log.set(id, member);
    this.core = new RoomCore(state, limits);
  }

  get state(): RoomState {
    return this.core.state;
  }

  open(conn: number, id: string, token?: Uint8Array): void {
    this.core.opened(conn, { id, key: `key of ${id}`, token }, this.moment);
  }

  say(conn: number, command: Command): Effect[] {
    return this.#take(this.core.command(conn, command, this.moment));
  }

  hello(conn: number, name: string, more: Partial<Extract<Command, { type: "hello" }>> = {}): Effect[] {
    return this.say(conn, { type: "hello", v: 1, name, client: client(conn), ...more });
  }

  closed(conn: number, said = false): Effect[] {
    return this.#take(this.core.closed(conn, said));
  }

  /** Ends the oldest entry that waits. */
  settle(outcome?: Outcome): Effect[] {
    const stored = this.waiting.shift();
    if (!stored) throw new Error("nothing waits to be stored");
    const { entry, ticket } = stored;
    const end = outcome ?? { kind: "stored", seq: entry.event ? ++this.#head : null };
    if (end.kind === "stored")
      for (const change of entry.changes ?? [])
        if (change.set === "member") this.log.set(change.member.id, change.member);
    return this.#take(this.core.settled(ticket, end));
  }

  /** Opens, greets and stores: a member in the room. */
  join(conn: number, id: string, name: string): Effect[] {
    this.open(conn, id);
    const effects = this.hello(conn, name);
    return this.waiting.length > 0 ? this.settle() : effects;
  }

  /** Does what a core's surroundings do at once: ended connections are closed. */
  #take(effects: Effect[]): Effect[] {
    for (const effect of effects) if (effect.do === "store") this.waiting.push(effect);
    const closing = effects.flatMap((effect) =>
      effect.do === "end"
        ? this.closed(effect.conn)
        : effect.do === "release"
          ? this.closed(effect.conn, true)
          : [],
    );
    return [...effects, ...closing];
  }
}

export const FULL: Outcome = { kind: "failed", code: "LOG_FULL" };

/** The codes of what was refused. */
export const refusedIn = (effects: Effect[]): string[] =>
  told(effects).flatMap((message) => (message.type === "refused" ? [message.code] : []));

export const told = (effects: Effect[]): Told["message"][] =>
  effects.flatMap((effect) => (effect.do === "tell" ? [effect.message] : []));

/** Connections that are ended, with the code. */
export const endedIn = (effects: Effect[]): [number, string][] =>
  effects.flatMap((effect): [number, string][] => (effect.do === "end" ? [[effect.conn, effect.code]] : []));

export const kinds = (effects: Effect[]): string[] => effects.map((effect) => effect.do);

export const storedIn = (effects: Effect[]): Stored["entry"][] =>
  effects.flatMap((effect) => (effect.do === "store" ? [effect.entry] : []));

/** The connections of the three in `fullRoom`. */
export const [OWNS, IN, OTHER] = [1, 2, 3];

/** The owner, Ann and Bob are in. */
export function fullRoom(limits = LIMITS): Room {
  const made = new Room({}, limits);
  made.join(OWNS, OWNER, "Olga");
  made.join(IN, ANN, "Ann");
  made.join(OTHER, BOB, "Bob");
  return made;
}
