/** People who come to a host's rooms by either road, talk or are silent, leave, lose their road or are turned away, for as
 *  long as this runs. Arguments: how many at once, the switchboard's port, and what the host's program is ready with. */
import { randomInt } from "node:crypto";
import { get } from "node:http";
import { connect } from "node:net";
import { memoryStore, nodeParts, RoomClient, type RoomTarget } from "@partyline/client";
import { systemClock } from "@partyline/protocol";
import { decodeHostPublicKeys } from "@partyline/secure";
import type { ChurnHost, ChurnRoom } from "./churn-host-program.ts";
import { serveBench } from "./processes.ts";
import { Way } from "./way.ts";

/** People who come again and again; everybody else comes once. */
const REGULARS = 150;
/** One visit in so many is somebody new: a room takes 10,000 people in all. */
const NEW_IN = 8;

const [, , atOnce = "24", boardPort = "", told = "{}"] = process.argv;
const host = JSON.parse(told) as ChurnHost;
/** Roads that break for everybody on them, every now and then. */
const ways = { host: await Way.to(host.port), board: await Way.to(Number(boardPort)) };

const counts = { visits: 0, said: 0, refused: 0, cuts: 0, requests: 0, late: 0 };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const chance = (probability: number) => Math.random() < probability;
const pick = <T>(of: readonly T[]): T => of[randomInt(of.length)]!;

const regulars = Array.from({ length: REGULARS }, (_, i) => ({
  name: `Regular ${i}`,
  stores: new Map(host.rooms.map(({ id }) => [id, memoryStore()])),
}));
/** One seat in a room is one connection: nobody sits twice at once. */
const seated = new Set<string>();

function targetOf({ id, keys }: ChurnRoom, direct: boolean): RoomTarget {
  const road = direct
    ? { addresses: [{ address: "127.0.0.1", port: ways.host.port }] }
    : { addresses: [], switchboards: [`http://127.0.0.1:${ways.board.port}`] };
  return { id, keys: decodeHostPublicKeys(keys), ...road };
}

async function visit(): Promise<void> {
  const room = pick(host.rooms);
  const regular = chance(1 / NEW_IN) ? undefined : pick(regulars);
  const seat = `${regular?.name} ${room.id}`;
  if (regular && seated.has(seat)) return;
  if (regular) seated.add(seat);
  counts.visits += 1;
  const password = room.password && chance(0.1) ? "wrong" : room.password;
  const client = new RoomClient({
    target: targetOf(room, chance(0.5)),
    store: regular?.stores.get(room.id) ?? memoryStore(),
    name: regular?.name ?? `Guest ${process.pid} ${counts.visits}`,
    password: async () => password,
    ...nodeParts,
  });
  const isLive = new Promise<boolean>((resolve) => {
    const cancel = systemClock.after(20_000, () => resolve(false));
    client.on((event) => {
      if (event.kind !== "state" || (event.state.kind !== "live" && event.state.kind !== "ended")) return;
      cancel();
      resolve(event.state.kind === "live");
    });
  });
  client.start();
  if (await isLive) {
    const words = chance(0.2) ? 0 : randomInt(1, 6);
    for (let i = 0; i < words; i++) {
      client.setTyping(true);
      counts.said += 1;
      client.send(`word ${i} `.repeat(chance(0.05) ? 500 : 4)).catch(() => {});
      await pause(randomInt(10, 400));
    }
    if (chance(0.2)) await client.members().catch(() => {});
    if (chance(0.1)) await client.history(1_000_000, 100).catch(() => {});
    await pause(randomInt(0, 1_500));
  } else if (client.state.kind === "ended") counts.refused += 1;
  else counts.late += 1;
  await client.close();
  seated.delete(seat);
}

/** A page or a list, from one of many addresses. */
function request(): Promise<void> {
  counts.requests += 1;
  const [port, path] = pick([
    [host.port, "/"],
    [host.port, "/.well-known/partyline"],
    [Number(boardPort), "/"],
    [Number(boardPort), "/v1/rooms"],
    [Number(boardPort), "/healthz"],
    [Number(boardPort), "/r/Kitchen"],
  ] as const);
  const localAddress = `127.${randomInt(1, 255)}.${randomInt(255)}.${randomInt(1, 255)}`;
  return new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, path, localAddress, agent: false }, (answer) => {
      answer.resume().on("close", () => resolve());
    });
    asked.on("error", () => resolve());
  });
}

/** Bytes that mean nothing, or a connection that says nothing. */
function nonsense(): Promise<void> {
  return new Promise((resolve) => {
    const localAddress = `127.${randomInt(1, 255)}.${randomInt(255)}.${randomInt(1, 255)}`;
    const port = pick([host.port, Number(boardPort)]);
    const socket = connect({ host: "127.0.0.1", port, localAddress }, () => {
      if (chance(0.7)) socket.write(Buffer.from("GET /v1/trunk HTTP/1.1\r\nHost: x\r\n\r\n\0\u0001rubbish"));
    });
    const over = () => socket.destroy();
    socket.on("error", () => {}).on("close", () => resolve());
    socket.resume();
    setTimeout(over, 1_000);
  });
}

const forEver = async (what: () => Promise<unknown>, restMs: () => number) => {
  for (;;) {
    await what();
    await pause(restMs());
  }
};
for (let i = 0; i < Number(atOnce); i++) void forEver(visit, () => randomInt(50, 800));
for (let i = 0; i < 2; i++) void forEver(request, () => randomInt(50, 300));
void forEver(nonsense, () => randomInt(200, 800));
void forEver(
  async () => {
    const way = pick([ways.host, ways.board]);
    counts.cuts += 1;
    way.cut();
    await pause(300);
    way.release();
  },
  () => randomInt(5_000, 15_000),
);

serveBench("ready", () => counts);
