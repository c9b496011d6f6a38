import { expect, test } from "vitest";
import { laterDial } from "../src/adapters/later-dial.ts";
import type { Dial, LinkEvents, RoomTarget } from "../src/ports/link.ts";

const ROOM: RoomTarget = {
  id: "a".repeat(32),
  keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) },
  addresses: [],
};

function heard() {
  const told: string[] = [];
  const events: LinkEvents = {
    open: () => told.push("open"),
    message: (frame) => told.push(`message ${frame.length}`),
    closed: (code) => told.push(`closed ${code}`),
  };
  return { told, events };
}

/** A dial that opens at once and says what it is asked. */
const echo =
  (asked: string[]): Dial =>
  (_room, events) => {
    queueMicrotask(() => events.open());
    return {
      send: (frame) => events.message(frame),
      close: (code = 1000) => {
        asked.push(`close ${code}`);
        events.closed(code);
      },
      buffered: 7,
      road: { kind: "switchboard", url: "https://talk.example" },
    };
  };

test("is the dial that it waited for", async () => {
  const { told, events } = heard();
  const asked: string[] = [];
  const link = laterDial(async () => echo(asked))(ROOM, events);
  expect([link.buffered, link.road]).toEqual([0, undefined]);
  await expect.poll(() => told).toEqual(["open"]);
  link.send(new Uint8Array(3));
  link.close(4003);
  expect(told).toEqual(["open", "message 3", "closed 4003"]);
  expect(link.buffered).toBe(7);
  expect(link.road).toEqual({ kind: "switchboard", url: "https://talk.example" });
  expect(asked).toEqual(["close 4003"]);
});

test("closed while it waits, it never dials", async () => {
  const { told, events } = heard();
  const fetched = Promise.withResolvers<Dial>();
  let dials = 0;
  const link = laterDial(() => fetched.promise)(ROOM, events);
  link.close();
  link.close();
  fetched.resolve((room, more) => {
    dials++;
    return echo([])(room, more);
  });
  await fetched.promise;
  await Promise.resolve();
  expect([dials, told]).toEqual([0, ["closed 1000"]]);
});

test("code that does not come is a link that never opened", async () => {
  const { told, events } = heard();
  laterDial(() => Promise.reject(new Error("offline")))(ROOM, events);
  await expect.poll(() => told).toEqual(["closed 1006"]);
});
