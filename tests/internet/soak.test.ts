/** 200 rooms, people who come, speak and go, for a while: nothing is left of them in host or switchboard. SOAK_SECONDS
 *  (8) says how long. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryStore, nodeParts, RoomClient, type RoomTarget } from "@partyline/client";
import { decodeHostPublicKeys } from "@partyline/secure";
import { type HostProcess, spawnHere } from "@partyline/testkit";
import { afterAll, expect, test } from "vitest";
import type { Footprint } from "./fixtures/footprint.ts";
import { SwitchboardProcess } from "./fixtures/switchboard.ts";

const SECONDS = Number(process.env.SOAK_SECONDS ?? 8);
const ROOMS = { hosts: 4, rooms: 50 };
/** How many come and go at once, and how many different people there are to a room. */
const [AT_ONCE, PEOPLE] = [12, 2];
const KiB = 1024;
const MiB = 1024 * KiB;

const HOSTS = fileURLToPath(new URL("./fixtures/hosts-program.ts", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "partyline-soak-"));
let board: SwitchboardProcess | undefined;
let hosts: HostProcess | undefined;

afterAll(async () => {
  hosts?.write("close\n");
  await hosts?.exit;
  await board?.close();
  board?.forget();
  rmSync(home, { recursive: true, force: true });
});

async function footprintOf(program: HostProcess): Promise<Footprint & { here: number }> {
  const from = program.stdout.lines.length;
  program.write("footprint\n");
  const line = await program.stdout.waitFor((text) => text.includes('"footprint"'), { from });
  return JSON.parse(line) as Footprint & { here: number };
}

interface Looked {
  board: Awaited<ReturnType<SwitchboardProcess["census"]>>;
  hosts: Footprint & { here: number };
}

/** Comes, says one thing, goes. */
async function visit(target: RoomTarget, name: string, store: ReturnType<typeof memoryStore>): Promise<void> {
  const client = new RoomClient({
    target,
    store,
    name,
    ...nodeParts,
  });
  const live = new Promise<void>((resolve, reject) => {
    client.on((event) => {
      if (event.kind === "state" && event.state.kind === "live") resolve();
      if (event.kind === "state" && event.state.kind === "ended") reject(new Error(event.state.code));
    });
  });
  client.start();
  await live;
  await client.send(`${name} was here`);
  await client.close();
}

test(`nothing leaks in ${SECONDS} s of coming and going in 200 rooms`, {
  timeout: (SECONDS + 60) * 1_000,
}, async () => {
  board = await SwitchboardProcess.start(
    { spawn: spawnHere },
    { host: "127.0.0.1", port: 0, limits: { connects: { burst: 100_000, perSecond: 10_000 } } },
  );
  const url = `http://127.0.0.1:${board.port}`;
  hosts = spawnHere(process.execPath, [HOSTS, JSON.stringify({ home, url, ...ROOMS })]);
  const line = await hosts.stdout.waitFor((text) => text.includes('"open"'), { deadline: 30_000 });
  const { rooms } = JSON.parse(line) as { rooms: { id: string; keys: string }[] };
  const people = Array.from({ length: PEOPLE }, (_, p) =>
    rooms.map(({ id, keys }) => {
      const target = { id, keys: decodeHostPublicKeys(keys), addresses: [], switchboards: [url] };
      return { target, name: `Person ${p}`, store: memoryStore() };
    }),
  ).flat();

  let visits = 0;
  const run = async (seconds: number) => {
    const end = performance.now() + seconds * 1_000;
    const one = async () => {
      while (performance.now() < end) {
        const person = people[visits++ % people.length]!;
        await visit(person.target, person.name, person.store);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  };
  // Whoever has left may still be saying goodbye: a socket for each trunk stays, and one for the test's own.
  const busy = ({ board: { census, resources }, hosts: { here } }: Looked) =>
    census.circuits + here > 0 || (resources.TCPSocketWrap ?? 0) > ROOMS.hosts + 1;
  const look = async () => {
    const at = { board: await board!.census(), hosts: await footprintOf(hosts!) };
    for (let tries = 0; busy(at) && tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      Object.assign(at, { board: await board!.census(), hosts: await footprintOf(hosts!) });
    }
    return at;
  };

  // Whoever comes first is new to the room, and code is not compiled yet.
  await run(SECONDS * 0.4);
  const before = await look();
  const first = visits;
  await run(SECONDS * 0.6);
  const after = await look();
  const count = visits - first;

  const { trunks, rooms: open, circuits, admitted, waitingDown, waitingUp } = after.board.census;
  expect({ trunks, open, circuits, admitted }).toEqual({
    trunks: ROOMS.hosts,
    open: 200,
    circuits: 0,
    admitted: 0,
  });
  expect([waitingDown, waitingUp, after.hosts.here]).toEqual([0, 0, 0]);
  for (const who of ["board", "hosts"] as const) {
    // One or two may still be saying goodbye.
    const sockets = ({ resources }: Footprint) => resources.TCPSocketWrap ?? 0;
    expect(sockets(after[who])).toBeLessThanOrEqual(sockets(before[who]) + 2);
    const timers = ({ resources }: Footprint) => resources.Timeout ?? 0;
    expect(timers(after[who])).toBeLessThanOrEqual(timers(before[who]) + 20);
  }
  // A ring keeps its batches for 5 minutes, and a room its log: what grows beyond these is a leak.
  const grown = (who: "board" | "hosts") =>
    after[who].heap + after[who].buffers - before[who].heap - before[who].buffers;
  const ring = after.board.census.ringBytes - before.board.census.ringBytes;
  const figures = [visits, count, grown("board"), ring, grown("hosts")].join(", ");
  console.log(
    `visits, of these measured, growth of the switchboard, of its rings, of the hosts (bytes): ${figures}`,
  );
  expect(count).toBeGreaterThan(20);
  expect(grown("board") - ring).toBeLessThan(2 * MiB + count * 0.5 * KiB);
  expect(grown("hosts")).toBeLessThan(3 * MiB + count * 4 * KiB);
});
