import { describe, expect, test } from "vitest";
import { LIMITS } from "../../src/limits.ts";
import { continuation } from "../../src/room/admission.ts";
import { ANN, BOB, client, emptyState, endedIn, FULL, kinds, LOG, OWNER, Room, storedIn } from "./room.ts";

describe("P2.2 admission", () => {
  test("a first hello stores a join and is welcomed once that is stored", () => {
    const room = new Room();
    room.open(1, ANN);
    expect(storedIn(room.hello(1, "Ann"))).toMatchObject([
      {
        event: { kind: "join", by: ANN, from: "Ann" },
        changes: [{ set: "member", member: { role: "member" } }],
      },
    ]);
    expect(room.settle()).toMatchObject([
      { do: "welcome", conn: 1, id: ANN, start: "fresh", from: undefined },
      { do: "signal", signal: { kind: "presence", state: "here", by: ANN } },
      { do: "notice", kind: "joined", member: { id: ANN, name: "Ann" } },
    ]);
    expect(room.state.head).toBe(1);
  });

  test("the profile that made the room is its owner", () => {
    const room = new Room();
    room.join(1, OWNER, "Olga");
    expect(room.state.members.get(OWNER)?.role).toBe("owner");
  });

  test("a known member of the same name is welcomed at once, of another name after the rename is stored", () => {
    const room = new Room();
    room.join(1, ANN, "Ann");
    room.open(2, ANN);
    expect(kinds(room.hello(2, "Ann"))).toEqual(["welcome"]);
    room.open(3, ANN);
    expect(storedIn(room.hello(3, "Anna"))).toMatchObject([
      { event: { kind: "rename", from: "Ann", to: "Anna" } },
    ]);
    expect(kinds(room.settle())).toEqual(["welcome"]);
  });

  test("two connections of a new member are both welcomed only after the join, which is stored once", () => {
    const room = new Room();
    room.open(1, ANN);
    room.open(2, ANN);
    room.hello(1, "Ann");
    expect(kinds(room.hello(2, "Ann"))).toEqual(["store"]);
    expect(room.waiting.map(({ entry }) => entry.event?.kind)).toEqual(["join", undefined]);
    expect(kinds(room.settle())).toContain("welcome");
    expect(kinds(room.settle())).toEqual(["welcome"]);
  });

  test("two connections of a new member whose join cannot be stored end, and nothing is left of them", () => {
    const room = new Room();
    room.open(1, ANN);
    room.open(2, ANN);
    room.hello(1, "Ann");
    room.hello(2, "Ann");
    expect(endedIn(room.settle(FULL))).toEqual([[1, "LOG_FULL"]]);
    expect(endedIn(room.settle(FULL))).toEqual([[2, "LOG_FULL"]]);
    expect(room.state.members.size).toBe(0);
    expect(room.state.sessions.size).toBe(0);
    expect(room.join(3, BOB, "Ann").some(({ do: what }) => what === "welcome")).toBe(true);
  });

  test("a rename at hello that cannot be stored leaves the old name", () => {
    const room = new Room();
    room.join(1, ANN, "Ann");
    room.open(2, ANN);
    room.hello(2, "Anna");
    expect(endedIn(room.settle(FULL))).toEqual([[2, "LOG_FULL"]]);
    expect(room.state.members.get(ANN)?.name).toBe("Ann");
    expect(room.core.here()).toEqual([{ id: ANN, name: "Ann" }]);
  });

  test("a connection that ends while its join is stored is not welcomed", () => {
    const room = new Room();
    room.open(1, ANN);
    room.hello(1, "Ann");
    room.closed(1);
    expect(room.settle()).toEqual([]);
    expect(room.core.here()).toEqual([]);
    expect(room.state.members.has(ANN)).toBe(true);
  });

  test("a later connection of the same member and client takes the earlier one's place", () => {
    const room = new Room();
    room.join(1, ANN, "Ann");
    room.open(2, ANN);
    const effects = room.hello(2, "Ann", { client: client(1) });
    expect(effects[0]).toMatchObject({ do: "welcome", conn: 2 });
    expect(endedIn(effects)).toEqual([[1, "SILENT"]]);
    expect(effects.some(({ do: what }) => what === "notice" || what === "wait")).toBe(false);
    expect(room.closed(1)).toEqual([]);
    expect(room.core.here()).toHaveLength(1);
  });

  test("a hello is refused with the reason, and its connection ends", () => {
    const token = new Uint8Array(16).fill(7);
    const cases: [string, Room, Parameters<Room["hello"]>[2]?, string?, Uint8Array?][] = [
      ["VERSION", new Room(), { v: 2 }],
      ["TOKEN_REQUIRED", new Room({ token })],
      ["TOKEN_REQUIRED", new Room({ token }), {}, "Ann", new Uint8Array(16)],
      ["NAME_EMPTY", new Room(), {}, " "],
      ["ROOM_FULL", new Room({}, { ...LIMITS, members: 0 })],
    ];
    for (const [code, room, more, name = "Ann", shown] of cases) {
      room.open(1, ANN, shown);
      expect(endedIn(room.hello(1, name, more)), code).toEqual([[1, code]]);
      expect(room.waiting, code).toEqual([]);
    }
    const listed = new Room({ token });
    listed.open(1, ANN, token.slice());
    expect(kinds(listed.hello(1, "Ann"))).toEqual(["store"]);
  });

  test("P2.1 a second hello ends the connection, while the first is stored and after", () => {
    const room = new Room();
    room.open(1, ANN);
    room.hello(1, "Ann");
    expect(endedIn(room.hello(1, "Ann"))).toEqual([[1, "BAD_MESSAGE"]]);
    room.settle();
    room.join(2, ANN, "Ann");
    expect(endedIn(room.hello(2, "Ann"))).toEqual([[2, "BAD_MESSAGE"]]);
  });
});

describe("P4.3 where a copy goes on", () => {
  const state = emptyState({ first: 11, head: 20 });
  test.each([
    ["no since", undefined, "fresh", undefined],
    ["up to date", { log: LOG, seq: 20 }, "resumed", 21],
    ["behind", { log: LOG, seq: 15 }, "resumed", 16],
    ["just before the first kept", { log: LOG, seq: 10 }, "resumed", 11],
    ["older than what is kept", { log: LOG, seq: 9 }, "gap", 11],
    ["another log", { log: "1".repeat(32), seq: 15 }, "reset", undefined],
    ["ahead of this log", { log: LOG, seq: 21 }, "reset", undefined],
    ["any log, from the start", { seq: 0 }, "resumed", 11],
    ["any log, from the middle", { seq: 15 }, "resumed", 16],
    ["any log, ahead", { seq: 21 }, "reset", undefined],
  ])("%s", (_, since, start, from) => {
    expect(continuation(state, since)).toEqual({ start, from });
  });
});
