/** One room by a switchboard: who hears what, and what it costs the uplink. */
import { parseLink } from "@partyline/protocol";
import { describe, expect, test } from "vitest";
import { seedOf } from "../people.ts";
import { Talker } from "../talker.ts";
import type { Member } from "./member.ts";
import { come, owner, reached, standing } from "./setting.ts";

describe("a room by a switchboard", () => {
  test("R3.3 is registered with a proof for this switchboard, listed, and says so", async () => {
    const { board, room, trunk } = await reached();
    expect(await standing(board, room, "listed")).toEqual({
      url: board.url,
      state: "listed",
      as: "Reading Club",
      words: `Listed on 127.0.0.1:${board.port} as Reading Club.`,
      link: `${board.url}/r/Reading%20Club#${room.id}`,
    });
    expect(trunk.fault).toBeUndefined();
    expect(trunk.kinds.slice(0, 3)).toEqual(["hello", "register", "list"]);
    expect(board.lists[0]?.record).toMatchObject({ name: "Reading Club", by: "Olga", listed: true });
    expect(board.lists[0]?.addresses).toBeUndefined();
    expect(parseLink(room.links().at(-1) ?? "")).toEqual({ room: room.id, origin: board.url });
  });

  test("a member by circuit and one on a direct socket are in one room", async () => {
    const { board, host: started, room, trunk } = await reached();
    const anna = await come(trunk, room, "Anna");
    const bob = await Talker.join(started, room, seedOf("Bob"), "Bob");
    anna.send(1, "by circuit");
    await board.changes.until(() => anna.of("ack")[0]);
    bob.say({ type: "send", n: 1, body: { kind: "message", text: "direct" } });
    await board.changes.until(() => anna.heard.includes("direct"));
    expect(anna.heard).toEqual(["by circuit", "direct"]);
    expect(
      room
        .here()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["Anna", "Bob"]);
  });

  test("R5.1 a message goes up once, however many circuits hear it", async () => {
    const { board, room, trunk } = await reached();
    const members: Member[] = [];
    for (let i = 0; i < 20; i++) members.push(await come(trunk, room, `Anna${i}`));
    const [first] = members as [Member];
    await board.changes.until(() => members.every((it) => it.batches.length > 0));
    const casts = trunk.of("cast").length;
    first.send(1, "x".repeat(100));
    await board.changes.until(() => members.every(({ heard }) => heard.length === 1));
    expect(trunk.of("cast").length - casts).toBe(1);
  });

  test("R5.1 bytes up for a message: with 50 circuits as with 1", async () => {
    const { board, room, trunk } = await reached();
    const said = async (member: Member, n: number) => {
      const before = board.wireBytes;
      member.send(n, "x".repeat(100));
      await board.changes.until(() => member.of("ack").length === n && member.heard.length === n);
      return board.wireBytes - before;
    };
    const anna = await come(trunk, room, "Anna");
    await board.changes.until(() => anna.batches.length > 0);
    const one = await said(anna, 1);
    const others: Member[] = [];
    for (let i = 0; i < 49; i++) others.push(await come(trunk, room, `Bob${i}`));
    await board.changes.until(() => others.every((it) => it.of("page").length === 1));
    await board.changes.until(() => anna.batches.flatMap((batch) => batch.events).length >= 51);
    const many = await said(anna, 2);
    expect(many).toBeLessThanOrEqual(one * 1.2);
  });

  test("R4.6 the welcome comes before ADMIT, and ADMIT before the casts that it is to hear", async () => {
    const { board, room, trunk } = await reached();
    const anna = await come(trunk, room, "Anna");
    anna.send(1, "hello");
    await board.changes.until(() => anna.heard.length === 1);
    const about = trunk.frames.filter(
      (frame) => frame.kind === "cast" || ("circuit" in frame && frame.circuit === anna.circuit.number),
    );
    const kinds = about.map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(["data", "data", "admit"]);
    expect(kinds.indexOf("cast")).toBeGreaterThan(kinds.indexOf("admit"));
    expect(anna.error).toBeUndefined();
    expect(anna.welcome?.start).toBe("fresh");
  });

  test("a room that nobody hears by it casts nothing there", async () => {
    const { host: started, room, trunk } = await reached();
    const bob = await Talker.join(started, room, seedOf("Bob"), "Bob");
    bob.say({ type: "send", n: 1, body: { kind: "message", text: "direct" } });
    await bob.heard("ack");
    expect(trunk.of("cast")).toEqual([]);
  });

  test("two rooms share one trunk, and each hears its own", async () => {
    const { board, host: started, room, trunk } = await reached();
    const other = await started.openRoom({ name: "Tea", owner, switchboards: [{ url: board.url }] });
    await board.has(other.id);
    expect(board.trunks).toHaveLength(1);
    const anna = await come(trunk, room, "Anna");
    const bob = await come(trunk, other, "Bob");
    anna.send(1, "to readers");
    bob.send(1, "to drinkers");
    await board.changes.until(() => anna.heard.length === 1 && bob.heard.length === 1);
    expect([anna.heard, bob.heard]).toEqual([["to readers"], ["to drinkers"]]);
    await other.close();
    await board.changes.until(() => trunk.of("unregister")[0]);
    expect(bob.circuit.closedWith).toBe(4003);
    expect(anna.circuit.closedWith).toBeUndefined();
    expect(trunk.closed).toBe(false);
  });
});
