/** A client, a scripted host and a clock by hand, anew for each test. */
import type { Command } from "@partyline/protocol";
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock } from "@partyline/testkit";
import { afterEach, beforeEach, expect } from "vitest";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import type { ClientEvent } from "../../src/events.ts";
import type { RoomClientOptions } from "../../src/options.ts";
import type { Store } from "../../src/ports/store.ts";
import { RoomClient } from "../../src/room-client.ts";
import { ScriptedHost } from "../scripted-host.ts";

export let clock: FakeClock;
export let host: ScriptedHost;
export let store: Store;
/** What all clients of the test said, in order. */
export let told: ClientEvent[];
let clients: RoomClient[];

beforeEach(() => {
  clock = new FakeClock();
  host = new ScriptedHost(clock);
  store = memoryStore();
  told = [];
  clients = [];
});

afterEach(async () => {
  for (const client of clients) await client.close();
  expect(clock.waiting, "timers that nobody cancelled").toBe(0);
});

export function makeClient(options: Partial<RoomClientOptions> = {}): RoomClient {
  const { target, dial } = host;
  const client = new RoomClient({
    target,
    store,
    name: "Ben",
    dial,
    clock,
    provider: nodeProvider,
    random: () => 0.999,
    ...options,
  });
  client.on((event) => told.push(event));
  clients.push(client);
  return client;
}

export async function joined(options: Partial<RoomClientOptions> = {}): Promise<RoomClient> {
  const client = makeClient(options);
  client.start();
  await host.flush();
  return client;
}

/** Lets time pass, with everything that moves in it. */
export async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    await clock.advance(Math.min(250, left));
    await host.flush();
  }
}

export const texts = () =>
  told.flatMap((event) =>
    event.kind === "events" ? event.events.map((e) => (e.kind === "message" ? e.text : e.kind)) : [],
  );
export const sends = (): number[] =>
  host.connections.flatMap(({ received }) => received.flatMap((c) => (c.type === "send" ? [c.n] : [])));
export const fetches = (): Extract<Command, { type: "fetch" }>[] =>
  host.connections.flatMap(({ received }) => received.filter((c) => c.type === "fetch"));
export const states = () => told.flatMap((event) => (event.kind === "state" ? [event.state.kind] : []));
export const count = (most: number) => Array.from({ length: most }, (_, i) => `m${i + 1}`);
