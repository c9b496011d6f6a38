/** A room at work with real channels on links in memory, from the first member to its end. */
import { limits } from "@partyline/protocol";
import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { GONE_MS } from "../src/limits.ts";
import { memoryLog } from "../src/log/index.ts";
import { expectServes, idOf, Person, rest, stage } from "./people.ts";

describe("a room at work", () => {
  test("two members hear the same, each once, and the sender is told where it stands", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    const bob = await new Person(scene, "Bob").join();
    ann.send(1, "hello");
    await rest(scene, ann, bob);
    expect(ann.of("ack")).toEqual([{ type: "ack", n: 1, seq: 3 }]);
    expect([ann.heard, bob.heard]).toEqual([["hello"], ["hello"]]);
    expect(bob.welcome).toMatchObject({ start: "fresh", here: 2, room: { name: "Club", head: 2, first: 1 } });
    expect(bob.pages[0]?.events.map(({ kind }) => kind)).toEqual(["join", "join"]);
  });

  test("P4.6 a message sent again is stored once, and other text under its number is refused", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    ann.send(1, "hello");
    ann.send(1, "hello");
    ann.send(1, "other");
    ann.send(3, "early");
    await rest(scene, ann);
    expect(ann.of("ack").map(({ seq }) => seq)).toEqual([2, 2]);
    expect(ann.of("refused")).toMatchObject([{ n: 1, code: "CONFLICT" }]);
    expect(ann.of("expected")).toEqual([{ type: "expected", n: 3, expect: 2 }]);
    expect(ann.heard).toEqual(["hello"]);
  });

  test("P4.1 a member who comes back is resumed right behind what it has", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    const bob = await new Person(scene, "Bob").join();
    bob.handler.closed();
    ann.send(1, "while Bob was away");
    await rest(scene, ann);
    const back = await new Person(scene, "Bob").join({ log: scene.log.state.logId, seq: 2 });
    expect(back.welcome?.start).toBe("resumed");
    expect(back.pages[0]?.events).toMatchObject([{ seq: 3, text: "while Bob was away" }]);
  });

  test("P2.4 pages: forwards, backwards, the newest; each request has one answer, in order", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    for (let n = 1; n <= 20; n++) ann.send(n, `${n}`);
    await rest(scene, ann);
    ann.say({ type: "fetch", re: 1, from: 5, limit: 3 });
    ann.say({ type: "fetch", re: 2, before: 5, limit: 2 });
    ann.say({ type: "fetch", re: 3, limit: 1 });
    await rest(scene, ann);
    expect(ann.pages.slice(1).map(({ re, events }) => [re, events.map(({ seq }) => seq)])).toEqual([
      [1, [5, 6, 7]],
      [2, [3, 4]],
      [3, [21]],
    ]);
  });

  test("pages of one connection are read one after the other, and none for one that is gone", async () => {
    const inner = memoryLog();
    let reading = 0;
    let most = 0;
    let reads = 0;
    const release: (() => void)[] = [];
    const log = Object.assign(Object.create(inner), {
      state: inner.state,
      append: inner.append.bind(inner),
      newest: inner.newest.bind(inner),
      close: inner.close.bind(inner),
      async read(range: Parameters<typeof inner.read>[0]) {
        reads += 1;
        reading += 1;
        most = Math.max(most, reading);
        await new Promise<void>((resolve) => release.push(resolve));
        reading -= 1;
        return inner.read(range);
      },
    });
    const scene = stage({ log });
    const ann = await new Person(scene, "Ann").join();
    for (let re = 1; re <= 100; re++) ann.say({ type: "fetch", re, from: 1 });
    await settle();
    release.shift()?.();
    await settle();
    expect([most, reads]).toEqual([1, 2]);
    ann.handler.closed();
    release.shift()?.();
    await settle();
    expect(reads).toBe(2);
    await expectServes(scene);
  });

  test("P2.3 text that cannot be is refused by its number, and the connection goes on", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    ann.send(1, "a".repeat(limits.TEXT_UNITS + 1));
    ann.send(1, " ");
    ann.send(1, "\u001b[2J");
    expect(ann.of("refused").map(({ n, code }) => [n, code])).toEqual([
      [1, "TEXT_TOO_LONG"],
      [1, "TEXT_EMPTY"],
      [1, "TEXT_CHARACTERS"],
    ]);
    ann.send(1, "fine");
    await rest(scene, ann);
    expect(ann.of("ack")).toHaveLength(1);
  });

  test("P4.13 a flood is read more slowly, and so is one of commands that are refused", async () => {
    const scene = stage({
      limits: {
        commandBurst: 3,
        commandsPerSecond: 10,
        readBurst: 3,
        readsPerSecond: 10,
        sendBurst: 2,
        sendsPerSecond: 10,
      },
    });
    const floods: ((person: Person, i: number) => void)[] = [
      (person, i) => person.say({ type: "ping", re: i }),
      (person, i) => person.say({ type: "fetch", re: i, from: 1 }),
      (person, i) => person.say({ type: "kick", re: i, member: idOf("Olga") }),
      (person, i) => person.say({ type: "name", re: i, name: " " }),
      (person, i) => person.send(i, "text"),
      (person, i) => person.send(i, " "),
    ];
    for (const [which, flood] of floods.entries()) {
      const person = await new Person(scene, `Flood${which}`).join();
      for (let i = 1; i <= 5; i++) flood(person, i);
      expect(person.pauses.length, `${which}`).toBeGreaterThanOrEqual(2);
    }
    const outside = new Person(scene, "Outside").connect();
    for (let i = 1; i <= 5; i++) outside.say({ type: "ping", re: i });
    expect(outside.of("refused").map(({ code }) => code)).toContain("NOT_ADMITTED");
    expect(outside.pauses).toEqual([100, 200]);
  });

  test("P4.11 a beat tells every member what there is", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    await scene.clock.advance(15_000);
    ann.take();
    expect(ann.of("beat")).toMatchObject([{ head: 1, epoch: 1 }]);
  });

  test("whoever is not admitted in time is ended, whoever is stays", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    const mute = new Person(scene, "Mute");
    const half = new Person(scene, "Half").connect();
    expect(scene.room.greeting).toBe(2);
    await scene.clock.advance(20_000);
    half.take();
    expect([mute.closedWith, half.closedWith, ann.closedWith]).toEqual([4007, 4007, undefined]);
    expect(half.of("bye")).toMatchObject([{ code: "SILENT" }]);
    expect(scene.room.greeting).toBe(0);
  });

  test("somebody who goes is missed after the grace, and not at all when back within it", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    const bob = await new Person(scene, "Bob").join();
    bob.handler.closed();
    const back = await new Person(scene, "Bob").join();
    await scene.clock.advance(2 * GONE_MS);
    back.handler.closed();
    expect(scene.notices.map(({ kind }) => kind)).toEqual(["joined", "joined"]);
    await scene.clock.advance(2 * GONE_MS);
    ann.take();
    expect(scene.notices.at(-1)).toEqual({ kind: "left", member: { id: idOf("Bob"), name: "Bob" } });
    expect(ann.batches.at(-1)?.signals).toMatchObject([{ kind: "presence", state: "gone", by: idOf("Bob") }]);
  });
});

describe("its end", () => {
  test("P2.13 the owner closes it: everyone is told, and whoever comes meanwhile", async () => {
    const scene = stage();
    const olga = await new Person(scene, "Olga").join();
    const bob = await new Person(scene, "Bob").join();
    olga.say({ type: "close", re: 1 });
    expect(scene.notices).toContainEqual({ kind: "destroyed" });
    const closing = scene.room.close("CLOSED");
    expect(scene.room.close("SHUTDOWN")).toBe(closing);
    const late = new Person(scene, "Late").connect();
    await closing;
    for (const person of [olga, bob]) {
      person.take();
      expect([person.of("bye")[0]?.code, person.closedWith]).toEqual(["CLOSED", 4000]);
    }
    expect([late.sawTombstone, late.closedWith]).toEqual([true, 4000]);
    expect(scene.clock.waiting).toBe(0);
  });

  test("what was sent before is stored and acked; nothing after is taken, so that a busy room can end", async () => {
    const scene = stage();
    const ann = await new Person(scene, "Ann").join();
    ann.send(1, "first");
    ann.send(2, "second");
    const closing = scene.room.close("SHUTDOWN");
    ann.send(3, "too late");
    await rest(scene);
    await closing;
    ann.take();
    expect(ann.of("ack").map(({ n }) => n)).toEqual([1, 2]);
    expect(ann.messages.at(-1)).toMatchObject({ type: "bye", code: "SHUTDOWN" });
  });

  test("a log that fails is told to its sender and to the device, and the room goes on", async () => {
    const inner = memoryLog();
    let full = false;
    const append = inner.append.bind(inner);
    inner.append = (entries) =>
      full ? Promise.reject({ code: "LOG_FULL", message: "disk full" }) : append(entries);
    const scene = stage({ log: inner });
    const ann = await new Person(scene, "Ann").join();
    full = true;
    ann.send(1, "lost?");
    const bob = await new Person(scene, "Bob").join();
    await rest(scene, ann, bob);
    expect(ann.of("refused")).toMatchObject([{ n: 1, code: "LOG_FULL" }]);
    expect(bob.of("bye")).toMatchObject([{ code: "LOG_FULL" }]);
    expect(scene.notices).toContainEqual({ kind: "trouble", code: "LOG_FULL", detail: "disk full" });
    full = false;
    ann.send(1, "lost?");
    await rest(scene, ann);
    expect(ann.of("ack")).toHaveLength(1);
    await expectServes(scene);
  });
});
