import { describe, expect, test } from "vitest";
import { clock, count, fetches, host, joined, pass, texts, told } from "./setting.ts";

describe("completeness", () => {
  test("another log means a reset, and the queue is kept", async () => {
    for (const text of count(3)) host.say(text);
    const client = await joined();
    host.last.pair.cut();
    host.log = [];
    host.logId = "2".repeat(32);
    host.lastN.clear();
    host.say("new world");
    const sent = client.send("still here");
    await pass(1000);
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([{ kind: "reset", why: "reset", first: 1 }]);
    expect(texts()).toEqual([...count(3), "new world", "still here"]);
    expect(await sent).toEqual({ seq: 2 });
  });

  test.each([
    ["as long as ours", 3],
    ["longer", 5],
    ["shorter by one", 2],
    ["shorter", 1],
  ])("P4.16 a log that parted from ours and is %s means a reset", async (_, length) => {
    for (const text of count(3)) host.say(text);
    const client = await joined();
    expect(client.completeTo.seq).toBe(3);
    host.last.pair.cut();
    host.log = host.log.slice(0, 1);
    await pass(10);
    for (let i = 2; i <= length; i++) host.say(`other ${i}`);
    await pass(1000);
    const resets = told.filter(({ kind }) => kind === "reset");
    expect(resets).toEqual([{ kind: "reset", why: "reset", first: 1 }]);
    const others = Array.from({ length: length - 1 }, (_, i) => `other ${i + 2}`);
    expect(texts()).toEqual([...count(3), "m1", ...others]);
    expect(client.completeTo.seq).toBe(length);
    host.say("goes on");
    await host.flush();
    expect(texts().at(-1)).toBe("goes on");
  });

  test("P4.16 a log that parted from ours is one too where something new overtakes the page that shows it", async () => {
    for (const text of count(3)) host.say(text);
    await joined();
    host.last.pair.cut();
    host.log = host.log.slice(0, 1);
    await pass(10);
    for (let i = 2; i <= 3; i++) host.say(`other ${i}`);
    const { page } = host;
    host.page = (connection, re, events) => {
      host.page = page;
      host.say("overtakes");
      host.page(connection, re, events);
    };
    await pass(1000);
    const resets = told.filter(({ kind }) => kind === "reset");
    expect(resets).toEqual([{ kind: "reset", why: "reset", first: 1 }]);
    expect(texts()).toEqual([...count(3), "m1", "other 2", "other 3", "overtakes"]);
  });

  test("P4.16 a copy whose last event retention took goes on without a word", async () => {
    for (const text of count(3)) host.say(text);
    await joined();
    host.last.pair.cut();
    host.say("m4");
    host.log = host.log.slice(3);
    host.first = 4;
    await pass(1000);
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([]);
    expect(texts()).toEqual(count(4));
  });

  test("what is no longer kept is told as a gap", async () => {
    for (const text of count(3)) host.say(text);
    await joined();
    host.last.pair.cut();
    for (let i = 4; i <= 30; i++) host.say(`m${i}`);
    host.log = host.log.slice(20);
    host.first = 21;
    await pass(1000);
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([{ kind: "reset", why: "gap", first: 21 }]);
    expect(texts()).toEqual([...count(3), ...count(30).slice(20)]);
  });

  test("a hole is fetched at once, and the events behind it wait for it", async () => {
    await joined();
    host.say("m1", false);
    host.say("m2");
    await host.flush();
    expect(texts()).toEqual(["m1", "m2"]);
    expect(fetches()).toMatchObject([{ from: 1, limit: 1 }]);
  });

  test("a beat that knows more is believed after 5 s", async () => {
    const client = await joined();
    host.say("withheld", false);
    const { epoch, next } = host.grant;
    host.last.tell({ type: "beat", head: 1, epoch, next, at: clock.now() });
    await host.flush();
    await pass(4750);
    expect(texts()).toEqual([]);
    await pass(500);
    expect(texts()).toEqual(["withheld"]);
    expect(client.completeTo.seq).toBe(1);
  });

  test("a new epoch is taken, and batches that overtake it wait for it", async () => {
    await joined();
    host.rotate(false);
    const grant = host.grant;
    host.say("early");
    await host.flush();
    expect(texts()).toEqual([]);
    host.last.tell({ type: "epoch", ...grant });
    host.say("late");
    await host.flush();
    expect(texts()).toEqual(["early", "late"]);
    expect(host.dials).toBe(1);
  });

  test("an epoch that is never handed out costs the connection and no event", async () => {
    const client = await joined();
    host.rotate(false);
    host.say("sealed");
    await host.flush();
    await pass(6000);
    expect(told).toContainEqual(expect.objectContaining({ kind: "trouble", code: "EPOCH" }));
    expect(client.state.kind).toBe("live");
    expect(texts()).toEqual(["sealed"]);
  });
});
