/** Budgets, and who is here. */
import type { Command } from "@partyline/protocol";
import { describe, expect, test } from "vitest";
import { LIMITS } from "../../src/limits.ts";
import { ANN, fullRoom, IN, kinds, type Room } from "./room.ts";

const SEND: Command = { type: "send", n: 1, body: { kind: "message", text: "hello" } };

describe("P4.13 rates", () => {
  const tight = { ...LIMITS, sendBurst: 2, sendsPerSecond: 10, commandBurst: 3, commandsPerSecond: 100 };
  const pauses = (made: Room, command: Command, times: number): number[] =>
    Array.from({ length: times }, () => made.say(IN, command)).map(
      (effects) => effects.flatMap((effect) => (effect.do === "pause" ? [effect.ms] : []))[0] ?? 0,
    );

  test("sends and other commands have budgets of their own; what is over is done, and read more slowly", () => {
    const made = fullRoom(tight);
    expect(pauses(made, SEND, 4)).toEqual([0, 0, 100, 200]);
    expect(made.waiting).toHaveLength(4);
    expect(pauses(made, { type: "ping", re: 1 }, 5)).toEqual([0, 0, 0, 10, 20]);
    made.moment = { now: 2_000, monotonic: 300 };
    expect(pauses(made, SEND, 2)).toEqual([0, 100]);
  });

  test("what is refused is paid for like what is done", () => {
    const made = fullRoom(tight);
    expect(pauses(made, { type: "close", re: 1 }, 5)).toEqual([0, 0, 0, 10, 20]);
    expect(pauses(fullRoom(tight), { type: "name", re: 1, name: " " }, 4)).toEqual([0, 0, 0, 10]);
  });

  test("coming back does not fill another member's budget, nor does time beyond the burst", () => {
    const made = fullRoom(tight);
    made.moment = { now: 0, monotonic: 1_000_000 };
    expect(pauses(made, SEND, 3)).toEqual([0, 0, 100]);
  });
});

describe("P2.6 presence", () => {
  test("a member is here while any session is", () => {
    const made = fullRoom();
    made.open(4, ANN);
    expect(kinds(made.hello(4, "Ann"))).toEqual(["welcome"]);
    expect(made.closed(4)).toEqual([]);
    expect(made.closed(IN)).toEqual([{ do: "wait", ms: 5_000, member: ANN, departure: 1 }]);
    expect(made.core.elapsed(ANN, 1)).toMatchObject([{ signal: { state: "gone" } }, { kind: "left" }]);
    expect(made.core.elapsed(ANN, 1)).toEqual([]);
  });

  test("back within the grace nothing is said, and the old grace does not end the new stay", () => {
    const made = fullRoom();
    made.closed(IN);
    made.open(4, ANN);
    expect(kinds(made.hello(4, "Ann"))).toEqual(["welcome"]);
    expect(made.core.elapsed(ANN, 1)).toEqual([]);
    made.closed(4);
    expect(made.core.elapsed(ANN, 1)).toEqual([]);
    expect(made.core.elapsed(ANN, 2)).toHaveLength(2);
  });

  test("a connection that never came in leaves without a trace", () => {
    const made = fullRoom();
    made.open(4, ANN);
    expect(made.closed(4)).toEqual([]);
    expect(made.closed(4)).toEqual([]);
  });
});
