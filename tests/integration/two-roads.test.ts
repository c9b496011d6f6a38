/** One room by two roads: a real host, a real switchboard, and a road in front of each that can be cut. */
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ClientEvent,
  joinRoom,
  listRooms,
  locate,
  memoryStore,
  nodeParts,
  RoomClient,
  type RoomTarget,
} from "@partyline/client";
import { type Host, type HostedRoom, openHost } from "@partyline/host";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { openSwitchboard, type Switchboard } from "@partyline/switchboard";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(9), id).public,
};

/** A port that leads to another one, until it is cut. */
class Way {
  port = 0;
  readonly #to: () => number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(to: () => number) {
    this.#to = to;
  }

  async open(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.#to(), "127.0.0.1");
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => this.#sockets.delete(socket));
      }
      near.on("close", () => far.destroy());
      far.on("close", () => near.destroy());
      near.pipe(far).pipe(near);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Breaks what runs over it; with `closed` nobody gets through any more. */
  async cut(closed = false): Promise<void> {
    const ended =
      closed && this.#server?.listening ? new Promise((resolve) => this.#server?.close(resolve)) : undefined;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await ended;
  }
}

let home: string;
let switchboard: Switchboard;
let host: Host;
let room: HostedRoom;
let lan: Way;
let net: Way;
let clients: RoomClient[];

async function until(what: string, is: () => boolean, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!is()) {
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

beforeEach(async () => {
  clients = [];
  home = mkdtempSync(join(tmpdir(), "partyline-roads-"));
  switchboard = await openSwitchboard({
    home: join(home, "switchboard"),
    host: "127.0.0.1",
    port: 0,
  });
  host = await openHost({ home: join(home, "host"), bind: "127.0.0.1", port: 0, advertise: false });
  room = await host.openRoom({ name: "Kitchen", owner, switchboards: [{ url: switchboard.url }] });
  await until("the listing", () => room.switchboards()[0]?.state === "listed");
  lan = new Way(() => host.port);
  net = new Way(() => switchboard.port);
  await Promise.all([lan.open(), net.open()]);
});
afterEach(async () => {
  for (const client of clients) await client.close();
  await host?.close();
  await switchboard?.close({ windowSeconds: 0 });
  await Promise.all([lan.cut(true), net.cut(true)]);
  rmSync(home, { recursive: true, force: true });
});

const target = (): RoomTarget => ({
  id: room.id,
  name: "Kitchen",
  keys: room.keys,
  addresses: [{ address: "127.0.0.1", port: lan.port }],
  switchboards: [`http://127.0.0.1:${net.port}`],
});

interface Told {
  client: RoomClient;
  /** Every text, in the order in which it was told. */
  texts: string[];
  seqs: number[];
  roads: string[];
  events: ClientEvent[];
}

async function joinAs(name: string, change: Partial<RoomTarget> = {}): Promise<Told> {
  const client = new RoomClient({
    target: { ...target(), ...change },
    store: memoryStore(),
    name,
    ...nodeParts,
    since: { seq: 0 },
  });
  clients.push(client);
  const told: Told = { client, texts: [], seqs: [], roads: [], events: [] };
  client.on((event) => {
    told.events.push(event);
    if (event.kind === "road") told.roads.push(event.road.kind);
    if (event.kind !== "events") return;
    for (const one of event.events) {
      told.seqs.push(one.seq);
      if (one.kind === "message") told.texts.push(one.text);
    }
  });
  client.start();
  await until(`${name} is live`, () => client.state.kind === "live");
  return told;
}

/** How many who came back were served by the switchboard's ring. */
async function replays(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${switchboard.metricsPort}/metrics`)).text();
  return Number(/^\w*replays\w* (\d+)$/m.exec(text)?.[1]);
}

const numbered = (what: string, most: number) => Array.from({ length: most }, (_, i) => `${what} ${i + 1}`);
const ascending = (told: Told) => expect(told.seqs).toEqual(told.seqs.map((_, i) => i + 1));

describe("one room, two roads", () => {
  test("members on either road hear each other, each message once and in order", async () => {
    const near = await joinAs("Near", { switchboards: [] });
    const far = await joinAs("Far", { addresses: [] });
    expect([near.roads, far.roads]).toEqual([["direct"], ["switchboard"]]);
    const sent = [near, far].flatMap(({ client }, i) =>
      numbered(`m${i}`, 50).map((text) => client.send(text)),
    );
    await Promise.all(sent);
    await until("all is heard", () => near.texts.length === 100 && far.texts.length === 100);
    expect(near.texts).toEqual(far.texts);
    expect(near.texts.filter((text) => text.startsWith("m1"))).toEqual(numbered("m1", 50));
    for (const told of [near, far]) ascending(told);
  });

  test("the direct road dies in the middle of it, comes back, and nothing is lost or doubled", async () => {
    const near = await joinAs("Near", { switchboards: [] });
    const both = await joinAs("Both");
    expect(both.roads).toEqual(["direct"]);
    // Near's own road must stay: it goes to the host itself.
    near.client.setAddresses([{ address: "127.0.0.1", port: host.port }]);
    const sent: Promise<unknown>[] = [];
    const say = async (from: number, to: number) => {
      for (let i = from; i <= to; i++) {
        sent.push(near.client.send(`near ${i}`), both.client.send(`both ${i}`));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    await say(1, 50);
    const saying = say(51, 150);
    await lan.cut(true);
    await saying;
    await until("the circuit", () => both.client.road?.kind === "switchboard");
    await say(151, 200);
    await lan.open();
    const saidMore = say(201, 260);
    both.client.probe();
    await until("the direct road again", () => both.client.road?.kind === "direct");
    await saidMore;
    await Promise.all(sent);
    await until("all is heard", () => both.texts.length === 520 && near.texts.length === 520);
    expect(both.roads).toEqual(["direct", "switchboard", "direct"]);
    expect(both.texts).toEqual(near.texts);
    for (const who of ["near", "both"])
      expect(both.texts.filter((text) => text.startsWith(who))).toEqual(numbered(who, 260));
    for (const told of [near, both]) ascending(told);
  });

  test("who comes back to the circuit is brought up by the ring", async () => {
    const near = await joinAs("Near", { switchboards: [] });
    const far = await joinAs("Far", { addresses: [] });
    await near.client.send("before");
    await until("before", () => far.texts.length === 1);
    await net.cut(true);
    await until("the break", () => far.client.state.kind === "waiting");
    for (const text of numbered("meanwhile", 30)) await near.client.send(text);
    const before = await replays();
    await net.open();
    far.client.probe();
    await until("Far is back", () => far.client.state.kind === "live" && far.texts.length === 31);
    expect(await replays()).toBe(before + 1);
    expect(far.texts).toEqual(["before", ...numbered("meanwhile", 30)]);
    ascending(far);
    const last = far.events.filter((event) => event.kind === "events").slice(-1)[0];
    expect(last).toMatchObject({ live: false });
    await near.client.send("after");
    await until("after", () => far.texts.at(-1) === "after");
  });

  test("the host's program ends and begins again: both roads come back to it", async () => {
    const far = await joinAs("Far", { addresses: [] });
    await far.client.send("one");
    await host.close();
    await until("the end of the trunk", () => far.client.state.kind === "waiting");
    const queued = far.client.send("two");
    host = await openHost({ home: join(home, "host"), bind: "127.0.0.1", port: 0, advertise: false });
    room = await host.openRoom({ name: "Kitchen", owner });
    await queued;
    await until("two", () => far.texts.length === 2);
    expect(far.texts).toEqual(["one", "two"]);
    ascending(far);
  });
});

describe("finding it", () => {
  test("the directory lists it, and its link leads in", async () => {
    const url = `http://127.0.0.1:${net.port}`;
    const { rooms } = await listRooms(url);
    expect(rooms).toMatchObject([{ name: "Kitchen", by: "Olga", claimed: true, online: true }]);
    expect(rooms[0]?.target).toMatchObject({ id: room.id, addresses: [], switchboards: [url] });
    const link = room.switchboards()[0]!.link;
    expect(await locate(link, memoryStore())).toMatchObject({ id: room.id, keys: room.keys });
    const client = await joinRoom(link, { name: "Guest", store: memoryStore() });
    clients.push(client);
    expect(client.road).toEqual({ kind: "switchboard", url: switchboard.url });
    expect(await client.send("hello")).toEqual({ seq: 2 });
  });

  test("a room that is joined by its link only: no list shows it, and a newcomer finds it by the link", async () => {
    const secret = await host.openRoom({
      name: "Cellar",
      owner,
      unlisted: true,
      switchboards: [{ url: switchboard.url }],
    });
    await until("the trunk", () => secret.switchboards()[0]?.state === "unlisted");
    const { rooms } = await listRooms(switchboard.url);
    expect(rooms.map(({ name }) => name)).toEqual(["Kitchen"]);
    const link = secret.switchboards()[0]!.link;
    expect(link).toMatch(/#[a-z2-7]{32}\.[\w-]{22}$/);
    const client = await joinRoom(link, { name: "Guest", store: memoryStore() });
    clients.push(client);
    expect([client.room?.name, client.road?.kind]).toEqual(["Cellar", "switchboard"]);
    const target = { id: secret.id, keys: secret.keys, addresses: [], switchboards: [switchboard.url] };
    const refused = joinRoom(target, { name: "Eve", store: memoryStore() });
    await expect(refused).rejects.toMatchObject({ code: "TOKEN_REQUIRED" });
  });
});
