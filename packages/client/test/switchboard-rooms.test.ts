import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encodeRoomKeys, type RoomRecord, signReceipt, signRecord } from "@partyline/relay";
import { generateHostKeys, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import { hostPages, listRooms, locate, roomsCalled } from "../src/node.ts";

const SEED = new Uint8Array(32).fill(9);
const KEY = Buffer.from(nodeProvider.ed25519.publicKey(SEED)).toString("base64url");

function makeRoom(name: string, change: Partial<RoomRecord> = {}) {
  const keys = generateHostKeys(nodeProvider);
  const id = roomIdOf(nodeProvider, publicKeysOf(keys));
  const record: RoomRecord = {
    room: id,
    keys: encodeRoomKeys(publicKeysOf(keys)),
    name,
    by: "Anna",
    password: false,
    listed: true,
    serial: 1,
    issuedAt: 5,
    ...change,
  };
  const signed = signRecord(record, keys.signSeed);
  const claim = { room: id, name, nameKey: name.toLowerCase(), claimedAt: 1, until: 9, issuedAt: 1 };
  const entry = { record: signed, receipt: signReceipt(claim, SEED), online: true, seen: 7 };
  return { id, keys: publicKeysOf(keys), entry };
}

let server: Server;
let url: string;
let key: string;
let asked: string[];
let answers: (path: string) => [status: number, body: unknown];
beforeEach(async () => {
  asked = [];
  key = KEY;
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const [status, body] =
      path === "/v1/about" ? [200, { v: 1, partyline: "switchboard", key }] : answers(path);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const page =
  (...rooms: object[]) =>
  (): [number, unknown] => [200, { v: 1, rooms }];

describe("R6.15 what a directory lists", () => {
  test("rooms with their keys, by this switchboard and at the addresses that are told", async () => {
    const tea = makeRoom("Tea", { password: true });
    const { receipt: _, ...second } = makeRoom("Tea").entry;
    const addresses = [{ address: "192.168.1.20", port: 2525 }];
    answers = () => [200, { v: 1, rooms: [{ ...tea.entry, addresses }, second], next: "n" }];
    const { rooms, next } = await listRooms(url, { search: "te a", after: "x" });
    expect(rooms[0]).toEqual({
      target: { id: tea.id, name: "Tea", keys: tea.keys, addresses, switchboards: [url] },
      name: "Tea",
      by: "Anna",
      password: true,
      claimed: true,
      online: true,
      seen: 7,
    });
    expect(rooms[1]).toMatchObject({ claimed: false, target: { addresses: [] } });
    expect(next).toBe("n");
    expect(asked.sort()).toEqual(["/v1/about", "/v1/rooms?search=te+a&after=x"]);
  });

  test("R6.18 an entry whose signatures do not hold is not shown", async () => {
    const [good, forged, moved, swapped] = ["good", "forged", "moved", "swapped"].map((name) =>
      makeRoom(name),
    );
    answers = page(
      { ...forged!.entry, record: { ...forged!.entry.record, name: "good" } },
      good!.entry,
      { ...moved!.entry, receipt: good!.entry.receipt },
      { ...swapped!.entry, record: { ...swapped!.entry.record, keys: good!.entry.record.keys } },
      { record: "of a later version" },
    );
    expect((await listRooms(url)).rooms.map(({ name }) => name)).toEqual(["good"]);
  });

  test("its key is asked for once, and again where a signature does not hold by it", async () => {
    answers = page(makeRoom("Tea").entry);
    for (let i = 0; i < 3; i++) expect((await listRooms(url)).rooms).toHaveLength(1);
    const keyAsked = () => asked.filter((path) => path === "/v1/about").length;
    expect(keyAsked()).toBe(1);
    // Its folder was lost: another key, under which everything is signed anew.
    const renewed = makeRoom("Tea");
    const seed = new Uint8Array(32).fill(8);
    key = Buffer.from(nodeProvider.ed25519.publicKey(seed)).toString("base64url");
    const { signature: _, ...claim } = renewed.entry.receipt;
    answers = page({ ...renewed.entry, receipt: signReceipt(claim, seed) });
    expect((await listRooms(url)).rooms.map(({ target }) => target.id)).toEqual([renewed.id]);
    expect(keyAsked()).toBe(2);
    await listRooms(url);
    expect(keyAsked()).toBe(2);
  });

  test("R6.16 a name, a tag or an id stands for rooms, or for none", async () => {
    answers = () => [404, { code: "NO_ROOM", detail: "no" }];
    expect(await roomsCalled(url, "tea & talk#abcd")).toEqual([]);
    expect(asked).toContain("/v1/rooms/tea%20%26%20talk%23abcd");
  });

  test.each([
    ["RATE", [429, { code: "RATE", detail: "slow" }]],
    ["NOT_A_SWITCHBOARD", [200, "<html>"]],
    ["NOT_A_SWITCHBOARD", [404, "<html>"]],
    ["NOT_A_SWITCHBOARD", [200, { v: 1, rooms: 5 }]],
    ["NOT_A_SWITCHBOARD", [200, " ".repeat(300_000)]],
    ["VERSION", [200, { v: 2 }]],
  ] as const)("says %s", async (code, [status, body]) => {
    answers = () => [status, body];
    await expect(listRooms(url)).rejects.toMatchObject({ code });
  });

  test("says UNREACHABLE and BAD_URL", async () => {
    await expect(listRooms("http://127.0.0.1:1")).rejects.toMatchObject({ code: "UNREACHABLE" });
    await expect(listRooms("talk.example/x")).rejects.toMatchObject({ code: "BAD_URL" });
  });
});

describe("links by way of a switchboard", () => {
  const TOKEN = Buffer.alloc(16, 7).toString("base64url");

  test("the directory is asked by the room's id, and the token stays here", async () => {
    const tea = makeRoom("Tea", { listed: false });
    answers = page(tea.entry);
    expect(await locate(`${url}/r/Tea#${tea.id}.${TOKEN}`, memoryStore())).toEqual({
      id: tea.id,
      name: "Tea",
      keys: tea.keys,
      addresses: [],
      switchboards: [url],
      token: new Uint8Array(16).fill(7),
    });
    expect(asked.sort()).toEqual(["/v1/about", `/v1/rooms/${tea.id}`]);
  });

  test("a link with the id alone, where no host answers, is the switchboard's", async () => {
    const tea = makeRoom("Tea");
    answers = (path) => (path.startsWith("/v1/") ? page(tea.entry)() : [404, "no"]);
    expect(await locate(`${url}/r/${tea.id}`, memoryStore())).toMatchObject({ switchboards: [url] });
  });

  test("a pinned room needs no answer, and keeps the other ways to it", async () => {
    const tea = makeRoom("Tea");
    const store = memoryStore();
    const addresses = [{ address: "192.168.1.20", port: 2525 }];
    const old = { id: tea.id, name: "Tea", keys: tea.keys, addresses, lastJoined: 1 };
    await store.pin({ ...old, switchboards: ["https://other.example"], token: new Uint8Array(16).fill(1) });
    expect(await locate(`https://talk.example/r/Tea#${tea.id}`, store)).toEqual({
      id: tea.id,
      name: "Tea",
      keys: tea.keys,
      addresses,
      token: new Uint8Array(16).fill(1),
      switchboards: ["https://talk.example", "https://other.example"],
    });
    expect(await locate(`http://10.0.0.1:2525/r/${tea.id}`, store)).toMatchObject({
      addresses: [{ address: "10.0.0.1", port: 2525 }, ...addresses],
      switchboards: ["https://other.example"],
    });
    expect(asked).toEqual([]);
  });

  test("a directory that gives other keys for the room gives nothing", async () => {
    const tea = makeRoom("Tea");
    const evil = makeRoom("Tea");
    answers = page(
      { ...tea.entry, record: { ...tea.entry.record, keys: evil.entry.record.keys } },
      evil.entry,
    );
    await expect(locate(`${url}/r/Tea#${tea.id}`, memoryStore())).rejects.toMatchObject({ code: "NO_ROOM" });
  });

  test("CHANGED_KEY where the name led to another room before", async () => {
    const [old, now] = [makeRoom("Tea"), makeRoom("tea")];
    const store = memoryStore();
    const pinned = { id: old.id, name: "Tea", keys: old.keys, addresses: [], lastJoined: 1 };
    await store.pin({ ...pinned, switchboards: [url] });
    answers = page(now.entry);
    const link = `${url}/r/tea#${now.id}`;
    const refused = await locate(link, store).catch((error) => error);
    expect(refused).toMatchObject({ code: "CHANGED_KEY" });
    expect(refused.message).toContain("pretends");
    await store.forget(old.id);
    expect((await locate(link, store)).id).toBe(now.id);
    // A room of that name elsewhere says nothing about this one, nor does one that has not got the name.
    await store.pin({ ...pinned, switchboards: ["https://other.example"] });
    expect((await locate(link, store)).id).toBe(now.id);
    await store.pin({ ...pinned, switchboards: [url] });
    const { receipt: _, ...unclaimed } = now.entry;
    answers = page(unclaimed);
    expect((await locate(link, store)).id).toBe(now.id);
  });
});

test("a page that may dial no host offers the host's own", () => {
  const { id, keys } = makeRoom("Tea");
  const addresses = ["192.168.1.20", "fd00::1", "fe80::1%eth0"].map((address) => ({ address, port: 2525 }));
  const token = new Uint8Array(16).fill(7);
  expect(hostPages({ id, keys, addresses, token })).toEqual([
    `http://192.168.1.20:2525/r/${id}#${Buffer.from(token).toString("base64url")}`,
    `http://[fd00::1]:2525/r/${id}#${Buffer.from(token).toString("base64url")}`,
  ]);
  expect(hostPages({ id, keys, addresses: [] })).toEqual([]);
});
