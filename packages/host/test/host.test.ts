/** A whole host on the loopback, with a data folder of its own. */
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeCommand } from "@partyline/protocol";
import { ClientChannel, decodeFrame, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  type Host,
  type HostedRoom,
  type HostOptions,
  type OpenRoomOptions,
  openHost,
} from "../src/index.ts";

const seed = new Uint8Array(32).fill(5);
const keyIn = (roomId: string) => memberKeyFor(nodeProvider, seed, roomId);
const owner = { name: "Olga", key: (roomId: string) => keyIn(roomId).public };

let home: string;
const hosts: Host[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partyline-host-"));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  await rm(home, { recursive: true, force: true });
});

async function start(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await openHost({ home, port: 0, bind: "127.0.0.1", advertise: false, ...options });
  hosts.push(host);
  return host;
}
const open = (host: Host, options: Partial<OpenRoomOptions> = {}) =>
  host.openRoom({ name: "Reading Club", owner, ...options });

const get = async (host: Host, path: string) => {
  const response = await fetch(`http://127.0.0.1:${host.port}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const listed = async (host: Host, query = "") =>
  JSON.parse((await get(host, `/.well-known/partyline${query}`)).text) as {
    partyline: number;
    rooms: unknown[];
  };

/** Dials and tells how it ended: the code of the refusal, if there was one, and of the close. */
const dial = (host: Host, path: string) =>
  new Promise<{ refused: string | undefined; code: number }>((resolve, reject) => {
    const webSocket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`);
    let refused: string | undefined;
    webSocket.on("message", (data: Buffer) => {
      const frame = decodeFrame(data);
      if (frame.kind === "refuse") refused = frame.code;
    });
    webSocket.on("close", (code) => resolve({ refused, code }));
    webSocket.on("error", reject);
  });

/** What a member who knows the room's keys makes of the frame that turns them away. */
const farewell = (host: Host, { id, keys }: HostedRoom) =>
  new Promise<{ kind: string | undefined; code: number }>((resolve, reject) => {
    const webSocket = new WebSocket(`ws://127.0.0.1:${host.port}/r/${id}`);
    const channel = new ClientChannel({
      provider: nodeProvider,
      roomId: id,
      host: keys,
      memberKey: keyIn(id),
    });
    let kind: string | undefined;
    webSocket.on("message", (data: Buffer) => {
      kind = channel.receive(new Uint8Array(data))[0]?.kind;
    });
    webSocket.on("close", (code) => resolve({ kind, code }));
    webSocket.on("error", reject);
  });

/** Joins as the owner, says `text`, and resolves with the number under which it is stored. */
const say = (host: Host, room: HostedRoom, text: string) =>
  new Promise<number | null>((resolve, reject) => {
    const webSocket = new WebSocket(`ws://127.0.0.1:${host.port}/r/${room.id}`);
    const channel = new ClientChannel({
      provider: nodeProvider,
      roomId: room.id,
      host: room.keys,
      memberKey: keyIn(room.id),
    });
    const command = (value: Parameters<typeof encodeCommand>[0]) =>
      webSocket.send(channel.seal(encodeCommand(value)));
    webSocket.on("open", () => webSocket.send(channel.start()));
    webSocket.on("error", reject);
    webSocket.on("message", (data: Buffer) => {
      for (const event of channel.receive(new Uint8Array(data))) {
        if (event.kind === "reply") webSocket.send(event.frame);
        if (event.kind === "open") command({ type: "hello", v: 1, name: "Olga", client: "0".repeat(16) });
        if (event.kind !== "message") continue;
        const message = JSON.parse(Buffer.from(event.plaintext).toString());
        if (message.type === "welcome") command({ type: "send", n: 1, body: { kind: "message", text } });
        if (message.type === "ack") {
          webSocket.close();
          resolve(message.seq);
        }
      }
    });
  });

/** Whatever these bytes bring about, the host's answer up to its end. */
const raw = (host: Host, bytes: string | Uint8Array) =>
  new Promise<string>((resolve) => {
    const socket = connect(host.port, "127.0.0.1", () => socket.end(bytes));
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });

describe("the device's page", () => {
  test("P5.5 tells the rooms that are listed, and those that are not only by their id", async () => {
    const host = await start();
    const club = await open(host);
    const hidden = await open(host, { name: "Hidden", unlisted: true, password: "open sesame" });
    expect((await get(host, "/healthz")).text).toBe("ok");
    expect(await listed(host)).toMatchObject({
      partyline: 1,
      rooms: [{ id: club.id, name: "Reading Club", password: false, by: "Olga" }],
    });
    expect(await listed(host, `?room=${hidden.id}`)).toMatchObject({
      rooms: [{ name: "Hidden", password: true }],
    });
    expect((await listed(host, "?room=nonsense")).rooms).toEqual([]);
    expect((await get(host, "/anything")).status).toBe(404);
    expect(hidden.link()).toMatch(/#[A-Za-z0-9_-]{22}$/);
    expect(JSON.stringify(await listed(host, `?room=${hidden.id}`))).not.toContain(hidden.token!);
  });

  test("junk hurts nobody", async () => {
    const lines: string[] = [];
    const host = await start({ logger: (_, message) => lines.push(message) });
    const room = await open(host);
    const upgrade = (
      path: string,
      more = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
    ) => `GET ${path} HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${more}\r\n`;
    // A close frame's worth of what no client may send: not masked, reserved bits, an unknown opcode.
    const bad = "\u007f\u0005hello";
    const junk = [
      "\r\n\r\n",
      "\u0016\u0003\u0001 TLS?",
      "GET // HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
      "GET http://[ HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
      "GET /%ff?%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
      "POST /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
      upgrade("/"),
      upgrade("/r/UPPER"),
      upgrade(`/r/${room.id}`, ""),
      upgrade(`/r/${room.id}`) + bad,
      upgrade(`/r/${"a".repeat(32)}`) + bad,
      `${upgrade(`/r/${room.id}`)}\u0082\u0085\u0000\u0000\u0000\u0000hello`,
    ];
    for (const bytes of junk) await raw(host, Buffer.from(bytes, "latin1"));
    expect((await get(host, "/healthz")).status).toBe(200);
    expect(await say(host, room, "still here")).toBe(2);
  });

  test("a port that is taken gives way to a free one", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const host = await start({ port });
    expect(host.wanted).toBe(port);
    expect(host.port).not.toBe(port);
    expect((await get(host, "/healthz")).status).toBe(200);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("rooms that are kept", () => {
  test("the same name opens the same room, its history in it", async () => {
    const first = await start();
    const room = await open(first);
    expect(await say(first, room, "kept")).toBe(2);
    const events: string[] = [];
    room.on(({ kind }) => events.push(kind));
    await first.close();
    expect(events.at(-1)).toBe("closed");
    const second = await start();
    expect(await second.saved()).toMatchObject([{ id: room.id, name: "Reading Club" }]);
    const again = await open(second, { name: "reading club" });
    expect([again.id, again.name]).toEqual([room.id, "Reading Club"]);
    await expect(open(second)).rejects.toMatchObject({ code: "ALREADY_OPEN" });
    expect(second.rooms()).toEqual([again]);
    expect(await say(second, again, "kept")).toBe(2);
  });

  test("a new name asked for twice at once is one room", async () => {
    const host = await start();
    const both = await Promise.allSettled([open(host), open(host)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await host.saved()).toHaveLength(1);
  });

  test("another program that has the room open is told", async () => {
    const one = await start();
    const room = await open(one);
    const two = await start();
    await expect(open(two)).rejects.toMatchObject({ code: "ROOM_IN_USE" });
    await room.close();
    expect((await open(two)).id).toBe(room.id);
  });

  test("a room in memory leaves nothing behind", async () => {
    const host = await start();
    await open(host, { memoryOnly: true });
    expect(await host.saved()).toEqual([]);
    expect(await readdir(join(home, "rooms"))).toEqual([]);
  });

  test("bad names and passwords are refused, and nothing is left of the attempt", async () => {
    const host = await start();
    await expect(open(host, { name: " " })).rejects.toMatchObject({ code: "NAME_EMPTY" });
    await expect(open(host, { password: "" })).rejects.toMatchObject({ code: "PASSWORD_EMPTY" });
    expect(await host.saved()).toEqual([]);
    expect(host.rooms()).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)(
    "a data folder that cannot be written to is told (not as root)",
    async () => {
      await chmod(home, 0o500);
      await expect(start()).rejects.toMatchObject({ code: "LOG_READ_ONLY" });
      await chmod(home, 0o700);
    },
  );

  test("a data folder that is a file is told", async () => {
    await expect(start({ home: import.meta.filename })).rejects.toMatchObject({ code: "HOME" });
  });
});

describe("the end of a room", () => {
  test("destroyed is erased, and whoever comes later is told so, after a restart too", async () => {
    const host = await start();
    const room = await open(host);
    await Promise.all([room.destroy(), room.destroy(), room.close()]);
    expect(await host.saved()).toEqual([]);
    expect(await readdir(join(home, "rooms"))).toEqual(["destroyed.txt"]);
    expect(await farewell(host, room)).toEqual({ kind: "closed", code: 4000 });
    await host.close();
    expect(await farewell(await start(), room)).toEqual({ kind: "closed", code: 4000 });
  });

  test("S7.6 a kept room that is destroyed unopened leaves a tombstone, too; an earlier version's is a hint", async () => {
    const host = await start();
    const room = await open(host);
    await room.close();
    await host.destroySaved(room.id);
    expect(await farewell(host, room)).toEqual({ kind: "closed", code: 4000 });
    await host.close();
    // What versions before tombstones wrote, and what no version wrote.
    for (const text of [`${room.id}\n`, `${"b".repeat(32)}\n${room.id} not-a-tombstone\n`]) {
      await writeFile(join(home, "rooms", "destroyed.txt"), text);
      const later = await start();
      expect(await dial(later, `/r/${room.id}`)).toEqual({ refused: "CLOSED", code: 4000 });
      const other = await open(later, { name: "Tea" });
      await other.destroy();
      await later.close();
      const again = await start();
      expect(await dial(again, `/r/${room.id}`)).toEqual({ refused: "CLOSED", code: 4000 });
      expect(await farewell(again, other)).toEqual({ kind: "closed", code: 4000 });
    }
  });

  test("a room that never was is not here", async () => {
    expect(await dial(await start(), `/r/${"a".repeat(32)}`)).toEqual({ refused: "NO_ROOM", code: 4004 });
  });

  test("a host that closes waits for nobody: not for a peer that does not answer its close", async () => {
    const host = await start();
    const socket = connect(host.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      `GET /r/${"a".repeat(32)} HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once("readable", resolve));
    await host.close();
    await host.close();
    socket.destroy();
  });
});
