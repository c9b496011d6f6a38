/** Those who come back by a switchboard, and what the host has to send them. */
import { describe, expect, test } from "vitest";
import { seedOf } from "../people.ts";
import { Talker } from "../talker.ts";
import { come, reached } from "./setting.ts";

describe("coming back", () => {
  /** Anna was here, left, and missed two messages of Bob. */
  async function missedTwo() {
    const scene = await reached();
    const { board, room, trunk } = scene;
    const anna = await come(trunk, room, "Anna");
    const bob = await come(trunk, room, "Bob");
    bob.send(1, "before");
    await board.changes.until(() => anna.heard.length === 1 && anna.of("page").length === 1);
    anna.circuit.close();
    bob.send(2, "missed one");
    await board.changes.until(() => bob.heard.length === 2);
    bob.send(3, "missed two");
    await board.changes.until(() => bob.heard.length === 3);
    return { ...scene, end: anna.end, bob };
  }

  test("R5.7 what was missed comes from the ring, and no page from the host", async () => {
    const { board, room, trunk, end, bob } = await missedTwo();
    const before = trunk.bytes;
    const anna = await come(trunk, room, "Anna", end);
    await board.changes.until(() => anna.heard.length === 2);
    expect(anna.heard).toEqual(["missed one", "missed two"]);
    expect(anna.welcome?.start).toBe("replayed");
    expect(anna.welcome?.epoch.next).toBe(anna.circuit.admitted?.replay?.from);
    expect(anna.welcome?.live).toBe(board.ringOf(room.id)?.next ?? 0);
    expect(trunk.bytes - before).toBeLessThanOrEqual(500);
    bob.send(4, "live");
    await board.changes.until(() => anna.heard.length === 3);
    expect(anna.of("page")).toEqual([]);
    expect(anna.error).toBeUndefined();
  });

  test("R5.7 who missed nothing gets no page and no replay; at most 500 bytes on the wire", async () => {
    const { board, room, trunk, bob } = await missedTwo();
    const before = board.wireBytes;
    const anna = await come(trunk, room, "Bob", bob.end);
    const bytes = board.wireBytes - before;
    expect(bytes).toBeLessThanOrEqual(500);
    expect(anna.welcome).toMatchObject({ start: "replayed" });
    expect(anna.welcome?.live).toBeUndefined();
    await board.changes.until(() => anna.circuit.admitted);
    expect(anna.circuit.admitted).toEqual({ replay: undefined });
  });

  test("R5.7 a ring that lost it: the page that was left out is sent", async () => {
    const { board, room, trunk, end } = await missedTwo();
    board.rings.clear();
    const anna = await come(trunk, room, "Anna", end);
    const page = await board.changes.until(() => anna.of("page")[0]);
    expect(anna.welcome?.start).toBe("replayed");
    expect(page.re).toBe(0);
    expect(page.events.flatMap((event) => (event.kind === "message" ? [event.text] : []))).toEqual([
      "missed one",
      "missed two",
    ]);
  });

  test("P4.15 a client that does not know of it gets a page", async () => {
    const { board, room, trunk, end } = await missedTwo();
    const anna = await come(trunk, room, "Anna", end, false);
    await board.changes.until(() => anna.of("page")[0]);
    expect(anna.welcome?.start).toBe("resumed");
    expect(anna.circuit.admitted).toEqual({ replay: undefined });
  });

  test("R5.7 what was never cast by this road comes in a page", async () => {
    const { board, host: started, room, trunk } = await reached();
    const bob = await Talker.join(started, room, seedOf("Bob"), "Bob");
    bob.say({ type: "send", n: 1, body: { kind: "message", text: "direct" } });
    await bob.heard("ack");
    const first = await come(trunk, room, "Anna");
    await board.changes.until(() => first.batches.length > 0);
    const anna = await come(trunk, room, "Carl", { log: first.end.log, seq: 1 });
    const page = await board.changes.until(() => anna.of("page")[0]);
    expect(anna.welcome?.start).toBe("resumed");
    expect(page.events[0]?.seq).toBe(2);
  });

  test("P4.15 on a direct socket there is no replay", async () => {
    const { host: started, room, end } = await missedTwo();
    const anna = await Talker.join(started, room, seedOf("Anna"), "Anna", { since: end, replay: true });
    expect((await anna.heard("welcome")).start).toBe("resumed");
  });

  test("R5.10 what was said while the trunk was cut is put into the ring", async () => {
    const { board, host: started, room, trunk, bob } = await missedTwo();
    const end = bob.end;
    const carl = await Talker.join(started, room, seedOf("Carl"), "Carl");
    board.refuses = "LIMIT";
    board.cut();
    await board.changes.until(() => board.trunks.length === 2 && board.trunk.of("register")[0]);
    carl.say({ type: "send", n: 1, body: { kind: "message", text: "while cut" } });
    await carl.heard("ack");
    board.refuses = undefined;
    board.cut();
    const next = await board.has(room.id, trunk);
    const back = await come(next, room, "Bob", end);
    await board.changes.until(() => back.heard.includes("while cut"));
    expect(back.welcome?.start).toBe("replayed");
    expect(back.of("page")).toEqual([]);
  });
});
