/** A room that turns up on the network: a real host, a real switchboard, and what the network's list says. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore, nodeParts, RoomClient, type RoomTarget } from "@partyline/client";
import { type Host, type HostedRoom, openHost } from "@partyline/host";
import { encodeHostPublicKeys, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { openSwitchboard } from "@partyline/switchboard";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Directory, ListedRoom } from "../src/resolve.ts";
import { followAddresses } from "../src/session.ts";

const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(9), id).public,
};

/** A network whose list is empty until something is told. */
class Network implements Directory {
  searches = 0;
  #found = Promise.withResolvers<ListedRoom>();

  tell(room: ListedRoom): void {
    this.#found.resolve(room);
  }

  async *find({ signal }: { signal?: AbortSignal }): AsyncGenerator<ListedRoom> {
    this.searches += 1;
    const stopped = new Promise<undefined>((resolve) =>
      signal?.addEventListener("abort", () => resolve(undefined)),
    );
    const room = await Promise.race([this.#found.promise, stopped]);
    if (room) yield room;
  }

  async ask(): Promise<never> {
    throw new Error("nobody is asked");
  }

  // biome-ignore lint/correctness/useYield: a list that nobody reads
  async *watch(): AsyncGenerator<never> {
    throw new Error("nobody watches");
  }
}

let host: Host;
let room: HostedRoom;
let byCircuit: RoomTarget;

beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), "partyline-follow-"));
  const board = await openSwitchboard({
    home: join(home, "board"),
    host: "127.0.0.1",
    port: 0,
    metrics: null,
  });
  host = await openHost({ home: join(home, "host"), bind: "127.0.0.1", port: 0, advertise: false });
  const listed = Promise.withResolvers<void>();
  room = await host.openRoom({ name: "Kitchen", owner, switchboards: [{ url: board.url }] });
  room.on((event) => event.kind === "switchboard" && event.state === "listed" && listed.resolve());
  if (room.switchboards()[0]?.state !== "listed") await listed.promise;
  byCircuit = { id: room.id, name: "Kitchen", keys: room.keys, addresses: [], switchboards: [board.url] };
  onTestFinished(async () => {
    await host.close();
    await board.close({ windowSeconds: 0 });
    rmSync(home, { recursive: true, force: true });
  });
});

const here = (): ListedRoom => ({
  id: room.id,
  name: "Kitchen",
  password: false,
  keys: encodeHostPublicKeys(room.keys),
  addresses: [{ address: "127.0.0.1", port: host.port }],
});

function joining(target: RoomTarget) {
  const client = new RoomClient({
    target,
    store: memoryStore(),
    name: "Anna",
    ...nodeParts,
    since: { seq: 0 } as const,
  });
  const states: string[] = [];
  const network = new Network();
  client.on((event) => event.kind === "state" && states.push(event.state.kind));
  const stop = followAddresses(client, target, network);
  onTestFinished(async () => {
    stop();
    await client.close();
  });
  const live = (road: "direct" | "switchboard") =>
    new Promise<void>((resolve) => {
      const look = () => client.state.kind === "live" && client.road?.kind === road && resolve();
      client.on(look);
      look();
    });
  return { client, states, network, live };
}

test("while a switchboard carries it, it is looked for nearby, and then talked to directly", async () => {
  const { client, states, network, live } = joining(byCircuit);
  client.start();
  await live("switchboard");
  expect(network.searches).toBe(1);
  await client.send("from away");
  network.tell(here());
  await live("direct");
  // The circuit carried it to the end: nobody saw a break.
  expect(states).not.toContain("waiting");
  expect(await client.send("from nearby")).toMatchObject({ seq: 3 });
  expect(network.searches).toBe(1);
});

test("another room of the list changes nothing", async () => {
  const { client, network, live } = joining(byCircuit);
  client.start();
  await live("switchboard");
  network.tell({ ...here(), id: "a".repeat(32) });
  await client.send("one");
  expect(client.road?.kind).toBe("switchboard");
});

test("on the direct road nothing is looked for", async () => {
  const { client, network, live } = joining({ ...byCircuit, addresses: here().addresses });
  client.start();
  await live("direct");
  expect(network.searches).toBe(0);
});
