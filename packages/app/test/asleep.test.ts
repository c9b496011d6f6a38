/** A room whose host is not at the switchboard: what the person reads, by a real switchboard without hosts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore, nodeDial, RoomClient, type RoomTarget } from "@partyline/client";
import type { Clock } from "@partyline/protocol";
import { generateHostKeys, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { openSwitchboard } from "@partyline/switchboard";
import { expect, onTestFinished, test } from "vitest";
import { tellConnection, untilLive } from "../src/session.ts";

/** Waits take a tenth of their time. */
const quick: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now() * 10,
  after(ms, task) {
    const timer = setTimeout(task, ms / 10);
    return () => clearTimeout(timer);
  },
};

async function asleep() {
  const home = mkdtempSync(join(tmpdir(), "partyline-asleep-"));
  const board = await openSwitchboard({
    home,
    host: "127.0.0.1",
    port: 0,
    metrics: null,
  });
  const keys = publicKeysOf(generateHostKeys(nodeProvider));
  const target: RoomTarget = {
    id: roomIdOf(nodeProvider, keys),
    keys,
    addresses: [],
    switchboards: [board.url],
  };
  const store = memoryStore();
  const client = new RoomClient({
    target,
    store,
    name: "Anna",
    dial: nodeDial,
    clock: quick,
    provider: nodeProvider,
    random: Math.random,
  });
  onTestFinished(async () => {
    await client.close();
    await board.close({ windowSeconds: 0 });
    rmSync(home, { recursive: true, force: true });
  });
  return { client, store, target };
}

test("R8.5 while it goes on trying: why, and what happens next, said once", async () => {
  const { client } = await asleep();
  const notes: string[] = [];
  tellConnection(client, (text) => notes.push(text));
  let tries = 0;
  const tried = new Promise<void>((resolve) =>
    client.on((event) => {
      if (event.kind === "state" && event.state.kind === "waiting" && ++tries === 2) resolve();
    }),
  );
  client.start();
  await tried;
  expect(notes).toEqual([expect.stringMatching(/host is not connected.*tried again by itself.*kept/)]);
});

test("a room that is joined for the first time is given up, with what to do", async () => {
  const { client, store, target } = await asleep();
  const joining = untilLive({ client, store, target, close: async () => {} }, new AbortController().signal, {
    patienceMs: 500,
  });
  await expect(joining).rejects.toMatchObject({
    code: "OFFLINE",
    message: expect.stringMatching(/host is not connected.*not joined.*Try again/),
  });
});
