/** The core against a reference model of forty lines: every answer, every refusal and every event of the log. */
import type { Command } from "@partyline/protocol";
import { fuzzed } from "@partyline/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Effect } from "../../src/room/index.ts";
import { ANN, BOB, client, endedIn, FULL, kinds, OWNER, Room, refusedIn, storedIn } from "./room.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
/** Runs that once found something, or could have: always the first ones. */
const PINNED = [1, 271_828_182, -1_431_655_766];

/** What the rules of names say of these; nothing of it comes from the code under test. */
const NAMES: Record<string, { same: string; looks: string } | undefined> = {
  Olga: { same: "olga", looks: "olga" },
  Ann: { same: "ann", looks: "ann" },
  ANN: { same: "ann", looks: "ann" },
  Bob: { same: "bob", looks: "bob" },
  paypal: { same: "paypal", looks: "paypal" },
  paypa1: { same: "paypa1", looks: "paypal" },
  " ": undefined,
};

interface Model {
  members: Map<string, { name: string; banned: boolean }>;
  /** Who sits where, by connection. */
  seats: Map<number, { id: string; client: string }>;
  room: string;
  log: string[];
  next: number;
}
interface Real {
  room: Room;
  log: string[];
}

/** Why `id` may not be called that, or undefined. */
function taken(model: Model, id: string, name: string): string | undefined {
  const wanted = NAMES[name];
  if (!wanted) return "NAME_EMPTY";
  const others = [...model.members].filter(([other]) => other !== id).map(([, { name }]) => name);
  if (id !== OWNER && !model.members.has(OWNER)) others.push("Olga");
  for (const other of others) {
    if (NAMES[other]!.same === wanted.same) return "NAME_TAKEN";
    if (NAMES[other]!.looks === wanted.looks) return "NAME_CONFUSABLE";
  }
  return undefined;
}

/** What the model expects of one step: an ending or a refusal with its code, or an event, stored or not. */
interface Expected {
  ended?: [number, string][];
  refused?: string;
  event?: string;
  commit?: () => void;
}

abstract class Step implements fc.Command<Model, Real> {
  readonly fails: boolean;
  constructor(fails: boolean) {
    this.fails = fails;
  }
  abstract expected(model: Model): Expected;
  abstract act(room: Room, model: Model): Effect[];
  check(_: Readonly<Model>): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    fuzzed.commands += 1;
    const { ended = [], refused, event, commit } = this.expected(model);
    const first = this.act(real.room, model);
    const stores = storedIn(first).filter((entry) => entry.event);
    expect(stores.map((entry) => entry.event?.kind)).toEqual(event ? [event] : []);
    const waits = real.room.waiting.length > 0;
    const fails = this.fails && waits;
    const after = waits ? real.room.settle(fails ? FULL : undefined) : [];
    const all = [...first, ...after];
    if (fails) {
      expect(kinds(all).filter((kind) => kind === "welcome")).toEqual([]);
    } else {
      if (event) real.log.push(event);
      commit?.();
      if (event) model.log.push(event);
      expect(endedIn(all).sort()).toEqual([...ended].sort());
      expect(refusedIn(all)).toEqual(refused ? [refused] : []);
    }
    this.after(model, fails);
    compare(model, real);
  }
  /** What happens to the model whether or not the log took it. */
  after(_model: Model, _failed: boolean): void {}
}

function compare(model: Model, { room, log }: Real): void {
  const { state } = room;
  expect(log).toEqual(model.log);
  expect(state.name).toBe(model.room);
  expect(
    new Map([...state.members].map(([id, { name, bannedAt }]) => [id, { name, banned: bannedAt !== null }])),
  ).toEqual(model.members);
  expect(
    new Map(
      [...state.sessions].map(([conn, session]) => [
        conn,
        session.life === "live" ? { id: session.id, client: session.client } : session.life,
      ]),
    ),
  ).toEqual(model.seats);
}

class Come extends Step {
  readonly who: string;
  readonly name: string;
  readonly device: number;
  constructor(who: string, name: string, device: number, fails: boolean) {
    super(fails);
    this.who = who;
    this.name = name;
    this.device = device;
  }
  expected(model: Model): Expected {
    const conn = model.next;
    const before = model.members.get(this.who);
    const why = before?.banned
      ? "BANNED"
      : before?.name === this.name
        ? undefined
        : taken(model, this.who, this.name);
    if (why) return { ended: [[conn, why]] };
    const seat = { id: this.who, client: client(this.device) };
    const old = [...model.seats].filter(([, { id, client: from }]) => id === seat.id && from === seat.client);
    return {
      ended: old.map(([place]) => [place, "SILENT"]),
      ...(before?.name === this.name ? {} : { event: before ? "rename" : "join" }),
      commit: () => {
        for (const [place] of old) model.seats.delete(place);
        model.members.set(this.who, { name: this.name, banned: false });
        model.seats.set(conn, seat);
      },
    };
  }
  act(room: Room, { next }: Model): Effect[] {
    room.open(next, this.who);
    return room.hello(next, this.name, { client: client(this.device) });
  }
  override after(model: Model): void {
    model.next += 1;
  }
  override toString = () =>
    `${this.who} comes as ${this.name} from ${this.device}${this.fails ? ", on a full disk" : ""}`;
}

/** Somebody in the room says something; where nobody is, nothing happens. */
class Says extends Step {
  readonly place: number;
  readonly command: Command;
  constructor(place: number, command: Command, fails: boolean) {
    super(fails);
    this.place = place;
    this.command = command;
  }
  override check({ seats }: Readonly<Model>): boolean {
    return seats.size > 0;
  }
  #seat(model: Model): [number, { id: string; client: string }] {
    const seats = [...model.seats];
    return seats[this.place % seats.length]!;
  }
  expected(model: Model): Expected {
    const [conn, { id }] = this.#seat(model);
    const { command } = this;
    switch (command.type) {
      case "send":
        return { event: "message" };
      case "leave":
        return { commit: () => model.seats.delete(conn) };
      case "name": {
        const { name } = model.members.get(id)!;
        const why = taken(model, id, command.name);
        if (why) return { refused: why };
        if (name === command.name) return {};
        return {
          event: "rename",
          commit: () => model.members.set(id, { name: command.name, banned: false }),
        };
      }
      case "room-name":
        if (id !== OWNER) return { refused: "NOT_OWNER" };
        if (command.name === " ") return { refused: "NAME_EMPTY" };
        return {
          event: "room",
          commit: () => {
            model.room = command.name;
          },
        };
      case "kick":
      case "ban":
      case "unban": {
        const { member, type } = command;
        if (id !== OWNER) return { refused: "NOT_OWNER" };
        const target = model.members.get(member);
        if (!target || member === OWNER) return { refused: "NO_MEMBER" };
        const theirs = [...model.seats].filter(([, seat]) => type !== "unban" && seat.id === member);
        return {
          event: type,
          ended: theirs.map(([place]) => [place, type === "ban" ? "BANNED" : "KICKED"]),
          commit: () => {
            if (type !== "kick") target.banned = type === "ban";
            for (const [place] of theirs) model.seats.delete(place);
          },
        };
      }
      default:
        return {};
    }
  }
  act(room: Room, model: Model): Effect[] {
    return room.say(this.#seat(model)[0], this.command);
  }
  override toString = () =>
    `${this.place} says ${JSON.stringify(this.command)}${this.fails ? ", on a full disk" : ""}`;
}

/** A connection breaks. */
class Breaks extends Step {
  readonly place: number;
  constructor(place: number) {
    super(false);
    this.place = place;
  }
  override check({ seats }: Readonly<Model>): boolean {
    return seats.size > 0;
  }
  #conn({ seats }: Model): number {
    return [...seats.keys()][this.place % seats.size]!;
  }
  expected(model: Model): Expected {
    const conn = this.#conn(model);
    return { commit: () => model.seats.delete(conn) };
  }
  act(room: Room, model: Model): Effect[] {
    return room.closed(this.#conn(model));
  }
  override toString = () => `${this.place} breaks`;
}

const who = fc.constantFrom(OWNER, ANN, BOB);
const name = fc.constantFrom(...Object.keys(NAMES));
const place = fc.nat(5);
/** One in eight. */
const fails = fc.nat(7).map((n) => n === 0);
const re = 1;
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant<Command>({ type: "send", n: 1, body: { kind: "message", text: "x" } }),
  fc.constant<Command>({ type: "leave" }),
  fc.constantFrom<Command>({ type: "ping", re }, { type: "typing", on: true }, { type: "who", re }),
  name.map((to): Command => ({ type: "name", re, name: to })),
  name.map((to): Command => ({ type: "room-name", re, name: to })),
  fc
    .tuple(fc.constantFrom("kick" as const, "ban" as const, "unban" as const), who)
    .map(([type, member]): Command => ({ type, re, member })),
);
const steps = fc.commands<Model, Real>(
  [
    fc.tuple(who, name, fc.integer({ min: 1, max: 2 }), fails).map((given) => new Come(...given)),
    fc.tuple(place, command, fails).map((given) => new Says(...given)),
    fc.tuple(place, command, fails).map((given) => new Says(...given)),
    place.map((at) => new Breaks(at)),
  ],
  { maxCommands: 40, size: "max" },
);

const property = fc.property(steps, (commands) => {
  fc.modelRun(
    () => ({
      model: { members: new Map(), seats: new Map(), room: "Club", log: [], next: 1 },
      real: { room: new Room(), log: [] },
    }),
    commands,
  );
});

test.each(PINNED)("the core does what the model says, from seed %d", (seed) => {
  fc.assert(property, { numRuns: 100, seed });
});

test("the core does what the model says", () => {
  fc.assert(property, { numRuns });
});
