/** Those who connect to a host and ask for nothing, or ask slowly: real sockets, and little patience. */
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { expect, onTestFinished, test } from "vitest";
import { type Host, type HostOptions, openHost } from "../src/index.ts";
import { LIMITS } from "../src/limits.ts";
import { Talker } from "./talker.ts";

const seed = new Uint8Array(32).fill(5);
const owner = { name: "Olga", key: (id: string) => memberKeyFor(nodeProvider, seed, id).public };
/** All of 127.0.0.0/8 is this machine. */
const ATTACKER = "127.0.0.66";
const ask = "GET /.well-known/partyline HTTP/1.1\r\nHost: x\r\n\r\n";

async function start(limits: HostOptions["limits"]): Promise<Host> {
  const home = await mkdtemp(join(tmpdir(), "partyline-lobby-"));
  const host = await openHost({
    home,
    port: 0,
    bind: "127.0.0.1",
    advertise: false,
    limits: { ...LIMITS, ...limits },
  });
  onTestFinished(async () => {
    await host.close();
    await rm(home, { recursive: true, force: true });
  });
  return host;
}

function bare({ port }: Host, said = "", localAddress = ATTACKER) {
  const socket: Socket = connect({ port, host: "127.0.0.1", localAddress });
  onTestFinished(() => void socket.destroy());
  let heard = "";
  socket.on("error", () => {});
  const answered = new Promise<boolean>((resolve) => socket.once("data", () => resolve(true)));
  socket.on("data", (data) => {
    heard += data;
  });
  const end = new Promise<string>((resolve) => socket.on("close", () => resolve(heard)));
  if (said !== "") socket.write(said);
  return { socket, answered, end };
}

test("half-open ones above the budget of their address are cut at once; members and others are not touched", async () => {
  const host = await start({ lobbyPerAddress: 10, requestMs: 60_000 });
  const room = await host.openRoom({ name: "Tea", owner });
  const talker = await Talker.join(host, room, seed, "Olga");
  const flood = Array.from({ length: 15 }, () => bare(host));
  await Promise.all(flood.slice(10).map(({ end }) => end));
  const first = flood.slice(0, 10).map(({ socket }) => socket.readyState);
  expect(new Set(first)).toEqual(new Set(["open"]));
  expect(await bare(host, ask, "127.0.0.1").answered).toBe(true);
  // Whoever is in is a WebSocket, and no longer one of them.
  for (let i = 0; i < 12; i++) await Talker.join(host, room, nodeProvider.randomBytes(32), `Guest ${i}`);
  expect(talker).toBeDefined();
  flood[0]?.socket.destroy();
  for (;;) {
    const next = bare(host, ask);
    if (await Promise.race([next.answered, next.end.then(() => false)])) break;
  }
});

test("and above the budget of all", async () => {
  const host = await start({ lobby: 10, requestMs: 60_000 });
  const room = await host.openRoom({ name: "Tea", owner });
  await Talker.join(host, room, seed, "Olga");
  const flood = Array.from({ length: 15 }, (_, i) => bare(host, "", `127.0.1.${i + 1}`));
  await Promise.all(flood.slice(10).map(({ end }) => end));
});

test("who says nothing, half a request, or one header after the other is ended; a member is not", async () => {
  const host = await start({ requestMs: 300 });
  const room = await host.openRoom({ name: "Tea", owner });
  const talker = await Talker.join(host, room, seed, "Olga");
  const slow = bare(host, "GET /.well-known/partyline HTTP/1.1\r\n");
  const drip = setInterval(() => slow.socket.write("X-A: b\r\n"), 50);
  onTestFinished(() => clearInterval(drip));
  const half = [bare(host), bare(host, "GET /.well"), slow];
  for (const text of await Promise.all(half.map(({ end }) => end)))
    expect(text).toMatch(/^$|^HTTP\/1.1 408 /);
  const idle = bare(host, ask);
  await idle.answered;
  await idle.end;
  talker.say({ type: "send", n: 1, body: { kind: "message", text: "still here" } });
  await talker.heard("ack");
});
