/** Those who connect and ask for nothing, ask slowly, or do not read the answer: real sockets, and a patience of 0.3 s. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { keysOf } from "./keys.ts";
import { client, LiveHost, live } from "./live.ts";

const OPENSSL = "openssl";
const room = keysOf("room");
/** All of 127.0.0.0/8 is this machine. */
const ATTACKER = "127.0.0.66";

interface Bare {
  readonly socket: Socket;
  /** What was heard until the other side had enough. */
  readonly end: Promise<string>;
  readonly ended: boolean;
}

function bare(port: number, said = "", localAddress = ATTACKER): Bare {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  onTestFinished(() => void socket.destroy());
  let heard = "";
  let ended = false;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    heard += data;
  });
  const end = new Promise<string>((resolve) =>
    socket.on("close", () => {
      ended = true;
      resolve(heard);
    }),
  );
  if (said !== "") socket.write(said);
  return {
    socket,
    end,
    get ended() {
      return ended;
    },
  };
}

const about = "GET /v1/about HTTP/1.1\r\nHost: x\r\n\r\n";
/** Resolves once somebody else of that address is let in. */
async function placeFor(port: number): Promise<void> {
  for (;;) {
    const next = bare(port, about);
    if (await Promise.race([answered(next).then(() => true), next.end.then(() => false)])) return;
  }
}
const answered = (one: Bare) => new Promise((resolve) => one.socket.once("data", resolve));

describe("R7.2 before the upgrade", () => {
  test("half-open ones above the budget of their address are cut at once, and others are not touched", async () => {
    const { port } = await live({ limits: { lobbyPerAddress: 20, requestMs: 60_000 } });
    const flood = Array.from({ length: 30 }, () => bare(port));
    await Promise.all(flood.slice(20).map(({ end }) => end));
    expect(flood.filter(({ ended }) => ended)).toHaveLength(10);
    const honest = bare(port, about, "127.0.0.1");
    await answered(honest);
    const host = new LiveHost(port);
    await host.register(room);
    // A place that is given back is there for the next.
    flood[0]?.socket.destroy();
    await placeFor(port);
  });

  test("and above the budget of all, which takes no place from WebSockets", async () => {
    const { port } = await live({ limits: { lobby: 20, requestMs: 60_000 } });
    const host = new LiveHost(port);
    await host.register(room);
    const flood = Array.from({ length: 30 }, (_, i) => bare(port, "", `127.0.1.${i + 1}`));
    await Promise.all(flood.slice(20).map(({ end }) => end));
    expect(flood.filter(({ ended }) => ended)).toHaveLength(10);
    host.cast(1, 1, 1, Buffer.from("x"));
    await new Promise((resolve) => {
      host.socket.once("pong", resolve);
      host.socket.ping();
    });
  });

  test("behind a proxy, whose address all have, only the budget of all counts", async () => {
    const { port } = await live({ trustProxy: 1, limits: { lobbyPerAddress: 2, requestMs: 60_000 } });
    const many = Array.from({ length: 10 }, () => bare(port, about));
    await Promise.all(many.map(answered));
    expect(many.filter(({ ended }) => ended)).toEqual([]);
  });

  test("a WebSocket is no longer one of them", async () => {
    const { port } = await live({ limits: { lobbyPerAddress: 3 } });
    const host = new LiveHost(port);
    await host.register(room);
    for (let i = 0; i < 8; i++) {
      const guest = await client(port, room).opened();
      guest.send(Buffer.from("hello"));
      await host.admitNext(i);
    }
  });

  test("nor is one over TLS, and who connects and shakes no hands is cut and timed out all the same", async () => {
    const folder = mkdtempSync(join(tmpdir(), "partyline-tls-"));
    const tls = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
    const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=board";
    execFileSync(OPENSSL, [...words.split(" "), "-keyout", tls.key, "-out", tls.cert], { stdio: "ignore" });
    const { port } = await live({ tls, limits: { lobbyPerAddress: 2, requestMs: 1_000 } });
    for (let i = 0; i < 5; i++) {
      const socket = new WebSocket(`wss://127.0.0.1:${port}/v1/trunk`, { rejectUnauthorized: false });
      onTestFinished(() => socket.terminate());
      await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    }
    const flood = Array.from({ length: 3 }, () => bare(port));
    await Promise.race(flood.map(({ end }) => end));
    expect(flood.filter(({ ended }) => ended)).toHaveLength(1);
    await Promise.all(flood.map(({ end }) => end));
  });

  test("who says nothing, half a request, or one byte after the other is ended; a WebSocket is not", async () => {
    const { port } = await live({ limits: { requestMs: 300 } });
    const host = new LiveHost(port);
    await host.register(room);
    const slow = bare(port, "GET /v1/about HTTP/1.1\r\n");
    const drip = setInterval(() => slow.socket.write("X-A: b\r\n"), 50);
    onTestFinished(() => clearInterval(drip));
    const half = [
      bare(port),
      bare(port, "GET /v1/ab"),
      bare(port, "GET /v1/r/x HTTP/1.1\r\nUpgrade: web"),
      slow,
    ];
    const heard = await Promise.all(half.map(({ end }) => end));
    for (const text of heard) expect(text).toMatch(/^$|^HTTP\/1.1 408 /);
    // Between two requests.
    const idle = bare(port, about);
    await answered(idle);
    await idle.end;
    expect(host.closed).toBeUndefined();
  });

  test("who does not read the answer is ended", async () => {
    const pages = mkdtempSync(join(tmpdir(), "partyline-pages-"));
    mkdirSync(join(pages, "assets"));
    writeFileSync(join(pages, "index.html"), "<!doctype html><title>Rooms</title>");
    writeFileSync(join(pages, "assets", "index-0123abcd.js"), Buffer.alloc(2 * 1024 * 1024, " "));
    const { port } = await live({ pages, limits: { requestMs: 200, lobbyPerAddress: 1 } });
    // More than the buffers of both ends hold.
    const one = bare(port, "GET /assets/index-0123abcd.js HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));
    await answered(one);
    one.socket.pause();
    await placeFor(port);
    expect(one.ended).toBe(false);
  });
});
