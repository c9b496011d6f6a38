/** A host's trunk over real sockets, and a room that moves. */
import { queryObjects } from "node:v8";
import { describe, expect, test } from "vitest";
import { HostedRoom } from "../../src/hosted-room.ts";
import type { HostedEvent } from "../../src/index.ts";
import { Seat } from "../../src/listeners/trunk/seat.ts";
import { RoomHost } from "../../src/room-host.ts";
import { seedOf } from "../people.ts";
import { Talker } from "../talker.ts";
import { come, host, owner, reached, standing, switchboard, watch } from "./setting.ts";

describe("a trunk's life", () => {
  test("R3.5 every registration has a higher generation, also after a restart", async () => {
    const { board, home, host: started } = await reached();
    board.cut();
    await board.changes.until(() => board.trunks.length === 2 && board.trunk.of("register")[0]);
    await started.close();
    const again = await host({ home });
    await again.openRoom({ name: "Reading Club", owner });
    await board.changes.until(() => board.trunks.length === 3 && board.trunk.of("register")[0]);
    const generations = board.trunks.map((trunk) => trunk.of("register")[0]?.register.generation ?? 0);
    expect(generations).toEqual([...generations].sort((a, b) => a - b));
    expect(new Set(generations).size).toBe(3);
  });

  test("R3.7 displaced by another program: it says so, and does not come back", async () => {
    const { board, host: started, room, trunk } = await reached();
    await come(trunk, room, "Anna");
    const other = await started.openRoom({ name: "Tea", owner, switchboards: [{ url: board.url }] });
    await board.has(other.id);
    trunk.displace(room.id);
    const status = await standing(board, room, "refused");
    expect(status).toMatchObject({ code: "DISPLACED" });
    expect(status.words).toMatch(/Another program hosts this room/);
    board.cut();
    // Behind it in the row: once this one is there, the other would be.
    await board.has(other.id, trunk);
    expect(board.trunk.of("register").map(({ register }) => register.room)).toEqual([other.id]);
    expect(room.switchboards()[0]?.code).toBe("DISPLACED");
  });

  test("R8.4 GOAWAY: the room is on the new trunk before the old one is closed", async () => {
    const { board, room, trunk } = await reached();
    await come(trunk, room, "Anna");
    trunk.goaway(5);
    const next = await board.has(room.id, trunk);
    await board.changes.until(() => trunk.closed);
    expect(next.closed).toBe(false);
    const bob = await come(next, room, "Bob");
    bob.send(1, "after");
    await board.changes.until(() => bob.heard.length === 1);
    expect(room.switchboards()[0]?.state).toBe("listed");
  });

  test("a switchboard that is not there is offline in words, and the room is served all the same", async () => {
    const gone = await switchboard();
    const { port } = gone;
    await gone.stop();
    const started = await host();
    const url = `http://127.0.0.1:${port}`;
    const room = await started.openRoom({ name: "Tea", owner, switchboards: [{ url }] });
    const told = Promise.withResolvers<HostedEvent>();
    room.on((event) => event.kind === "switchboard" && told.resolve(event));
    expect(await told.promise).toEqual({
      kind: "switchboard",
      url,
      state: "offline",
      code: "UNREACHABLE",
      words: `127.0.0.1:${port} cannot be reached: nothing answers at that address. It is tried again by itself.`,
    });
    await Talker.join(started, room, seedOf("Bob"), "Bob");
    const board = await switchboard(port);
    await board.has(room.id);
  });

  test("closing the host closes circuits with SHUTDOWN and leaves no socket", async () => {
    const { board, host: started, room, trunk } = await reached();
    const anna = await come(trunk, room, "Anna");
    await started.close();
    await board.changes.until(() => trunk.closed);
    expect(anna.of("bye")[0]?.code).toBe("SHUTDOWN");
    expect(anna.circuit.closedWith).toBe(4003);
    expect(trunk.kinds.at(-1)).toBe("unregister");
    expect(trunk.fault).toBeUndefined();
    expect(room.switchboards()).toEqual([]);
  });

  test("switchboards can be changed while the room is open, and are kept", async () => {
    const { board, host: started, room } = await reached();
    await room.useSwitchboards([]);
    await board.changes.until(() => board.trunk.closed);
    expect(room.switchboards()).toEqual([]);
    await room.useSwitchboards([{ url: `ws://127.0.0.1:${board.port}`, listed: false }]);
    await standing(board, room, "unlisted");
    expect((await started.saved())[0]?.switchboards).toEqual([
      { url: board.url, listed: false, shareAddresses: false },
    ]);
    await expect(room.useSwitchboards([{ url: "ftp://x" }])).rejects.toMatchObject({ code: "BAD_URL" });
  });
});

describe("recovery", () => {
  test("R6.14 a room moves to another device by its key: same id, new log, and takes its name over", async () => {
    const { board, room, trunk } = await reached();
    await standing(board, room, "listed");
    const anna = await come(trunk, room, "Anna");
    const key = room.recoveryKey() ?? "";
    expect(key).toMatch(/^([A-Z2-7]{4}-){8}[A-Z2-7]{4}$/);

    const device = await host({ switchboards: [{ url: board.url }] });
    const moved = await device.recoverRoom({ key: key.toLowerCase(), name: "Reading Club", owner });
    expect([moved.id, moved.keys, moved.recoveryKey()]).toEqual([room.id, room.keys, key]);
    const next = await board.has(room.id, trunk);
    expect((await standing(board, room, "refused")).code).toBe("DISPLACED");
    const back = await come(next, moved, "Anna", anna.end);
    expect(back.welcome?.start).toBe("reset");
    await expect(device.recoverRoom({ key, name: "Other", owner })).rejects.toMatchObject({
      code: "ALREADY_OPEN",
    });
    await moved.close();
    await expect(device.recoverRoom({ key, name: "Other", owner })).rejects.toMatchObject({
      code: "ALREADY_HERE",
    });
    await expect(device.recoverRoom({ key: "AAAA", name: "Other", owner })).rejects.toMatchObject({
      code: "BAD_RECOVERY_KEY",
    });
  });
});

describe("R3.14 a room that is no more", () => {
  test("destroyed while it is not open, its switchboard is told, and the room may come back by its key", async () => {
    const { board, host: started, room, trunk } = await reached();
    const key = room.recoveryKey() ?? "";
    await room.close();
    await board.changes.until(() => trunk.closed);
    await started.destroySaved(room.id);
    await board.changes.until(() => board.buried.length === 1);
    expect(board.buried).toEqual([room.id]);
    await board.changes.until(() => board.trunk.closed);
    const wish = { key, name: "Reading Club", owner, switchboards: [{ url: board.url }] };
    const back = await started.recoverRoom(wish);
    await board.has(back.id);
    expect([back.id, board.trunk.of("tombstone")]).toEqual([room.id, []]);
  });

  test("its host waits for the word of a switchboard that it is connected to, before it ends", async () => {
    const { board, host: started, room, trunk } = await reached();
    await room.destroy();
    expect(board.buried).toEqual([room.id]);
    await started.close();
    expect([trunk.fault, trunk.kinds.at(-1)]).toEqual([undefined, "tombstone"]);
  });
});

test("rooms that come and go leave nothing of themselves in memory", async () => {
  const board = await switchboard();
  const started = await host({ switchboards: [{ url: board.url }] });
  const left = () => [RoomHost, HostedRoom, Seat].map((kind) => queryObjects(kind, { format: "count" }));
  const comeAndGo = async (name: string, memoryOnly: boolean) => {
    const room = watch(board, await started.openRoom({ name, owner, memoryOnly }));
    const trunk = await board.has(room.id);
    await come(trunk, room, "Anna");
    await room.destroy();
  };
  await comeAndGo("First", false);
  const before = left();
  for (let i = 0; i < 12; i++) await comeAndGo(`Room ${i}`, i % 2 === 0);
  // The last ones may be on their way out.
  for (const [i, count] of left().entries()) expect(count).toBeLessThanOrEqual((before[i] ?? 0) + 4);
});
