/** A room and a directory: names, receipts, words. */
import { describe, expect, test } from "vitest";
import { come, host, owner, reached, standing, watch } from "./setting.ts";

describe("standing with the directory", () => {
  test.each([
    ["NAME_TAKEN", "Reading Club#abcd", /belongs to another room.*still reachable as Reading Club#abcd/],
    ["NAME_CONFUSABLE", "Reading Club#abcd", /looks like.*still reachable as Reading Club#abcd/],
    ["NAME_RESERVED", null, /reserved.*by its link/],
    ["A_LATER_CODE", null, /what only they know.*by its link/],
  ])("R6.6 %s is told with what helps", async (code, as, words) => {
    const { board, room } = await reached("Reading Club", {}, (fake) => {
      fake.answer = () => ({ as, code, detail: "what only they know" });
    });
    const status = await standing(board, room, as === null ? "unlisted" : "listed");
    expect(status).toMatchObject({ code, ...(as === null ? {} : { as }) });
    expect(status.words).toMatch(words);
  });

  test("R6.4 STALE: signed again above what the directory has", async () => {
    const far = Date.now() + 1e9;
    const { board, room } = await reached("Reading Club", {}, (fake) => {
      fake.answer = ({ record }) =>
        record.serial > far ? { as: record.name } : { as: null, code: "STALE", serial: far };
    });
    await standing(board, room, "listed");
    expect(board.lists.map(({ record }) => record.serial > far)).toEqual([false, true]);
  });

  test("R6.11 the last receipt is shown to a directory that lost its data, also after a restart", async () => {
    const { board, home, host: started, room } = await reached();
    await standing(board, room, "listed");
    expect(board.lists[0]?.receipt).toBeUndefined();
    board.cut();
    await board.changes.until(() => board.lists.length === 2);
    expect(board.lists[1]?.receipt).toMatchObject({ room: room.id, name: "Reading Club" });
    expect(board.lists[1]?.record).toEqual(board.lists[0]?.record);
    await started.close();
    const again = await host({ home });
    await again.openRoom({ name: "Reading Club", owner });
    await board.changes.until(() => board.lists.length === 3);
    expect(board.lists[2]?.receipt).toMatchObject({ room: room.id });
    expect(board.lists[2]?.record.serial).toBeGreaterThan(board.lists[1]?.record.serial ?? 0);
  });

  test("R6.9 a receipt that the switchboard's key did not sign is not kept", async () => {
    const { board } = await reached("Reading Club", {}, (fake) => {
      fake.answer = ({ record }, receipt) => ({ as: record.name, receipt: { ...receipt, claimedAt: 1 } });
    });
    await board.changes.until(() => board.lists[0]);
    board.cut();
    await board.changes.until(() => board.lists.length === 2);
    expect(board.lists[1]?.receipt).toBeUndefined();
  });

  test("a new name is listed at once", async () => {
    const { board, room, trunk } = await reached();
    const olga = await come(trunk, room, "Olga");
    olga.say({ type: "room-name", re: 1, name: "Writing Club" });
    await board.changes.until(() => board.lists.length === 2);
    expect(board.lists[1]?.record.name).toBe("Writing Club");
    await board.changes.until(() => room.switchboards()[0]?.as === "Writing Club");
  });

  test("R6.5 a room by link only is entered, so that newcomers find its keys, and is not to be shown", async () => {
    const { board, room, trunk } = await reached("Quiet", { unlisted: true });
    const status = await standing(board, room, "unlisted");
    expect(status.words).toContain("by its link only");
    expect(status.code).toBeUndefined();
    expect(status.link).toBe(`${board.url}/r/Quiet#${room.id}.${room.token}`);
    expect(board.lists.map(({ record }) => [record.room, record.listed])).toEqual([[room.id, false]]);
    await room.destroy();
    await board.changes.until(() => trunk.of("unlist").length === 1);
    expect(trunk.of("unlist")[0]?.unlist).toEqual({ release: true });
  });

  test("R6.6 a room by link only that the directory does not take: who can still come, in words", async () => {
    const { board, room } = await reached("Admin", { unlisted: true }, (fake) => {
      fake.answer = () => ({ as: null, code: "NAME_RESERVED", detail: "" });
    });
    const status = await standing(board, room, "unlisted");
    expect(status.code).toBe("NAME_RESERVED");
    expect(status.words).toMatch(
      /does not take the room's name.*reserved.*newcomers need the host's own link/,
    );
  });

  test("R6.17 addresses are told where that was chosen", async () => {
    const { board, host: started, room } = await reached("Tea", { shareAddresses: true });
    await board.changes.until(() => board.lists[0]);
    expect(board.lists[0]?.addresses?.map(({ address, port }) => [address, port])).toEqual(
      room
        .addresses()
        .map((text) => [text.slice(0, text.lastIndexOf(":")).replace(/[[\]]/g, ""), started.port]),
    );
  });

  test("R6.8 destroying a room frees its name; closing it does not", async () => {
    const { board, host: started, room, trunk } = await reached();
    await standing(board, room, "listed");
    const other = await started.openRoom({ name: "Tea", owner, switchboards: [{ url: board.url }] });
    watch(board, other);
    await standing(board, other, "listed");
    await room.destroy();
    await board.changes.until(() => trunk.of("unregister").length === 1);
    expect(trunk.of("unlist").map(({ unlist }) => unlist)).toEqual([{ release: true }]);
    await other.close();
    await board.changes.until(() => trunk.closed);
    expect(trunk.of("unlist")).toHaveLength(1);
  });
});
