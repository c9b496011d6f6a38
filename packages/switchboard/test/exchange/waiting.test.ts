import { relayCloseCodeOf, windowOfReason } from "@partyline/relay";
import { expect, test } from "vitest";
import { keysOf } from "../keys.ts";
import { stage } from "./stage.ts";

const ONLINE = relayCloseCodeOf("ONLINE");

test("R4.12 who waits is told when the room is there, and nobody who waits for another", () => {
  const scene = stage();
  const [one, two, other] = [scene.waiting(), scene.waiting(), scene.waiting(keysOf("other").room)];
  scene.pass(3_600_000);
  expect([one.closed, two.closed, scene.exchange.census.waiting]).toEqual([undefined, undefined, 3]);
  scene.host();
  expect([one.closed, two.closed, other.closed]).toEqual([ONLINE, ONLINE, undefined]);
  expect(windowOfReason(one.reason, 600)).toBe(0);
  expect(scene.exchange.census.waiting).toBe(1);
  expect(scene.client().closed).toBeUndefined();
});

test("R4.12 where the room is there it is said at once", () => {
  const scene = stage();
  const host = scene.host();
  expect(scene.waiting().closed).toBe(ONLINE);
  host.session.closed(1006);
  expect(scene.waiting().closed).toBeUndefined();
});

test("R4.12 a crowd is told to spread itself, a second for each 500", () => {
  const scene = stage();
  const crowd = Array.from({ length: 1_200 }, () => scene.waiting());
  scene.host();
  expect(new Set(crowd.map(({ closed, reason }) => `${closed} ${windowOfReason(reason, 600)}`))).toEqual(
    new Set([`${ONLINE} 2`]),
  );
});

test("R4.12 whoever says something, is one too many, or leaves waits no more; nothing is left of them", () => {
  const scene = stage({ limits: { waiting: 2 } });
  const [talks, stays, late] = [scene.waiting(), scene.waiting(), scene.waiting()];
  expect(late.closed).toBe(relayCloseCodeOf("BUSY"));
  talks.say("hello");
  expect(talks.closed).toBe(relayCloseCodeOf("UNEXPECTED_FRAME"));
  talks.session.closed(1006);
  expect(scene.waiting().closed).toBeUndefined();
  stays.session.closed(1006);
  expect(scene.exchange.census).toMatchObject({ waiting: 1, rooms: 1 });
  scene.exchange.close(7);
  expect(scene.exchange.census).toMatchObject({ waiting: 0, rooms: 0 });
});

test("R8.4 who waits is sent away with the window, too", () => {
  const scene = stage();
  const client = scene.waiting();
  scene.exchange.close(7);
  expect([client.closed, windowOfReason(client.reason, 600)]).toEqual([relayCloseCodeOf("GOAWAY"), 7]);
});
