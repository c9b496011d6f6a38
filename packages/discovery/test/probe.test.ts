import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { MAX_WELL_KNOWN_BYTES, MAX_WELL_KNOWN_ROOMS } from "../src/limits.ts";
import { fetchWellKnown } from "../src/probe/fetch-well-known.ts";
import { probe } from "../src/probe/probe.ts";
import { ID, KEYS } from "./samples.ts";

const ROOM = { id: ID, name: "Club", password: false, keys: KEYS, by: "Ada" };
const open: (Server | TcpServer)[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
  }
});

async function serve(
  answer: (response: ServerResponse, host: string) => void,
  address = "127.0.0.1",
): Promise<number> {
  return listen(
    createServer((request, response) => answer(response, request.headers.host ?? "")),
    address,
  );
}

async function listen(server: Server | TcpServer, address: string): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as AddressInfo).port;
}

const says = (value: unknown) => (response: ServerResponse) => response.end(JSON.stringify(value));
const ask = (port: number, timeoutMs = 2000) => probe({ address: "127.0.0.1", port, id: ID, timeoutMs });

describe("probe", () => {
  it("gives what the host says of an open room, without what it does not know", async () => {
    const port = await serve(says({ partyline: 1, rooms: [{ ...ROOM, more: 1 }], more: 2 }));
    expect(await ask(port)).toEqual({ ok: true, info: ROOM });
  });

  it("says ROOM_NOT_OPEN when other rooms are", async () => {
    const port = await serve(says({ partyline: 1, rooms: [{ ...ROOM, id: ID.replace("a", "b") }] }));
    expect(await ask(port)).toEqual({ ok: false, code: "ROOM_NOT_OPEN" });
  });

  it("says UNREACHABLE where nothing listens", async () => {
    const port = await serve(says(0));
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await ask(port)).toEqual({ ok: false, code: "UNREACHABLE" });
  });

  it("says TIMEOUT for silence, and for an answer that never ends", async () => {
    const silent = await listen(createTcpServer(), "127.0.0.1");
    const endless = await serve((response) => response.write("{"));
    const answers = await Promise.all([ask(silent, 50), ask(endless, 50)]);
    expect(answers).toEqual([
      { ok: false, code: "TIMEOUT" },
      { ok: false, code: "TIMEOUT" },
    ]);
  });

  it("says TOO_BIG above the limit", async () => {
    const port = await serve((response) => response.end("x".repeat(MAX_WELL_KNOWN_BYTES + 1)));
    expect(await ask(port)).toEqual({ ok: false, code: "TOO_BIG" });
  });

  it("says NOT_PARTYLINE for anything else that answers", async () => {
    const many = Array.from({ length: MAX_WELL_KNOWN_ROOMS + 1 }, () => ({
      ...ROOM,
      by: undefined,
      name: "x",
    }));
    const answers = [
      ...["", "[]", "null", "{", `{"partyline":2,"rooms":[]}`, `{"partyline":1}`],
      ...[
        { name: "" },
        { name: "x".repeat(257) },
        { keys: "k" },
        { id: "i" },
        { password: 1 },
        { by: 5 },
      ].map((change) => JSON.stringify({ partyline: 1, rooms: [{ ...ROOM, ...change }] })),
      JSON.stringify({ partyline: 1, rooms: many }),
    ];
    for (const answer of answers) {
      const port = await serve((response) => response.end(answer));
      expect(await ask(port), answer.slice(0, 80)).toEqual({ ok: false, code: "NOT_PARTYLINE" });
    }
    const missing = await serve((response) => response.writeHead(404).end());
    const moved = await serve((response) => response.writeHead(302, { location: "/" }).end());
    const other = await listen(
      createTcpServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
      "127.0.0.1",
    );
    for (const port of [missing, moved, other]) {
      expect(await ask(port)).toEqual({ ok: false, code: "NOT_PARTYLINE" });
    }
  });
});

describe("fetchWellKnown", () => {
  it("names the host as a URL would", async () => {
    const hosts: string[] = [];
    const answer = (response: ServerResponse, host: string) => {
      hosts.push(host);
      response.end(JSON.stringify({ partyline: 1, rooms: [] }));
    };
    const four = await serve(answer);
    const six = await serve(answer, "::1");
    await fetchWellKnown("127.0.0.1", four);
    await fetchWellKnown("localhost", four);
    await fetchWellKnown("::1", six);
    expect(hosts).toEqual([`127.0.0.1:${four}`, `localhost:${four}`, `[::1]:${six}`]);
  });

  it("rejects with a code, keeps the cause, and can be given up", async () => {
    const port = await listen(createTcpServer(), "127.0.0.1");
    const given = new AbortController();
    const answer = fetchWellKnown("127.0.0.1", port, { signal: given.signal });
    given.abort();
    await expect(answer).rejects.toMatchObject({ name: "DiscoveryError", code: "UNREACHABLE" });
    await expect(answer).rejects.toHaveProperty("cause.name", "AbortError");
  });
});
