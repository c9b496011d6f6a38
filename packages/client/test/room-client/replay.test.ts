import { beforeEach, describe, expect, test } from "vitest";
import { clock, count, fetches, host, joined, pass, states, texts, told } from "./setting.ts";

/** Joins, breaks, misses `missed` messages, and comes back. */
async function comeBack(missed: number): Promise<void> {
  for (const text of count(3)) host.say(text);
  await joined();
  host.last.pair.cut();
  for (let i = 4; i < 4 + missed; i++) host.say(`m${i}`);
  host.cast([], [{ kind: "typing", by: "a".repeat(16), from: "Anna", on: true }]);
  await pass(500);
}

const lives = () =>
  told.flatMap((event) => (event.kind === "events" ? event.events.map(() => event.live) : []));
const signals = () => told.filter(({ kind }) => kind === "signal").length;

describe("R5.8 what the road repeats", () => {
  beforeEach(() => {
    host.replay = (frames) => frames;
  });

  test("needs no page and no question; it is history, and its signals are stale", async () => {
    await comeBack(5);
    expect(texts()).toEqual(count(8));
    expect(lives().slice(-5)).toEqual([false, false, false, false, false]);
    expect(signals()).toBe(0);
    expect(states().slice(-2)).toEqual(["catching-up", "live"]);
    expect(fetches()).toEqual([]);
    host.say("m9");
    host.cast([], [{ kind: "typing", by: "a".repeat(16), from: "Anna", on: false }]);
    await host.flush();
    expect(texts()).toEqual(count(9));
    expect(lives().at(-1)).toBe(true);
    expect(signals()).toBe(1);
    await pass(6000);
    expect(fetches()).toEqual([]);
  });

  test("may be nothing at all, for who has everything", async () => {
    await comeBack(0);
    host.last.pair.cut();
    await pass(1000);
    expect(states().slice(-2)).toEqual(["catching-up", "live"]);
    expect(texts()).toEqual(count(3));
  });

  test("a page that comes after all is taken", async () => {
    host.replay = () => [];
    await comeBack(5);
    expect(states().at(-1)).toBe("catching-up");
    host.page(
      host.last,
      0,
      host.log.filter(({ seq }) => seq > 3),
    );
    await host.flush();
    expect(texts()).toEqual(count(8));
    expect(states().at(-1)).toBe("live");
    expect(fetches()).toEqual([]);
  });

  test("where nothing is repeated and somebody speaks, what is missing is fetched at once", async () => {
    host.replay = () => [];
    await comeBack(5);
    expect(states().at(-1)).toBe("catching-up");
    host.say("m9");
    await host.flush();
    expect(texts()).toEqual(count(9));
    expect(states().at(-1)).toBe("live");
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([]);
    expect(host.dials).toBe(2);
  });

  test("a page that comes when what was missing is fetched already does no harm", async () => {
    host.replay = () => [];
    await comeBack(5);
    await pass(5000);
    expect(texts()).toEqual(count(8));
    // Retention has taken what is here already.
    host.first = 6;
    host.page(
      host.last,
      0,
      host.log.filter(({ seq }) => seq > 3),
    );
    await host.flush();
    expect(texts()).toEqual(count(8));
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([]);
    expect(host.dials).toBe(2);
  });

  test("a hole in it is fetched at once", async () => {
    // The first is the last of what is here: it says that the log is the same.
    host.replay = (frames) => frames.filter((_, at) => at !== 2);
    await comeBack(5);
    expect(texts()).toEqual(count(8));
    expect(fetches()).toContainEqual({ type: "fetch", re: 1, from: 5, limit: 1 });
    expect(states().at(-1)).toBe("live");
  });

  test("one that is cut short is fetched after five seconds without progress", async () => {
    host.replay = (frames) => frames.slice(0, 3);
    await comeBack(5);
    await pass(4250);
    expect(texts()).toEqual(count(5));
    expect(fetches()).toEqual([]);
    await pass(1000);
    expect(texts()).toEqual(count(8));
    expect(fetches()).toMatchObject([{ from: 6 }]);
    expect(states().at(-1)).toBe("live");
  });

  test("progress buys another five seconds", async () => {
    let rest: Uint8Array[] = [];
    host.replay = (frames) => {
      rest = frames;
      return [];
    };
    await comeBack(3);
    for (const frame of rest.slice(0, 4)) {
      await pass(4000);
      host.last.pair.b.send(frame);
      await host.flush();
    }
    expect(texts()).toEqual(count(6));
    expect(fetches()).toEqual([]);
    expect(clock.monotonic()).toBeGreaterThan(12_000);
  });
});

test("R5.7 the greeting says that replays are understood", async () => {
  await joined();
  expect(host.last.received[0]).toMatchObject({ type: "hello", replay: true });
});
