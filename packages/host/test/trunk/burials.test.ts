/** Destroyed rooms, as their switchboards are told: on a clock that stands still, with a data folder. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { limits } from "@partyline/relay";
import { hostKeysFrom, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { DestroyedRooms } from "../../src/destroyed-rooms.ts";
import { TOMBSTONE_WAIT_MS, TRUNK_ASK_AGAIN_MS } from "../../src/limits.ts";
import { RoomsFolder } from "../../src/rooms-folder.ts";
import { keys, roomId } from "../people.ts";
import { scene } from "./scene.ts";
import { freshHome } from "./setting.ts";

const url = "http://talk.local:2526";
const otherKeys = hostKeysFrom(nodeProvider, new Uint8Array(32).fill(3), new Uint8Array(32).fill(4));
const otherId = roomIdOf(nodeProvider, publicKeysOf(otherKeys));

/** A device with a data folder, a trunk and a fake switchboard. */
async function device(home?: string) {
  const set = scene(0.5);
  const data = home ?? (await freshHome());
  const logged: string[] = [];
  const program = async () =>
    new DestroyedRooms({
      folder: await RoomsFolder.open(data),
      trunks: set.trunks,
      provider: nodeProvider,
      clock: set.clock,
      logger: (level, _, fields) => void logged.push(`${level} ${(fields as { code?: string }).code}`),
    });
  const rooms = await program();
  /** The room's line, without its keys and bytes. */
  const untold = async () => {
    const text = await readFile(joinPath(data, "rooms", "destroyed.txt"), "utf8");
    return text.split("\n").flatMap((line) => (line === "" ? [] : [line.split(" ").slice(3)]));
  };
  /** Until the file says so: what is told is struck from it in its own time. */
  const struck = async () => {
    while ((await untold()).flat().length > 0) await settle();
  };
  /** How it stands with `told` after `ms`. */
  const waits = async (ms: number) => {
    let over = false;
    void rooms.told(roomId).then(() => {
      over = true;
    });
    await set.clock.advance(ms);
    await set.rest();
    return !over;
  };
  const destroy = async () => {
    await rooms.destroy(roomId, keys, [url]);
    await set.rest();
  };
  return { ...set, data, rooms, program, logged, untold, struck, waits, destroy };
}

describe("R3.14 a destroyed room", () => {
  test("is told of at once, behind what takes it off; then nothing of it is left, nor a trunk", async () => {
    const it = await device();
    it.join();
    await it.rest();
    const { trunk } = it.board;
    await it.destroy();
    expect(await it.waits(0)).toBe(false);
    expect(trunk.kinds.slice(-3)).toEqual(["unlist", "unregister", "tombstone"]);
    expect([it.board.buried, trunk.fault, trunk.closed]).toEqual([[roomId], undefined, true]);
    expect(Buffer.from(trunk.of("tombstone")[0]?.tombstone.frame ?? [])).toEqual(
      Buffer.from(it.rooms.farewell(roomId).frame),
    );
    await it.struck();
    expect(it.logged).toEqual(["debug undefined"]);
    expect(it.clock.waiting).toBe(it.idle);
  });

  test("leaves the trunk to the others that want it", async () => {
    const it = await device();
    it.join();
    await it.rest();
    await it.rooms.destroy(otherId, otherKeys, [url]);
    await it.rest();
    expect([it.board.buried, it.board.trunk.closed]).toEqual([[otherId], false]);
    expect(it.board.holder(roomId)).toBeDefined();
  });

  test("is told of when the switchboard is back, and until then kept", async () => {
    const it = await device();
    it.line.up = false;
    await it.destroy();
    expect(await it.waits(0)).toBe(false);
    await it.clock.advance(60_000);
    expect([it.dials.length > 3, await it.untold()]).toEqual([true, [[url]]]);
    it.line.up = true;
    await it.clock.advance(5_000);
    await it.struck();
    expect([it.board.buried, it.board.trunk.closed]).toEqual([[roomId], true]);
    const dials = it.dials.length;
    await it.clock.advance(600_000);
    expect(it.dials).toHaveLength(dials);
  });

  test("is told of by the next program, where this one ended before", async () => {
    const home = await freshHome();
    const first = await device(home);
    first.line.up = false;
    await first.destroy();
    await first.trunks.close();
    const next = await device(home);
    await next.rooms.resume();
    await next.rest();
    await next.struck();
    expect(next.board.buried).toEqual([roomId]);
    expect(next.rooms.farewell(roomId).code).toBe("CLOSED");
  });

  test("is not told of while its folder is still there, nor what is no tombstone of it, nor after 90 days", async () => {
    const it = await device();
    it.line.up = false;
    await it.destroy();
    await it.rooms.destroy(otherId, otherKeys, [url]);
    await it.trunks.close();
    const path = joinPath(it.data, "rooms", "destroyed.txt");
    const text = await readFile(path, "utf8");
    const [line = "", otherLine = ""] = text.split("\n");
    const [id, tombstone, roomKeys] = line.split(" ");
    const wrong = [
      `${id} ${tombstone} ${otherLine.split(" ")[2]} ${url}`,
      `${id} ${otherLine.split(" ")[1]} ${roomKeys} ${url}`,
      `${id} ${"A".repeat(98)} ${roomKeys} ${url}`,
      `${id} ${tombstone} ${roomKeys} ftp://x`,
      `${id} ${tombstone} ${url}`,
      `${id} ${url}`,
    ];
    const heard = async (content: string, prepare: (next: typeof it) => unknown = () => {}) => {
      const home = await freshHome();
      await mkdir(joinPath(home, "rooms"));
      await writeFile(joinPath(home, "rooms", "destroyed.txt"), content);
      const next = await device(home);
      await prepare(next);
      await next.rooms.resume();
      await next.rest();
      await next.trunks.close();
      return [next.dials.length, next.board.buried];
    };
    for (const each of wrong) expect(await heard(`${each}\n`)).toEqual([0, []]);
    const later = (next: typeof it) => {
      next.clock.offset += limits.TOMBSTONE_MS + 1;
    };
    expect(await heard(line, later)).toEqual([0, []]);
    expect(await heard(line, ({ data }) => mkdir(joinPath(data, "rooms", roomId)))).toEqual([0, []]);
    expect(await heard(line)).toEqual([1, [roomId]]);
  });

  test("that comes back is told of no more", async () => {
    const it = await device();
    it.line.up = false;
    await it.destroy();
    await it.rooms.revive(roomId);
    it.line.up = true;
    await it.clock.advance(60_000);
    expect([it.board.buried, await it.untold(), it.rooms.farewell(roomId).code]).toEqual([[], [], "NO_ROOM"]);
    expect(it.clock.waiting).toBe(it.idle);
  });

  test("another program's lines in the same folder stay", async () => {
    const it = await device();
    const beside = await it.program();
    it.line.up = false;
    await it.destroy();
    await beside.destroy(otherId, otherKeys, [url]);
    expect(await it.untold()).toEqual([[url], [url]]);
    await it.rooms.revive(roomId);
    expect(await it.untold()).toEqual([[url]]);
    expect((await it.program()).farewell(otherId).code).toBe("CLOSED");
  });
});

describe("R3.14 a switchboard", () => {
  test("of an earlier version does not answer: no trunk is kept for it, and it is told on the next", async () => {
    const it = await device();
    it.board.word = () => undefined;
    await it.destroy();
    expect(await it.waits(TOMBSTONE_WAIT_MS - 1)).toBe(true);
    expect(await it.waits(1)).toBe(true);
    expect(it.board.trunk.closed).toBe(false);
    await it.clock.advance(limits.HELLO_MS);
    await it.rest();
    expect([it.board.trunk.closed, await it.untold()]).toEqual([true, [[url]]]);
    expect(it.clock.waiting).toBe(it.idle);
    it.board.word = () => ({});
    await it.rooms.destroy(otherId, otherKeys, [url]);
    await it.rest();
    await it.struck();
    expect(new Set(it.board.buried)).toEqual(new Set([roomId, otherId]));
    expect(it.clock.waiting).toBe(it.idle);
  });

  test("is not told of one that has come back meanwhile", async () => {
    const it = await device();
    it.board.word = () => undefined;
    await it.destroy();
    await it.clock.advance(limits.HELLO_MS);
    await it.rooms.revive(roomId);
    it.board.word = () => ({});
    await it.rooms.destroy(otherId, otherKeys, [url]);
    await it.rest();
    await it.struck();
    expect(it.board.buried).toEqual([otherId]);
  });

  test("that was brought up to date is told on the next trunk that a room has", async () => {
    const it = await device();
    it.board.word = () => undefined;
    await it.rooms.destroy(otherId, otherKeys, [url]);
    it.join();
    await it.rest();
    await it.clock.advance(limits.HELLO_MS);
    expect([it.board.trunk.closed, it.board.buried]).toEqual([false, []]);
    it.board.word = () => ({});
    it.wires.at(-1)?.closed(1006, undefined);
    await it.clock.advance(5_000);
    await it.struck();
    expect([it.board.trunks.length, it.board.buried]).toEqual([2, [otherId]]);
  });

  test("that takes longer than 3 s holds up nobody", async () => {
    const it = await device();
    it.board.word = () => undefined;
    await it.destroy();
    expect(await it.waits(TOMBSTONE_WAIT_MS)).toBe(false);
  });

  test.each(["RATE", "UNAVAILABLE"])("that says %s is asked again after a minute", async (code) => {
    const it = await device();
    it.board.word = () => ({ code, detail: "" });
    await it.destroy();
    expect([await it.waits(0), await it.untold()]).toEqual([false, [[url]]]);
    it.board.word = () => ({});
    await it.clock.advance(TRUNK_ASK_AGAIN_MS);
    await it.struck();
    expect(it.board.trunks.map((trunk) => trunk.of("tombstone").length)).toEqual([2]);
  });

  test.each(["STALE", "DISPLACED", "BAD_SIGNATURE", "OF_LATER"])(
    "that says %s has said its last word",
    async (code) => {
      const it = await device();
      it.board.word = () => ({ code, detail: "" });
      await it.destroy();
      await it.struck();
      expect([it.board.trunk.closed, it.logged]).toEqual([true, [`warn ${code}`]]);
    },
  );

  test("is told once the old trunk is gone where it was about to stop", async () => {
    const it = await device();
    it.join();
    await it.rest();
    it.board.trunk.goaway(10);
    await it.rest();
    await it.destroy();
    expect(it.board.buried).toEqual([]);
    await it.clock.advance(10_000);
    await it.struck();
    expect(it.board.buried).toEqual([roomId]);
    expect(it.board.trunks.map(({ closed, fault }) => [closed, fault])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });
});

test("R3.8 a room that leaves before it was brought is not taken off", async () => {
  const it = await device();
  it.join();
  await it.rest();
  const { trunk } = it.board;
  const held = it.trunks.join(
    { ...it.placed, id: otherId },
    { url, listed: true, shareAddresses: false },
    () => {},
  );
  await held.leave(true);
  await it.rest();
  expect([trunk.kinds.filter((kind) => kind === "unregister"), trunk.fault]).toEqual([[], undefined]);
});
