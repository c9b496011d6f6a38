/** A trunk's life on a clock that stands still, against a fake switchboard in memory. */
import { queryObjects } from "node:v8";
import { encodeCredit, encodeOpen, limits } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { ADDRESSES_LOOK_MS, TRUNK_ASK_AGAIN_MS } from "../../src/limits.ts";
import type { TrunkSocketEvents } from "../../src/listeners/trunk/index.ts";
import { Seat } from "../../src/listeners/trunk/seat.ts";
import { roomId } from "../people.ts";
import { scene } from "./scene.ts";

describe("R6.17 addresses that are shared", () => {
  test("are told again when they change, and only then", async () => {
    const { join, clock, board, here, rest, trunks, idle } = scene();
    join(true);
    await rest();
    const told = () => board.lists.map(({ addresses }) => addresses?.map(({ address }) => address));
    expect(told()).toEqual([["192.168.1.7"]]);
    await clock.advance(ADDRESSES_LOOK_MS * 5);
    expect(told()).toHaveLength(1);
    here.addresses = [{ address: "10.1.2.3", port: 2525 }];
    await clock.advance(ADDRESSES_LOOK_MS);
    await rest();
    expect(told()).toEqual([["192.168.1.7"], ["10.1.2.3"]]);
    // The record is the same: no new serial is used up.
    expect(board.lists[1]?.record).toEqual(board.lists[0]?.record);
    here.addresses = [];
    await clock.advance(ADDRESSES_LOOK_MS);
    await rest();
    expect(told().at(-1)).toEqual([]);
    await trunks.close();
    expect(clock.waiting).toBe(idle);
  });

  test("are told to nobody where that was not chosen", async () => {
    const { join, clock, board, here, rest } = scene();
    join();
    await rest();
    here.addresses = [{ address: "10.1.2.3", port: 2525 }];
    await clock.advance(ADDRESSES_LOOK_MS * 2);
    expect(board.lists.map(({ addresses }) => addresses)).toEqual([undefined]);
  });
});

describe("R8.4 GOAWAY", () => {
  test("dials within the window, at random, and closes the old trunk once the room is on the new", async () => {
    const { join, clock, board, dials, told, rest } = scene(0.5);
    join();
    await rest();
    const old = board.trunk;
    old.goaway(10);
    await clock.advance(4_999);
    expect(dials).toHaveLength(1);
    expect(old.closed).toBe(false);
    await clock.advance(1);
    await rest();
    expect(dials).toHaveLength(2);
    expect([old.closed, board.holder(roomId)?.trunk]).toEqual([true, board.trunk]);
    expect(told.map(({ state }) => state)).toEqual(["listed"]);
  });

  test("a window beyond 600 s counts as that", async () => {
    const { join, clock, board, dials, rest } = scene(0.999);
    join();
    await rest();
    board.trunk.goaway(60_000);
    await clock.advance(600_000);
    expect(dials).toHaveLength(2);
  });
});

describe("R2.6 a switchboard at fault", () => {
  test.each([
    ["a text", 4100, (events: TrunkSocketEvents) => events.message(new Uint8Array(8), false)],
    ["half a frame", 4100, (events: TrunkSocketEvents) => events.message(new Uint8Array(3), true)],
    [
      "a grant of more than was sent",
      4104,
      (events: TrunkSocketEvents) => events.message(encodeCredit(0, 1), true),
    ],
    [
      "R4.3 a circuit's number that was used",
      4102,
      (events: TrunkSocketEvents) => {
        for (let i = 0; i < 2; i++) events.message(encodeOpen(3, 1, new Uint8Array(8)), true);
      },
    ],
    [
      "R4.3 a circuit that was never opened",
      4102,
      (events: TrunkSocketEvents) => events.message(encodeCredit(3, 1), true),
    ],
    [
      "a room that was never brought",
      4102,
      (events: TrunkSocketEvents) => events.message(encodeOpen(1, 9, new Uint8Array(8)), true),
    ],
  ])("%s ends the trunk with %i, and it is dialled anew", async (_, code, misbehave) => {
    const { join, wires, line, board, rest, clock } = scene();
    join();
    await rest();
    misbehave(wires[0] as TrunkSocketEvents);
    await clock.advance(0);
    await rest();
    expect(line.closes).toEqual([code]);
    expect(board.trunks).toHaveLength(2);
    expect(board.holder(roomId)?.trunk).toBe(board.trunk);
  });
});

test("R1.6 a trunk that takes nothing for 10 s while something waits is cut and dialled anew", async () => {
  const { join, rest, line, board, clock, dials } = scene();
  join();
  await rest();
  line.takes = false;
  for (let i = 0; i < 2; i++) board.trunk.open(roomId).send(new Uint8Array(9));
  await clock.advance(limits.BEHIND_MS);
  expect(dials).toHaveLength(1);
  await clock.advance(2_500);
  await rest();
  expect(dials.length).toBeGreaterThan(1);
});

test("R3.6 LIMIT: said in words, and asked again under a new number with a new generation", async () => {
  const { join, rest, board, clock, told } = scene();
  board.refuses = "LIMIT";
  join();
  await rest();
  expect(told).toEqual([expect.objectContaining({ state: "refused", code: "LIMIT" })]);
  board.refuses = undefined;
  await clock.advance(90_000);
  await rest();
  const [first, second] = board.trunk.of("register");
  expect(second?.room).toBeGreaterThan(first?.room ?? 0);
  expect(second?.register.generation).toBeGreaterThan(first?.register.generation ?? 0);
  expect(told.at(-1)?.state).toBe("listed");
});

test("a room that is refused again and again leaves nothing of each try", async () => {
  const { join, rest, board, clock } = scene();
  board.refuses = "LIMIT";
  join();
  const seats = () => queryObjects(Seat, { format: "count" });
  const before = seats();
  for (let i = 0; i < 20; i++) {
    await rest();
    await clock.advance(TRUNK_ASK_AGAIN_MS);
  }
  expect(board.trunk.of("register").length).toBeGreaterThan(20);
  // One waits for its answer, one is being let go of.
  expect(seats()).toBeLessThanOrEqual(before + 2);
});

test("nothing is left after the last room left: no timer, no socket", async () => {
  const { join, rest, board, clock, trunks, idle } = scene();
  const [one, other] = [join(), join()];
  await rest();
  await one.leave(false);
  expect(board.trunk.closed).toBe(false);
  await other.leave(false);
  await rest();
  expect(board.trunk.closed).toBe(true);
  expect(clock.waiting).toBe(idle);
  await trunks.close();
});

test("closing while nothing answers leaves nothing either", async () => {
  const { join, rest, line, clock, trunks, idle } = scene(0.5);
  line.up = false;
  join();
  await rest();
  await trunks.close();
  await trunks.close();
  expect(clock.waiting).toBe(idle);
});
