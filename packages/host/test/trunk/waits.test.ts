/** How long a trunk waits for what, on a clock that stands still. */
import { limits } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { TRUNK_NETWORK_MS, TRUNK_PING_MS } from "../../src/limits.ts";
import { LogError } from "../../src/log/index.ts";
import { scene } from "./scene.ts";

describe("R8.5 a switchboard that cannot be reached", () => {
  test("is dialled again with full jitter: below 0.5 s, doubling to 2 s, and from the 17th try on 4 s", async () => {
    const { line, join, clock, dials, told } = scene(0.999);
    line.up = false;
    join();
    await clock.advance(240_000);
    const waits = dials.slice(1).map((at, i) => Math.round((at - (dials[i] ?? 0)) / 100) / 10);
    expect(waits.slice(0, 21)).toEqual([0.5, 1, ...Array<number>(14).fill(2), ...Array<number>(5).fill(4)]);
    expect(told).toEqual([expect.objectContaining({ state: "offline", code: "UNREACHABLE" })]);
  });

  test("a dial that is not answered is given up after 4 s, which count as waiting", async () => {
    const { line, join, clock, dials, told, trunks, idle } = scene(0.999);
    line.silent = true;
    join();
    await clock.advance(3_999);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual([expect.objectContaining({ state: "offline", code: "UNREACHABLE" })]);
    await clock.advance(50_000);
    const waits = dials.slice(1).map((at, i) => Math.round((at - (dials[i] ?? 0)) / 100) / 10);
    expect(waits.slice(0, 10)).toEqual(Array<number>(10).fill(4.5));
    await trunks.close();
    expect(clock.waiting).toBe(idle);
  });

  test("is dialled at once when this device is on another network", async () => {
    const { line, join, clock, dials, here } = scene(0.999);
    line.up = false;
    join();
    await clock.advance(900_000);
    const before = dials.length;
    here.addresses = [{ address: "10.1.2.3", port: 2525 }];
    await clock.advance(TRUNK_NETWORK_MS + 1_500);
    // And then with the shortest waits again.
    expect(dials.length - before).toBeGreaterThan(2);
    await clock.advance(1_000_000);
    expect((dials.at(-1) ?? 0) - (dials.at(-2) ?? 0)).toBeGreaterThan(29_000);
  });

  test("a trunk that lasted counts as reached: the next break is the first again", async () => {
    const { line, join, clock, dials, wires } = scene(0.999);
    line.up = false;
    join();
    await clock.advance(20_000);
    line.up = true;
    await clock.advance(30_000);
    const before = dials.length;
    wires.at(-1)?.closed(1006, undefined);
    await clock.advance(500);
    expect(dials).toHaveLength(before + 1);
  });
});

describe("R1.5 life", () => {
  test("a ping that is answered keeps it", async () => {
    const { join, clock, dials, told } = scene();
    join();
    await clock.advance(limits.PING_MS * 5);
    expect(dials).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ state: "listed", as: "Club" });
  });

  test("one that is not answered for 4.5 s ends it: SILENT, and dialled anew", async () => {
    const { join, clock, dials, line, told, rest } = scene();
    join();
    await rest();
    line.answers = false;
    await clock.advance(TRUNK_PING_MS * 0.8 * 3 - 1);
    expect(dials).toHaveLength(1);
    await clock.advance(1);
    await rest();
    expect(told.some(({ code }) => code === "SILENT")).toBe(true);
    expect(dials.length).toBeGreaterThan(1);
  });

  test("and the next one, if it ends so, waits twice as long", async () => {
    const { join, clock, dials, line, rest } = scene();
    join();
    await rest();
    line.answers = false;
    await clock.advance(TRUNK_PING_MS * 0.8 * 3);
    await rest();
    expect(dials).toHaveLength(2);
    await clock.advance(TRUNK_PING_MS * 0.8 * 5 - 1);
    await rest();
    expect(dials).toHaveLength(2);
    await clock.advance(1);
    await rest();
    expect(dials).toHaveLength(3);
  });

  test("where the greeting took long, so may an answer", async () => {
    const { join, clock, dials, line, rest, board } = scene();
    board.greets = false;
    join();
    await rest();
    await clock.advance(5_000);
    board.greets = true;
    board.trunk.greet();
    await rest();
    line.answers = false;
    await clock.advance(10_000);
    expect(dials).toHaveLength(1);
    await clock.advance(TRUNK_PING_MS * 2);
    expect(dials.length).toBeGreaterThan(1);
  });

  test("R3.1 without a hello within 10 s: SILENT", async () => {
    const { join, clock, board, line } = scene();
    board.greets = false;
    join();
    await clock.advance(limits.HELLO_MS);
    expect(line.closes).toEqual([4110]);
  });
});

describe("a disk that is full", () => {
  test("keeps a room off its switchboard for as long as it is full, and 3 s at most", async () => {
    const { log, join, rest, clock, board, told } = scene(0.999);
    const append = log.append.bind(log);
    const isFull = { for: ["generation"] };
    log.append = async (entries) => {
      const text = JSON.stringify(entries);
      if (isFull.for.some((key) => text.includes(`"${key}"`))) throw new LogError("LOG_FULL");
      return append(entries);
    };
    join();
    await rest();
    await clock.advance(60_000);
    expect(told.at(-1)).toMatchObject({ state: "offline", code: "LOG_FULL" });
    expect(board.trunk.of("register")).toEqual([]);
    isFull.for = ["serial"];
    await clock.advance(3_000);
    await rest();
    expect(board.trunk.of("register")).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ state: "offline", code: "LOG_FULL" });
    isFull.for = [];
    await clock.advance(3_000);
    await rest();
    expect(told.at(-1)).toMatchObject({ state: "listed", as: "Club" });
  });
});
