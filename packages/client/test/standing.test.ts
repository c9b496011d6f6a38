import type { RoomEvent } from "@partyline/protocol";
import { beforeEach, expect, test } from "vitest";
import type { ClientEvent } from "../src/events.ts";
import { Standing } from "../src/standing.ts";

const BEN = "b".repeat(16);
const ANNA = "a".repeat(16);
const room = { name: "Kitchen", password: true, log: "1".repeat(32), first: 1, head: 5 };

let told: ClientEvent[];
let changes: number;
let standing: Standing;

beforeEach(() => {
  told = [];
  changes = 0;
  standing = new Standing({
    id: "r".repeat(32),
    name: "Ben",
    emit: (event) => told.push(event),
    passwordChanged: () => (changes += 1),
  });
  standing.welcomed({ you: { id: BEN, name: "Ben", role: "member" }, room });
  told = [];
});

const roomEvent = (by: string, change: { name?: string; password?: boolean }): RoomEvent => ({
  seq: 6,
  at: 1,
  kind: "room",
  by,
  from: "Anna",
  ...change,
});
const rename = (by: string, to: string): RoomEvent => ({
  seq: 6,
  at: 1,
  kind: "rename",
  by,
  from: "Ben",
  to,
});

test("my new name is mine, and the one to greet with", () => {
  standing.note(rename(BEN, "Bo"));
  expect(standing.name).toBe("Bo");
  expect(told).toEqual([{ kind: "me", me: { id: BEN, name: "Bo", role: "member" } }]);
});

test("another's new name is nothing to me", () => {
  standing.note(rename(ANNA, "Bo"));
  expect(standing.name).toBe("Ben");
  expect(told).toEqual([]);
});

test("the room's new name leaves the rest as it is, and the known password", () => {
  standing.note(roomEvent(ANNA, { name: "Attic" }));
  expect(standing.room).toEqual({ ...room, id: "r".repeat(32), name: "Attic" });
  expect(told).toEqual([{ kind: "room", room: standing.room }]);
  expect(changes).toBe(0);
});

test("a password that somebody else set or took away makes the known one doubtful; one's own does not", () => {
  standing.note(roomEvent(BEN, { password: true }));
  expect(changes).toBe(0);
  standing.note(roomEvent(ANNA, { password: true }));
  standing.note(roomEvent(ANNA, { password: false }));
  expect(changes).toBe(2);
  expect(standing.room?.password).toBe(false);
});

test("the head only grows, and is not announced", () => {
  standing.reached(9);
  standing.reached(7);
  expect(standing.room?.head).toBe(9);
  expect(told).toEqual([]);
});
