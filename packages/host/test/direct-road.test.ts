/** Direct sockets, on the loopback: what is written, to whom, and who is cut. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { systemClock } from "@partyline/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type HostLimits, LIMITS } from "../src/limits.ts";
import { DirectLink, DirectRoad, frameMessage } from "../src/listeners/direct/direct-road.ts";

describe("frameMessage (RFC 6455, 5.2)", () => {
  test.each([
    [0, "8200"],
    [1, "8201"],
    [125, "827d"],
    [126, "827e007e"],
    [65_535, "827effff"],
    [65_536, "827f0000000000010000"],
  ])("%i bytes", (length, header) => {
    const payload = new Uint8Array(length).map((_, i) => i);
    const frame = frameMessage(payload);
    expect(frame.subarray(0, header.length / 2).toString("hex")).toBe(header);
    expect(Buffer.compare(frame.subarray(header.length / 2), payload)).toBe(0);
  });
});

describe("sockets", () => {
  let server: Server;
  let port: number;
  let arrive: (link: DirectLink, socket: Socket, webSocket: WebSocket) => void;
  let limits: HostLimits;
  const clients: { destroy(): void }[] = [];

  beforeEach(async () => {
    limits = LIMITS;
    server = createServer();
    const webSockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket: Socket, head) =>
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on("error", () => {});
        arrive(new DirectLink(webSocket, socket, systemClock, limits), socket, webSocket);
      }),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const arrival = () =>
    new Promise<{ link: DirectLink; socket: Socket; webSocket: WebSocket }>((resolve) => {
      arrive = (link, socket, webSocket) => resolve({ link, socket, webSocket });
    });

  /** A member whose messages are counted. */
  async function reader() {
    const arrived = arrival();
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}/`);
    clients.push({ destroy: () => webSocket.terminate() });
    const messages: Buffer[] = [];
    let wake = () => {};
    webSocket.on("message", (data: Buffer) => {
      messages.push(data);
      wake();
    });
    const until = async (count: number) => {
      while (messages.length < count) await new Promise<void>((resolve) => (wake = resolve));
    };
    const closed = once(webSocket, "close").then(([code, reason]) => [code, String(reason)]);
    await once(webSocket, "open");
    return { ...(await arrived), peer: webSocket, messages, until, closed };
  }

  /** A member that asks for the upgrade and then never reads again. */
  async function frozen() {
    const arrived = arrival();
    const socket = connect(port, "127.0.0.1");
    clients.push(socket);
    socket.on("error", () => {});
    const key = Buffer.alloc(16).toString("base64");
    socket.write(
      `GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    await once(socket, "readable");
    return { ...(await arrived), raw: socket };
  }

  test("one batch is one buffer, whoever it goes to", async () => {
    const road = new DirectRoad();
    const members = [await reader(), await reader()];
    const written: unknown[] = [];
    for (const { link, socket } of members) {
      road.admit(link);
      const write = socket.write.bind(socket) as (data: unknown) => boolean;
      socket.write = ((data: unknown) => {
        written.push(data);
        return write(data);
      }) as never;
    }
    road.cast(Uint8Array.of(1, 2, 3));
    await Promise.all(members.map(({ until }) => until(1)));
    expect(written).toHaveLength(2);
    expect(written[0]).toBe(written[1]);
    expect(members.map(({ messages }) => [...messages[0]!])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test("P4.14 a frozen reader is cut at its limit; the others miss nothing and wait for nobody", async () => {
    limits = { ...LIMITS, cutMs: 50 };
    const road = new DirectRoad();
    const stuck = await frozen();
    const fine = await reader();
    for (const { link } of [stuck, fine]) road.admit(link);
    const cut = once(stuck.webSocket, "close");
    const expected = createHash("sha256");
    const got = createHash("sha256");
    let sent = 0;
    // What the kernel takes for a socket that nobody reads is some MB; then the queue in here begins.
    while (stuck.webSocket.readyState === WebSocket.OPEN) {
      const frame = new Uint8Array(60_000).fill(sent);
      expected.update(frame);
      road.cast(frame);
      sent += 1;
      expect(stuck.socket.writableLength).toBeLessThan(LIMITS.behindBytes + 2 * 60_020);
      await fine.until(sent);
      await new Promise((resolve) => setImmediate(resolve));
      expect(sent).toBeLessThan(5_000);
    }
    await cut;
    for (const message of fine.messages) got.update(message);
    expect(got.digest("hex")).toBe(expected.digest("hex"));
    expect(stuck.socket.destroyed).toBe(true);
    expect(fine.webSocket.readyState).toBe(WebSocket.OPEN);
  });

  test("P4.14 a reader that is cut and reads again in time learns that it should resume", async () => {
    limits = { ...LIMITS, behindFrames: 0 };
    const late = await reader();
    late.peer.pause();
    while (late.webSocket.readyState === WebSocket.OPEN) late.link.send(new Uint8Array(60_000));
    late.peer.resume();
    expect(await late.closed).toEqual([4008, "RESUME"]);
  });

  test("a reader that is behind for too many frames is cut, however small they are", async () => {
    limits = { ...LIMITS, behindFrames: 3, cutMs: 50 };
    const { link, socket, webSocket } = await frozen();
    while (!socket.writableNeedDrain) link.send(new Uint8Array(60_000));
    const cut = once(webSocket, "close");
    for (let i = 0; i < 3; i++) link.send(new Uint8Array(1));
    await cut;
    expect(socket.destroyed).toBe(true);
  });

  test("a peer that answers no ping is cut by the next; one that does stays", async () => {
    const silent = await frozen();
    const fine = await reader();
    const cut = once(silent.webSocket, "close");
    fine.webSocket.on("pong", () => {
      fine.link.heard = true;
    });
    const pong = once(fine.webSocket, "pong");
    for (const { link } of [silent, fine]) link.ping();
    await pong;
    for (const { link } of [silent, fine]) link.ping();
    await cut;
    expect(fine.webSocket.readyState).toBe(WebSocket.OPEN);
  });

  test("an end carries its close code, and one that is paused ends like any other", async () => {
    const fine = await reader();
    fine.link.close("KICKED");
    expect(await fine.closed).toEqual([4001, "KICKED"]);
    const paused = await reader();
    const gone = once(paused.webSocket, "close");
    paused.link.pause(3_600_000);
    paused.link.close("SHUTDOWN");
    paused.link.close("SHUTDOWN");
    expect(await paused.closed).toEqual([4003, "SHUTDOWN"]);
    await gone;
  });

  test("a pause reads nothing and loses nothing", async () => {
    const { link, peer, webSocket } = await reader();
    const got: number[] = [];
    let wake = () => {};
    webSocket.on("message", (data: Buffer) => {
      got.push(data[0]!);
      wake();
    });
    link.pause(30);
    const from = systemClock.monotonic();
    for (let i = 0; i < 10; i++) peer.send(Uint8Array.of(i));
    while (got.length < 10) await new Promise<void>((resolve) => (wake = resolve));
    expect(got).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(systemClock.monotonic() - from).toBeGreaterThan(25);
  });
});
