/** More come at once than may shake hands at once. */
import { describe, expect, test } from "vitest";
import { Member } from "./member.ts";
import { host, owner, standing, switchboard, watch } from "./setting.ts";

/** A room where `greeting` may shake hands at a time. */
async function crowded(greeting: number, greetingMs = 15_000) {
  const board = await switchboard();
  const started = await host({ limits: { greeting, greetingMs } });
  const room = watch(
    board,
    await started.openRoom({ name: "Crowd", owner, switchboards: [{ url: board.url }] }),
  );
  await standing(board, room, "listed");
  return { board, room, trunk: await board.has(room.id) };
}

describe("a crowd by a switchboard", () => {
  test("waits its turn, and nobody has to come again", async () => {
    const { board, room, trunk } = await crowded(2);
    const members = Array.from({ length: 30 }, (_, i) => new Member(trunk.open(room.id), room, `Anna${i}`));
    await board.changes.until(() => members.every(({ welcome }) => welcome));
    expect(members.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(trunk.of("close")).toEqual([]);
    expect(room.here()).toHaveLength(30);
  });

  test("who says nothing more keeps a place for its time only, and then the next have it", async () => {
    const { board, room, trunk } = await crowded(1, 1_000);
    const silent = new Member(trunk.open(room.id), room, "Silas").circuit;
    silent.deliver = () => {};
    const anna = new Member(trunk.open(room.id), room, "Anna");
    await board.changes.until(() => anna.welcome);
    expect(trunk.of("close")[0]?.circuit).toBe(silent.number);
  });

  test("who waits may say no more than a greeting", async () => {
    const { board, room, trunk } = await crowded(1);
    new Member(trunk.open(room.id), room, "Anna").circuit.deliver = () => {};
    const flooding = trunk.open(room.id);
    flooding.send(new Uint8Array(1_000).fill(1));
    flooding.send(new Uint8Array(1_000).fill(1));
    await board.changes.until(() => trunk.of("close")[0]);
    expect(trunk.of("close")).toMatchObject([{ circuit: flooding.number }]);
  });

  test("who waits is closed when the room leaves", async () => {
    const { board, room, trunk } = await crowded(1);
    new Member(trunk.open(room.id), room, "Anna").circuit.deliver = () => {};
    const waiting = new Member(trunk.open(room.id), room, "Bob").circuit;
    await room.close();
    await board.changes.until(() => trunk.of("close").find(({ circuit }) => circuit === waiting.number));
    expect(trunk.fault).toBeUndefined();
  });
});
