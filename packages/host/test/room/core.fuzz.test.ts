/** The core beside a log played by the test: whatever three connections do, and however entries end. */
import type { Command } from "@partyline/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Effect, Outcome } from "../../src/room/index.ts";
import { ANN, BOB, client, FULL, OWNER, Room, told } from "./room.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
const PEOPLE = [OWNER, ANN, BOB];

type Step =
  | { do: "open"; conn: number; who: string }
  | { do: "say"; conn: number; command: Command }
  | { do: "close"; conn: number; said: boolean }
  | { do: "settle"; outcome: Outcome | undefined }
  | { do: "elapse"; who: string };

const conn = fc.integer({ min: 1, max: 3 });
const who = fc.constantFrom(...PEOPLE);
const name = fc.constantFrom("Ann", "ann", "Bob", "B0b", "Olga", " ", "paypal", "paypa1");
const re = fc.constant(1);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("hello" as const),
      v: fc.constant(1),
      name,
      client: fc.constantFrom(client(1), client(2)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("name" as const), re, name }) },
  fc.record({
    type: fc.constant("send" as const),
    n: fc.constant(1),
    body: fc.constant({ kind: "message" as const, text: "x" }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom("kick" as const, "ban" as const, "unban" as const),
      re,
      member: who,
    }),
  },
  fc.record({ type: fc.constantFrom("who" as const, "ping" as const, "close" as const), re }),
  fc.constant({ type: "leave" as const }),
  fc.record({ type: fc.constant("typing" as const), on: fc.boolean() }),
  fc.record({ type: fc.constant("room-name" as const), re, name }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("open" as const), conn, who }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("say" as const), conn, command }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), conn, said: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("settle" as const),
      outcome: fc.constantFrom(undefined, undefined, undefined, FULL),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("elapse" as const), who }) },
);

/** What must hold after every step. */
function check(room: Room): void {
  const { state } = room;
  const live = [...state.sessions.values()].filter(({ life }) => life === "live");
  const counted = new Map<string, number>();
  for (const { id } of live) counted.set(id, (counted.get(id) ?? 0) + 1);
  expect(new Map(state.here)).toEqual(counted);
  for (const { id } of live) expect(room.log.has(id), "whoever is in is in the log").toBe(true);
  for (const id of state.leaving.keys()) expect(state.here.has(id)).toBe(false);
  for (const key of ["nameKey", "skeleton"] as const) {
    const keys = [...room.log.values()].map((member) => member[key]);
    expect(new Set(keys).size, `one ${key} a member`).toBe(keys.length);
  }
  for (const session of live)
    if (session.life === "live") {
      const same = live.filter(
        (other) => other.life === "live" && other.id === session.id && other.client === session.client,
      );
      expect(same).toHaveLength(1);
    }
}

test("names are one member's, presence is what the sessions say, and the records are the log's", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: "max" }), (steps) => {
      const room = new Room();
      /** The number of the connection in each of the three places. */
      const at: number[] = [];
      let last = 0;
      let answersDue = 0;
      let answers = 0;
      const joined = new Set<string>();
      const count = (effects: Effect[]) => {
        for (const effect of effects) {
          if (effect.do !== "notice" || effect.kind === "renamed") continue;
          const { id } = effect.member;
          expect(joined.has(id), "joined and left by turns").toBe(effect.kind === "left");
          if (effect.kind === "joined") joined.add(id);
          else joined.delete(id);
        }
        answers += told(effects).filter((message) => "re" in message && message.type !== "page").length;
      };
      for (const one of steps) {
        switch (one.do) {
          case "open":
            // Its number is its own: a connection's is never given again.
            if (room.state.sessions.has(at[one.conn] ?? 0)) break;
            last += 1;
            at[one.conn] = last;
            room.open(last, one.who);
            break;
          case "say": {
            const conn = at[one.conn] ?? 0;
            const known = room.state.sessions.has(conn);
            const effects = room.say(conn, one.command);
            if (known && "re" in one.command && !effects.some(({ do: what }) => what === "destroy"))
              answersDue += 1;
            count(effects);
            break;
          }
          case "close":
            count(room.closed(at[one.conn] ?? 0, one.said));
            break;
          case "settle":
            if (room.waiting.length > 0) count(room.settle(one.outcome));
            break;
          case "elapse":
            count(room.core.elapsed(one.who, room.state.leaving.get(one.who) ?? -1));
        }
        check(room);
      }
      while (room.waiting.length > 0) count(room.settle());
      check(room);
      expect(answers, "each request has one answer").toBe(answersDue);
      expect(room.state.unsettled.size).toBe(0);
      expect(new Map(room.state.members)).toEqual(room.log);
    }),
    { numRuns },
  );
});
