import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encodeHostPublicKeys, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock } from "@partyline/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import { joinRoom, locate } from "../src/node.ts";
import { ScriptedHost } from "./scripted-host.ts";

let host: ScriptedHost;
let server: Server | undefined;
beforeEach(() => {
  host = new ScriptedHost(new FakeClock());
});
afterEach(async () => {
  if (server) await new Promise((resolve) => server!.close(resolve));
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const entryOf = ({ id, keys }: ScriptedHost, name = "Kitchen") => ({
  id,
  name,
  password: false,
  keys: encodeHostPublicKeys(publicKeysOf(keys)),
  by: "Anna",
});
const answer =
  (...rooms: object[]): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify({ partyline: 1, rooms }));

describe("finding what a text means", () => {
  test("host:port means the one room there", async () => {
    const where = await serve(answer(entryOf(host)));
    const [address, port] = where.split(":");
    expect(await locate(where, memoryStore())).toEqual({
      id: host.id,
      name: "Kitchen",
      keys: publicKeysOf(host.keys),
      addresses: [{ address, port: Number(port) }],
    });
  });

  test("a link asks for its own room, which may be unlisted, and keeps its token", async () => {
    const asked: (string | undefined)[] = [];
    const where = await serve((request, response) => {
      asked.push(request.url);
      answer(entryOf(host))(request, response);
    });
    const token = Buffer.alloc(16, 7).toString("base64url");
    const target = await locate(`http://${where}/r/${host.id}#${token}`, memoryStore());
    expect(asked).toEqual([`/.well-known/partyline?room=${host.id}`]);
    expect(target.token).toEqual(new Uint8Array(16).fill(7));
  });

  test("a pinned room's keys are not asked for again", async () => {
    const store = memoryStore();
    await store.pin({ ...host.target, lastJoined: 1 });
    const target = await locate(`http://127.0.0.1:1/r/${host.id}`, store);
    expect(target.keys).toEqual(publicKeysOf(host.keys));
    expect(target.addresses).toEqual([{ address: "127.0.0.1", port: 1 }]);
  });

  test.each([
    ["WHICH_ROOM", () => answer(entryOf(host), entryOf(new ScriptedHost(host.clock)))],
    ["NO_ROOM", () => answer()],
    ["NOT_A_HOST", () => answer({ id: "no" })],
    ["NOT_A_HOST", (): RequestListener => (_, response) => response.end("<html>")],
    ["NOT_A_HOST", (): RequestListener => (_, response) => response.end(" ".repeat(100_000))],
    ["NOT_A_HOST", (): RequestListener => (_, response) => response.writeHead(404).end()],
  ])("answers %s", async (code, listener) => {
    const where = await serve(listener());
    await expect(locate(where, memoryStore())).rejects.toMatchObject({ code });
  });

  test("says UNREACHABLE and BAD_ADDRESS", async () => {
    await expect(locate("127.0.0.1:1", memoryStore())).rejects.toMatchObject({ code: "UNREACHABLE" });
    for (const text of ["two words", "", "https://a.example:1/x", "10.0.0.1:99999"])
      await expect(locate(text, memoryStore()), text).rejects.toMatchObject({ code: "BAD_ADDRESS" });
  });
});

describe("joining in one call", () => {
  const optionsFor = (store = memoryStore()) => ({
    name: "Echo",
    store,
    dial: host.dial,
    clock: host.clock,
    provider: nodeProvider,
  });

  test("resolves when live, and pins the room", async () => {
    const store = memoryStore();
    const joining = joinRoom(host.target, optionsFor(store));
    await host.flush();
    const client = await joining;
    expect(client.state.kind).toBe("live");
    expect(await store.rooms()).toMatchObject([{ id: host.id, name: "Kitchen" }]);
    await client.close();
    expect(host.clock.waiting).toBe(0);
  });

  test("S5.6 a password that is given must be asked for, but not by a room that was joined before", async () => {
    const store = memoryStore();
    const first = joinRoom(host.target, { ...optionsFor(store), password: "open sesame" });
    first.catch(() => {});
    await host.flush();
    await expect(first).rejects.toMatchObject({ code: "PASSWORD_NOT_ASKED" });
    await store.pin({ ...host.target, lastJoined: 1 });
    const second = joinRoom(host.target, { ...optionsFor(store), password: "open sesame" });
    await host.flush();
    await (await second).close();
  });

  test("fails with the code of the ending, or the last failure when the time is over", async () => {
    host.script = (command, connection) => {
      connection.end("BANNED");
      return command.type === "hello";
    };
    const banned = joinRoom(host.target, optionsFor());
    banned.catch(() => {});
    await host.flush();
    await expect(banned).rejects.toMatchObject({ code: "BANNED" });
    host.down = true;
    const away = joinRoom(host.target, { ...optionsFor(), timeoutMs: 2000 });
    away.catch(() => {});
    for (let i = 0; i < 10; i++) {
      await host.flush();
      await host.clock.advance(250);
    }
    await expect(away).rejects.toMatchObject({ code: "UNREACHABLE" });
    expect(host.clock.waiting).toBe(0);
  });
});
