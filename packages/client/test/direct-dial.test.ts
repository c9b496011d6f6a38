import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "@partyline/protocol";
import { FakeClock } from "@partyline/testkit";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { directDial, socketUrl } from "../src/adapters/direct-dial.ts";
import { openNodeSocket } from "../src/adapters/node-socket.ts";
import type { Socket } from "../src/adapters/socket-race.ts";
import type { RoomTarget } from "../src/ports/link.ts";

const ID = "a".repeat(32);
const keys = { sign: new Uint8Array(32), noise: new Uint8Array(32) };
const target = (...addresses: RoomTarget["addresses"][number][]): RoomTarget => ({ id: ID, keys, addresses });

test("puts IPv6 in brackets and leaves out its zone, which no URL may have", () => {
  expect(socketUrl(ID, { address: "10.0.0.1", port: 1 })).toBe(`ws://10.0.0.1:1/r/${ID}`);
  const url = socketUrl(ID, { address: "fe80::1%eth0", port: 2525 });
  expect(url).toBe(`ws://[fe80::1]:2525/r/${ID}`);
  expect(URL.canParse(url)).toBe(true);
});

describe("a race of addresses", () => {
  class FakeSocket implements Socket {
    binaryType = "blob";
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    onerror: (() => void) | null = null;
    bufferedAmount = 0;
    closed = 0;
    readonly url: string;
    constructor(url: string) {
      this.url = url;
    }
    send(): void {}
    close(): void {
      this.closed++;
    }
  }

  function race(...ports: number[]) {
    const clock = new FakeClock();
    const sockets: FakeSocket[] = [];
    const told: string[] = [];
    const dial = directDial(clock, (url) => {
      if (url.includes(":666/")) throw new SyntaxError("no");
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    });
    const link = dial(target(...ports.map((port) => ({ address: "10.0.0.1", port }))), {
      open: () => told.push("open"),
      message: (frame) => told.push(`message ${frame.length}`),
      closed: (code) => told.push(`closed ${code}`),
    });
    return { clock, sockets, told, link };
  }

  test("starts the next after 250 ms or at once after a failure, and the first to open wins", async () => {
    const { clock, sockets, told, link } = race(1, 2, 3);
    expect(sockets).toHaveLength(0);
    await clock.advance(0);
    expect(sockets).toHaveLength(1);
    await clock.advance(249);
    expect(sockets).toHaveLength(1);
    await clock.advance(1);
    expect(sockets).toHaveLength(2);
    sockets[0]!.onclose!({ code: 1006 });
    expect(sockets).toHaveLength(3);
    sockets[2]!.onopen!();
    expect(sockets.map(({ closed }) => closed)).toEqual([1, 1, 0]);
    sockets[2]!.onmessage!({ data: new ArrayBuffer(5) });
    sockets[2]!.onclose!({ code: 4008 });
    link.close();
    expect(told).toEqual(["open", "message 5", "closed 4008"]);
    expect(clock.waiting).toBe(0);
  });

  test("fails once when all have failed, with addresses that no URL can hold counted among them", async () => {
    const { clock, sockets, told } = race(666, 2);
    await clock.advance(0);
    expect(sockets.map(({ url }) => url)).toEqual([`ws://10.0.0.1:2/r/${ID}`]);
    await clock.advance(10_000);
    expect(told).toEqual(["closed 1006"]);
    expect(sockets[0]!.closed).toBe(1);
    expect(clock.waiting).toBe(0);
  });

  test("has no one to ask without addresses", async () => {
    const { clock, told } = race();
    await clock.advance(0);
    expect(told).toEqual(["closed 1006"]);
  });

  test("parts from a host that sends text", async () => {
    const { clock, sockets, told } = race(1);
    await clock.advance(0);
    sockets[0]!.onopen!();
    sockets[0]!.onmessage!({ data: "hello" });
    expect(told).toEqual(["open", "closed 4005"]);
  });
});

describe("over real sockets", () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  });

  test("carries frames both ways past a dead address, and tells the close code", async () => {
    const server = createServer();
    servers.push(server);
    const sockets = new WebSocketServer({ server });
    sockets.on("connection", (socket, request) => {
      expect(request.headers["sec-websocket-extensions"]).toBeUndefined();
      socket.on("message", (data) => {
        socket.send(data);
        socket.close(4003);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const told: string[] = [];
    await new Promise<void>((resolve) => {
      const link = directDial(systemClock, openNodeSocket)(
        target({ address: "127.0.0.1", port: 1 }, { address: "127.0.0.1", port }),
        {
          open: () => link.send(new Uint8Array([1, 2, 3])),
          message: (frame) => told.push(`message ${[...frame]}`),
          closed: (code) => {
            told.push(`closed ${code}`);
            resolve();
          },
        },
      );
    });
    expect(told).toEqual(["message 1,2,3", "closed 4003"]);
  });

  test("reaches a link-local address by its zone where there is one", async (context) => {
    const { networkInterfaces } = await import("node:os");
    const local = Object.entries(networkInterfaces())
      .flatMap(([zone, all]) => (all ?? []).map(({ address }) => ({ address, zone })))
      .find(({ address }) => address.startsWith("fe80:"));
    if (!local) return context.skip("no link-local address on this machine");
    const server = createServer();
    servers.push(server);
    new WebSocketServer({ server }).on("connection", (socket) => socket.close(4003));
    await new Promise<void>((resolve) => server.listen(0, "::", resolve));
    const { port } = server.address() as AddressInfo;
    const code = await new Promise<number>((resolve) => {
      directDial(systemClock, openNodeSocket)(target({ address: `${local.address}%${local.zone}`, port }), {
        open: () => {},
        message: () => {},
        closed: resolve,
      });
    });
    expect(code).toBe(4003);
  });
});
