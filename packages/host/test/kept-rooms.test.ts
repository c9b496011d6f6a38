/** What a program that hosts rooms knows of them, open or kept, and what it can do about those that are kept. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeFrame, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  type Host,
  type HostedEvent,
  type HostOptions,
  type OpenRoomOptions,
  openHost,
} from "../src/index.ts";
import { Talker } from "./talker.ts";

const seed = new Uint8Array(32).fill(5);
const ownerAs = (name: string, of = seed) => ({
  name,
  key: (id: string) => memberKeyFor(nodeProvider, of, id).public,
});

let home: string;
const hosts: Host[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partyline-kept-"));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  await rm(home, { recursive: true, force: true });
});

async function start(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await openHost({ home, port: 0, bind: "127.0.0.1", advertise: false, ...options });
  hosts.push(host);
  return host;
}
const open = (host: Host, options: Partial<OpenRoomOptions> = {}) =>
  host.openRoom({ name: "Reading Club", owner: ownerAs("Olga"), ...options });
/** Opens by id alone, as a list of kept rooms does. */
const openKept = (host: Host, id: string) => host.openRoom({ id, owner: ownerAs("Olga") });

const refusalOf = (host: Host, id: string) =>
  new Promise<string | undefined>((resolve, reject) => {
    const webSocket = new WebSocket(`ws://127.0.0.1:${host.port}/r/${id}`);
    webSocket.on("message", (data: Buffer) => {
      const frame = decodeFrame(data);
      resolve(frame.kind === "refuse" ? frame.code : frame.kind);
    });
    webSocket.on("error", reject);
  });

describe("what is told of rooms", () => {
  test("an open one", async () => {
    const host = await start({ bind: "::" });
    const room = await open(host, { password: "open sesame", unlisted: true, keep: { days: 30 } });
    expect(room).toMatchObject({
      name: "Reading Club",
      password: true,
      unlisted: true,
      keep: { days: 30 },
      memoryOnly: false,
      ownerName: "Olga",
    });
    expect(room.links()).toEqual(room.addresses().map((address) => room.link(address)));
    for (const link of room.links()) expect(link).toMatch(new RegExp(`:${host.port}/r/${room.id}#.{22}$`));
    const passing = await open(host, { name: "Passing", memoryOnly: true });
    expect([passing.memoryOnly, passing.unlisted, passing.password, passing.keep]).toEqual([
      true,
      false,
      false,
      { last: 10_000 },
    ]);
  });

  test("kept ones, whether they are open or not", async () => {
    const host = await start();
    const club = await open(host, { password: "open sesame", keep: { last: 10_000 } });
    const hidden = await open(host, { name: "Hidden", unlisted: true });
    await hidden.close();
    expect(await host.saved()).toEqual([
      { id: hidden.id, name: "Hidden", password: false, unlisted: true, keep: {}, damaged: false },
      {
        id: club.id,
        name: "Reading Club",
        password: true,
        unlisted: false,
        keep: { last: 10_000 },
        damaged: false,
      },
    ]);
  });

  test("a card of an earlier version, and one that says nonsense", async () => {
    const host = await start();
    const { id } = await open(host);
    await host.close();
    const card = join(home, "rooms", id, "room.json");
    const plain = { id, name: "Reading Club", password: false, unlisted: false, keep: {}, damaged: false };
    for (const text of [
      `{"id":"${id}","name":"Reading Club"}`,
      `{"name":"Reading Club","password":1,"unlisted":"yes","keep":{"days":-1}}`,
      `{"name":"Reading Club","keep":"all"}`,
    ]) {
      await writeFile(card, text);
      expect(await (await start()).saved()).toEqual([plain]);
    }
    for (const text of ["", "null", "[]", "{", '{"name":5}']) {
      await writeFile(card, text);
      expect(await (await start()).saved()).toEqual([]);
    }
    await openKept(await start(), id);
    expect(JSON.parse(await readFile(card, "utf8"))).toMatchObject({ name: "Reading Club", password: false });
  });

  test("one whose log is gone or empty is damaged; it can be destroyed", async () => {
    const host = await start();
    const { id } = await open(host);
    await host.close();
    const log = join(home, "rooms", id, "log.db");
    const next = await start();
    await writeFile(log, "");
    expect(await next.saved()).toMatchObject([{ id, damaged: true }]);
    await expect(openKept(next, id)).rejects.toMatchObject({ code: "LOG_DAMAGED" });
    await rm(log);
    expect(await next.saved()).toMatchObject([{ id, damaged: true }]);
    await next.destroySaved(id);
    expect(await next.saved()).toEqual([]);
  });
});

describe("opening a kept room", () => {
  test("by id, whatever its name is now; password, retention and listing are as they were", async () => {
    const host = await start();
    const room = await open(host, { password: "open sesame", keep: { days: 7 }, unlisted: true });
    const olga = await Talker.join(host, room, seed, "Olga");
    await olga.ask({ type: "room-name", re: 1, name: "Writing Club" });
    await host.close();
    const next = await start();
    expect(await next.saved()).toMatchObject([{ name: "Writing Club", password: true, keep: { days: 7 } }]);
    const again = await openKept(next, room.id);
    expect(again).toMatchObject({
      id: room.id,
      name: "Writing Club",
      password: true,
      keep: { days: 7 },
      unlisted: true,
      token: room.token,
    });
    await expect(openKept(next, room.id)).rejects.toMatchObject({ code: "ALREADY_OPEN" });
  });

  test("retention that is given takes the old one's place; {} is everything", async () => {
    const { id } = await open(await start(), { keep: { days: 7 } });
    for (const keep of [{ last: 5 }, {}]) {
      await hosts.at(-1)?.close();
      expect((await open(await start(), { keep })).keep).toEqual(keep);
      await hosts.at(-1)?.close();
      expect((await openKept(await start(), id)).keep).toEqual(keep);
    }
  });

  test("one that is not here", async () => {
    const host = await start();
    for (const id of ["a".repeat(32), "..", "", "../../etc"])
      await expect(openKept(host, id)).rejects.toMatchObject({ code: "NO_ROOM" });
    await expect(host.openRoom({ owner: ownerAs("Olga") })).rejects.toMatchObject({ code: "NAME_EMPTY" });
  });
});

describe("destroying a kept room", () => {
  test("that is not open: erased, and who comes later is told, after a restart too", async () => {
    const host = await start();
    const room = await open(host);
    await room.close();
    expect(await refusalOf(host, room.id)).toBe("NO_ROOM");
    await host.destroySaved(room.id);
    expect(await host.saved()).toEqual([]);
    expect(await readdir(join(home, "rooms"))).toEqual(["destroyed.txt"]);
    expect(await refusalOf(host, room.id)).toBe("tombstone");
    await expect(host.destroySaved(room.id)).rejects.toMatchObject({ code: "NO_ROOM" });
    await host.close();
    expect(await refusalOf(await start(), room.id)).toBe("tombstone");
  });

  test("that is open: its members are told", async () => {
    const host = await start();
    const room = await open(host);
    const olga = await Talker.join(host, room, seed, "Olga");
    await host.destroySaved(room.id);
    expect((await olga.heard("bye")).code).toBe("CLOSED");
    expect(host.rooms()).toEqual([]);
    expect(await host.saved()).toEqual([]);
  });

  test("that another program has open: refused, and nothing of it is lost", async () => {
    const one = await start();
    const { id } = await open(one);
    const two = await start();
    await expect(two.destroySaved(id)).rejects.toMatchObject({ code: "ROOM_IN_USE" });
    expect((await stat(join(home, "rooms", id, "log.db"))).size).toBeGreaterThan(0);
    expect(await refusalOf(two, id)).toBe("NO_ROOM");
    await one.close();
    expect((await openKept(two, id)).id).toBe(id);
  });

  test.each(["..", "destroyed.txt", "", "a/../../b"])("%j is no room", async (id) => {
    await expect((await start()).destroySaved(id)).rejects.toMatchObject({ code: "NO_ROOM" });
    expect(await readdir(home)).toEqual(["rooms"]);
  });
});

describe("while it is open", () => {
  test("a change of name or password, and a member's new name, are told; the card follows", async () => {
    const host = await start();
    const room = await open(host);
    const events: HostedEvent[] = [];
    room.on((event) => events.push(event));
    const olga = await Talker.join(host, room, seed, "Olga");
    await olga.ask({ type: "room-name", re: 1, name: "Writing Club" });
    await olga.ask({ type: "password", re: 2, password: "open sesame" });
    await olga.ask({ type: "name", re: 3, name: "Olga B" });
    expect(events.map(({ kind }) => kind)).toEqual(["joined", "changed", "changed", "changed"]);
    expect(room).toMatchObject({ name: "Writing Club", password: true, ownerName: "Olga B" });
    expect(room.here()).toEqual([{ id: expect.any(String), name: "Olga B" }]);
    expect(room.card.by).toBe("Olga B");
    await host.close();
    expect(await (await start()).saved()).toMatchObject([{ name: "Writing Club", password: true }]);
  });

  test("the owner's name is kept for the owner until they come in, and can be another by then", async () => {
    const host = await start();
    const room = await open(host);
    await expect(room.setOwnerName(" ")).rejects.toMatchObject({ code: "NAME_EMPTY" });
    let changed = 0;
    room.on(({ kind }) => {
      if (kind === "changed") changed += 1;
    });
    await room.setOwnerName("Olympia");
    expect([room.ownerName, room.card.by, changed]).toEqual(["Olympia", "Olympia", 1]);
    const other = new Uint8Array(32).fill(6);
    await expect(Talker.join(host, room, other, "Olympia")).rejects.toThrow("NAME_TAKEN");
    await Talker.join(host, room, other, "Olga");
    await host.close();
    const next = await start();
    const again = await next.openRoom({ id: room.id, owner: ownerAs("Olympia") });
    expect(again.ownerName).toBe("Olympia");
    expect((await Talker.join(next, again, seed, "Olympia")).role).toBe("owner");
  });

  test("a room opened by another profile keeps its owner", async () => {
    const first = await start();
    const { id } = await open(first);
    await first.close();
    const next = await start();
    const stranger = ownerAs("Eve", new Uint8Array(32).fill(7));
    expect((await next.openRoom({ id, owner: stranger })).ownerName).toBe("Olga");
  });

  test("a room is open before the network's list has it, and says when it has", async () => {
    // No such interface: there is nothing to announce on, so that is known at once.
    const host = await start({ advertise: true, interfaces: ["nowhere0"] });
    const room = await open(host);
    const events: HostedEvent[] = [];
    room.on((event) => events.push(event));
    expect(room.listedAs).toBeUndefined();
    await Talker.join(host, room, seed, "Olga");
    await room.list();
    expect(events).toContainEqual({ kind: "listed", as: "Reading Club" });
    expect([room.listedAs, room.listTrouble]).toEqual(["Reading Club", undefined]);
    await room.close();
    expect(room.listedAs).toBeUndefined();
  });
});
