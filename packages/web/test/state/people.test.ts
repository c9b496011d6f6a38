import { FakeClock } from "@partyline/testkit";
import { describe, expect, it } from "vitest";
import { People } from "../../src/state/people.ts";
import { AGAIN_MS, createTyping, TYPING_MS, typingSign } from "../../src/state/typing.ts";
import { ANNA, BEN, joinedAt } from "./samples.ts";

const member = (id: string, name: string, here = true) =>
  ({ id, name, role: name === "Anna" ? "owner" : "member", here, banned: false }) as const;
const show = (people: People) => people.list.map(({ name, presence }) => `${name} ${presence}`);

describe("people", () => {
  it("stand with oneself first, then who is here by name, then who is not", () => {
    const people = new People();
    people.me = BEN;
    people.replace([member(ANNA, "Anna", false), member(BEN, "Ben"), member("c".repeat(16), "Cleo")]);
    expect(show(people)).toEqual(["Ben here", "Cleo here", "Anna gone"]);
    expect(people.here).toBe(2);
    expect(people.list[2]).toMatchObject({ owner: true, me: false });
  });
  it("change with events and signals, and keep the same list while nothing does", () => {
    const people = new People();
    people.replace([member(ANNA, "Anna")]);
    const before = people.list;
    people.signal({ kind: "presence", by: ANNA, from: "Anna", state: "here" });
    expect(people.list).toBe(before);
    people.note(joinedAt(2));
    people.signal({ kind: "presence", by: ANNA, from: "Anna", state: "away" });
    expect(show(people)).toEqual(["Anna away", "Ben here"]);
    const by = { seq: 3, at: 0, by: ANNA, from: "Anna", member: BEN, name: "Ben" };
    people.note({ ...by, kind: "ban" });
    expect(people.list[1]).toMatchObject({ presence: "gone", banned: true });
    people.note({ ...by, kind: "unban" });
    people.note({ seq: 5, at: 0, kind: "rename", by: BEN, from: "Ben", to: "Bert" });
    expect(people.list[1]).toMatchObject({ name: "Bert", banned: false });
    people.replace([member(ANNA, "Anna"), member(BEN, "Bert", false)]);
    expect(show(people)).toEqual(["Anna away", "Bert gone"]);
  });
});

describe("typing of others", () => {
  it("fades by itself, ends with a message or a leave, and is never one's own", async () => {
    const clock = new FakeClock();
    const told: string[] = [];
    const typing = createTyping(
      clock,
      (id) => id === ANNA,
      (words) => told.push(words),
    );
    const sign = (by: string, from: string, on = true) => typing.note({ kind: "typing", by, from, on });
    sign(ANNA, "Anna");
    sign(BEN, "Ben");
    await clock.advance(TYPING_MS - 1);
    sign(BEN, "Ben");
    await clock.advance(TYPING_MS - 1);
    expect(told).toEqual(["Ben is typing"]);
    await clock.advance(1);
    expect(told.at(-1)).toBe("");
    sign(BEN, "Ben");
    typing.said(BEN);
    sign(BEN, "Ben");
    typing.note({ kind: "presence", by: BEN, from: "Ben", state: "gone" });
    sign(BEN, "Ben");
    sign(BEN, "Ben", false);
    sign(BEN, "Ben");
    typing.clear();
    expect(told.filter((words) => words === "")).toHaveLength(5);
    expect(clock.waiting).toBe(0);
  });
});

describe("typing of one's own", () => {
  it("is told seldom, taken back by an empty draft or a pause, and by sending", async () => {
    const clock = new FakeClock();
    const told: boolean[] = [];
    const sign = typingSign(clock, (on) => told.push(on));
    sign.typed("h");
    sign.typed("he");
    expect(told).toEqual([true]);
    await clock.advance(AGAIN_MS);
    sign.typed("hel");
    expect(told).toEqual([true, true]);
    sign.sent();
    sign.typed("");
    expect(told).toEqual([true, true, false]);
    sign.typed("quick");
    expect(told).toHaveLength(3);
    await clock.advance(1_000);
    sign.typed("quick b");
    expect(told).toHaveLength(4);
    sign.typed("");
    expect(told.at(-1)).toBe(false);
    await clock.advance(1_000);
    sign.typed("again");
    await clock.advance(TYPING_MS);
    expect(told.slice(-2)).toEqual([true, false]);
    expect(clock.waiting).toBe(0);
  });
});
