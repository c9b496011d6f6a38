/** Every row of the command table that is anyone's: before admission, in the wrong role, done, refused. */
import type { Command } from "@partyline/protocol";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/room/index.ts";
import { ANN, BOB, client, FULL, fullRoom, IN, OWNER, OWNS, refusedIn, storedIn, told } from "./room.ts";

const ANYONES: Command[] = [
  { type: "send", n: 1, body: { kind: "message", text: "hello" } },
  { type: "fetch", re: 1 },
  { type: "who", re: 1 },
  { type: "typing", on: true },
  { type: "presence", away: true },
  { type: "name", re: 1, name: "Anna" },
  { type: "leave" },
  { type: "ping", re: 1 },
];
const OWNERS: Command[] = [
  { type: "kick", re: 1, member: BOB },
  { type: "ban", re: 1, member: BOB },
  { type: "unban", re: 1, member: BOB },
  { type: "room-name", re: 1, name: "Chess Club" },
  { type: "password", re: 1, password: "open sesame" },
  { type: "close", re: 1 },
];

describe("P2.1 gates", () => {
  test.each([...ANYONES, ...OWNERS])("$type before admission is refused and changes nothing", (command) => {
    const made = fullRoom();
    made.open(9, "eveaaaaaaaaaaaaa");
    expect(refusedIn(made.say(9, command))).toEqual(["NOT_ADMITTED"]);
    made.hello(9, "Eve");
    expect(refusedIn(made.say(9, command))).toEqual(["NOT_ADMITTED"]);
    expect(made.waiting).toHaveLength(1);
  });

  test.each(OWNERS)("$type is the owner's", (command) => {
    const made = fullRoom();
    const effects = made.say(IN, command);
    expect(refusedIn(effects)).toEqual(["NOT_OWNER"]);
    expect(told(effects)[0]).toMatchObject({ re: 1 });
    expect(made.waiting).toEqual([]);
  });

  test("a connection that nobody knows is not answered", () => {
    for (const command of [...ANYONES, ...OWNERS]) expect(fullRoom().say(77, command)).toEqual([]);
  });
});

describe("P2.3 send", () => {
  const send = ANYONES[0]!;
  const answers: [Outcome | undefined, object][] = [
    [undefined, { type: "ack", n: 1, seq: 4 }],
    [
      { kind: "duplicate", seq: 2 },
      { type: "ack", n: 1, seq: 2 },
    ],
    [
      { kind: "duplicate", seq: null },
      { type: "ack", n: 1, seq: null },
    ],
    [
      { kind: "expected", n: 5 },
      { type: "expected", n: 1, expect: 5 },
    ],
    [
      { kind: "conflict", seq: 2 },
      { type: "refused", n: 1, code: "CONFLICT" },
    ],
    [
      { kind: "failed", code: "TOO_MANY_CLIENTS" },
      { type: "refused", n: 1, code: "TOO_MANY_CLIENTS" },
    ],
    [FULL, { type: "refused", n: 1, code: "LOG_FULL" }],
  ];
  test.each(answers)("%o is answered with %o", (outcome, answer) => {
    const made = fullRoom();
    expect(storedIn(made.say(IN, send))).toEqual([
      {
        event: { at: 1_000, kind: "message", by: ANN, from: "Ann", text: "hello", client: client(IN), n: 1 },
        origin: { member: ANN, client: client(IN), n: 1 },
      },
    ]);
    expect(told(made.settle(outcome))).toMatchObject([answer]);
    expect(made.state.head).toBe(outcome === undefined ? 4 : 3);
  });
});

describe("what is asked", () => {
  test("P2.4 fetch asks for a page, of 200 where nothing is said", () => {
    const made = fullRoom();
    expect(made.say(IN, { type: "fetch", re: 7, from: 3 })).toEqual([
      { do: "page", conn: IN, re: 7, from: 3, before: undefined, limit: 200 },
    ]);
    expect(made.say(IN, { type: "fetch", re: 8, before: 9, limit: 2 })).toMatchObject([
      { re: 8, before: 9, limit: 2 },
    ]);
  });

  test("P2.5 who: in order of id, with who is here and who is banned", () => {
    const made = fullRoom();
    made.say(OWNS, { type: "ban", re: 1, member: BOB });
    made.settle();
    made.core.elapsed(BOB, made.state.departures);
    expect(told(made.say(IN, { type: "who", re: 2 }))).toEqual([
      {
        type: "members",
        re: 2,
        more: false,
        members: [
          { id: ANN, name: "Ann", role: "member", here: true, banned: false },
          { id: BOB, name: "Bob", role: "member", here: false, banned: true },
          { id: OWNER, name: "Olga", role: "owner", here: true, banned: false },
        ],
      },
    ]);
    expect(told(made.say(IN, { type: "who", re: 3, after: BOB }))).toMatchObject([
      { members: [{ id: OWNER }] },
    ]);
  });

  test("P4.9 more than 200 members come in parts that leave out nobody", () => {
    const made = fullRoom();
    const template = made.state.members.get(ANN)!;
    for (let i = 0; i < 300; i++) {
      const id = `m${String(i).padStart(3, "0")}`
        .padEnd(16, "a")
        .replaceAll(/[0189]/g, (d) => "wxyz"["0189".indexOf(d)]!);
      made.state.members.set(id, { ...template, id });
    }
    const seen: string[] = [];
    for (let more = true; more; ) {
      const after = seen.at(-1);
      const [page] = told(made.say(IN, { type: "who", re: 1, ...(after ? { after } : {}) }));
      if (page?.type !== "members") throw new Error("no members");
      expect(page.members.length).toBeLessThanOrEqual(200);
      seen.push(...page.members.map(({ id }) => id));
      more = page.more;
    }
    expect(seen).toEqual([...made.state.members.keys()].sort());
  });

  test("P2.9 ping is answered at once", () => {
    expect(told(fullRoom().say(IN, { type: "ping", re: 5 }))).toEqual([{ type: "done", re: 5 }]);
  });

  test("P2.6 typing and stepping away are signals to all", () => {
    const made = fullRoom();
    expect(made.say(IN, { type: "typing", on: true })).toEqual([
      { do: "signal", signal: { kind: "typing", by: ANN, from: "Ann", on: true } },
    ]);
    expect(made.say(IN, { type: "presence", away: true })).toMatchObject([{ signal: { state: "away" } }]);
    expect(made.say(IN, { type: "presence", away: false })).toMatchObject([{ signal: { state: "here" } }]);
  });

  test("P2.8 who takes leave is gone at once", () => {
    const made = fullRoom();
    expect(made.say(IN, { type: "leave" })).toMatchObject([
      { do: "release", conn: IN },
      { do: "signal", signal: { state: "gone", by: ANN } },
      { do: "notice", kind: "left" },
    ]);
  });
});
