/** What the owner of a room may do. */
import { describe, expect, test } from "vitest";
import {
  BOB,
  endedIn,
  FULL,
  fullRoom,
  kinds,
  OTHER,
  OWNER,
  OWNS,
  refusedIn,
  storedIn,
  told,
} from "./room.ts";

describe("P2.10 removal", () => {
  test.each([
    ["kick", "KICKED"],
    ["ban", "BANNED"],
  ] as const)("%s, once stored, ends every session of the member and begins an epoch", (type, code) => {
    const made = fullRoom();
    made.open(8, BOB);
    made.hello(8, "Bob");
    expect(kinds(made.say(OWNS, { type, re: 4, member: BOB }))).toEqual(["store"]);
    const effects = made.settle();
    expect(told(effects)).toEqual([{ type: "done", re: 4 }]);
    expect(endedIn(effects)).toEqual([
      [OTHER, code],
      [8, code],
    ]);
    expect(effects).toContainEqual({ do: "new-epoch" });
    expect(made.core.here().map(({ id }) => id)).not.toContain(BOB);
  });

  test.each(["kick", "ban", "unban"] as const)("%s of nobody, or of the owner, is NO_MEMBER", (type) => {
    const made = fullRoom();
    expect(refusedIn(made.say(OWNS, { type, re: 1, member: "nobodyaaaaaaaaaa" }))).toEqual(["NO_MEMBER"]);
    expect(refusedIn(made.say(OWNS, { type, re: 1, member: OWNER }))).toEqual(["NO_MEMBER"]);
  });

  test("a removal that cannot be stored is refused and removes nobody", () => {
    const made = fullRoom();
    for (const type of ["kick", "ban"] as const) {
      made.say(OWNS, { type, re: 1, member: BOB });
      expect(refusedIn(made.settle(FULL))).toEqual(["LOG_FULL"]);
    }
    expect(made.state.members.get(BOB)?.bannedAt).toBeNull();
    expect(made.core.here()).toHaveLength(3);
  });

  test("a banned member is refused until unban, a kicked one comes back", () => {
    const made = fullRoom();
    made.say(OWNS, { type: "ban", re: 1, member: BOB });
    made.settle();
    made.open(4, BOB);
    expect(endedIn(made.hello(4, "Bob"))).toEqual([[4, "BANNED"]]);
    made.say(OWNS, { type: "unban", re: 2, member: BOB });
    expect(kinds(made.settle())).toEqual(["tell"]);
    made.open(5, BOB);
    expect(kinds(made.hello(5, "Bob"))).toContain("welcome");
    made.say(OWNS, { type: "kick", re: 3, member: BOB });
    made.settle();
    made.open(6, BOB);
    expect(kinds(made.hello(6, "Bob"))).toContain("welcome");
  });

  test("a rename while the ban is being stored does not write the ban away", () => {
    const made = fullRoom();
    made.say(OWNS, { type: "ban", re: 1, member: BOB });
    made.say(OTHER, { type: "name", re: 1, name: "Robert" });
    made.settle();
    made.settle();
    expect(made.log.get(BOB)).toMatchObject({ name: "Robert", bannedAt: 1_000 });
    expect(made.state.members.get(BOB)).toEqual(made.log.get(BOB));
  });

  test("nor does one before it, once that is stored", () => {
    const made = fullRoom();
    made.say(OTHER, { type: "name", re: 1, name: "Robert" });
    made.say(OWNS, { type: "ban", re: 1, member: BOB });
    made.settle();
    made.say(OTHER, { type: "name", re: 2, name: "Bobby" });
    made.settle();
    made.settle();
    expect(made.log.get(BOB)).toMatchObject({ name: "Bobby", bannedAt: 1_000 });
  });

  test("who is let in while being kicked is out again in the end", () => {
    const made = fullRoom();
    made.say(OTHER, { type: "leave" });
    made.open(7, BOB);
    made.hello(7, "Bobby");
    made.say(OWNS, { type: "ban", re: 1, member: BOB });
    expect(kinds(made.settle())).toContain("welcome");
    expect(endedIn(made.settle())).toEqual([[7, "BANNED"]]);
  });
});

describe("the owner's room", () => {
  test("P2.11 a new name holds once it is stored", () => {
    const made = fullRoom();
    expect(refusedIn(made.say(OWNS, { type: "room-name", re: 1, name: " " }))).toEqual(["NAME_EMPTY"]);
    expect(storedIn(made.say(OWNS, { type: "room-name", re: 2, name: "Chess Club" }))).toMatchObject([
      { event: { kind: "room", name: "Chess Club" }, changes: [{ key: "name", value: "Chess Club" }] },
    ]);
    expect(made.state.name).toBe("Club");
    expect(made.settle()).toMatchObject([{ message: { type: "done", re: 2 } }, { do: "relist" }]);
    expect(made.state.name).toBe("Chess Club");
    made.say(OWNS, { type: "room-name", re: 3, name: "Go Club" });
    expect(refusedIn(made.settle(FULL))).toEqual(["LOG_FULL"]);
    expect(made.state.name).toBe("Chess Club");
  });

  test.each([["c3RyZXRjaGVk"], [null]])("P2.12 the password %s holds once it is stored", (stretched) => {
    const made = fullRoom();
    expect(made.say(OWNS, { type: "password", re: 1, password: "open sesame" })).toEqual([
      { do: "set-password", conn: OWNS, re: 1, password: "open sesame" },
    ]);
    const ready = made.core.passwordReady(OWNS, 1, stretched, made.moment);
    expect(storedIn(ready)).toMatchObject([
      {
        event: { kind: "room", password: stretched !== null },
        changes: [{ key: "password", value: stretched }],
      },
    ]);
    expect(JSON.stringify(storedIn(ready)[0]?.event)).not.toContain("sesame");
    const [store] = ready;
    if (store?.do !== "store") throw new Error("not stored");
    expect(refusedIn(made.core.settled(store.ticket, FULL))).toEqual(["LOG_FULL"]);
    expect(made.state.password).toBe(false);
    expect(kinds(made.core.settled(store.ticket, { kind: "stored", seq: 4 }))).toEqual([
      "tell",
      "use-password",
      "new-epoch",
      "relist",
    ]);
    expect(made.state.password).toBe(stretched !== null);
  });

  test("a password of an owner who is gone by then is dropped", () => {
    const made = fullRoom();
    made.closed(OWNS);
    expect(made.core.passwordReady(OWNS, 1, null, made.moment)).toEqual([]);
  });

  test("P2.13 close", () => {
    expect(fullRoom().say(OWNS, { type: "close", re: 1 })).toEqual([{ do: "destroy", conn: OWNS, re: 1 }]);
  });
});
