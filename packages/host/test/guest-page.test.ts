/** What a browser gets of a host: the page, by every path that leads to it, and nothing else of the disk. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Host, type HostOptions, openHost } from "../src/index.ts";

const INDEX = "<!doctype html><title>Partyline</title>\n";
const SCRIPT = `// ${"words ".repeat(1_000)}\n`;
const ROOM = "abcdefghijklmnopqrstuvwxyz234567";
const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(5), id).public,
};

let folder: string;
let pages: string;
const hosts: Host[] = [];
const lines: [level: string, message: string, code: unknown][] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "partyline-guest-"));
  pages = join(folder, "pages");
  await mkdir(join(pages, "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  for (const [path, text] of [
    ["index.html", INDEX],
    ["assets/index-B1x2c3d4.js", SCRIPT],
  ] as const) {
    await writeFile(join(pages, path), text);
    await writeFile(join(pages, `${path}.gz`), gzipSync(text));
  }
  await writeFile(join(pages, "favicon.svg"), "<svg/>");
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  lines.length = 0;
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<HostOptions> = { pages }): Promise<Host> {
  const host = await openHost({
    home: join(folder, "home"),
    port: 0,
    bind: "127.0.0.1",
    advertise: false,
    logger: (level, message, fields) => lines.push([level, message, fields?.code]),
    ...options,
  });
  hosts.push(host);
  return host;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks for exactly `path`: unlike fetch, nothing of it is resolved on the way. */
const ask = (host: Host, path: string, headers: Record<string, string> = {}, method = "GET") =>
  new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: host.port, path, headers, method }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { statusCode: status = 0, headers: told } = response;
      resolve({ status, headers: told, body: Buffer.concat(chunks) });
    });
    sent.on("error", reject);
    sent.end();
  });

describe("the page", () => {
  test.each(["/", "/index.html", "/?from=qr", `/r/${ROOM}`, `/r/${ROOM}?utm_source=preview&fbclid=x`])(
    "GET %s",
    async (path) => {
      const { status, headers, body } = await ask(await start(), path);
      expect([status, String(body)]).toEqual([200, INDEX]);
      expect(headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-length": String(INDEX.length),
        "cache-control": "no-cache",
        "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self'"),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": expect.stringContaining("camera=()"),
        vary: "accept-encoding",
      });
    },
  );

  test("files with a digest in their name are kept for ever, others asked about", async () => {
    const host = await start();
    const script = await ask(host, "/assets/index-B1x2c3d4.js");
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      // A worker's rules come with its own file.
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect(String(script.body)).toBe(SCRIPT);
    const icon = await ask(host, "/favicon.svg", { "accept-encoding": "gzip" });
    expect(icon.headers).toMatchObject({ "content-type": "image/svg+xml; charset=utf-8" });
    expect(icon.headers["cache-control"]).toBe("no-cache");
    expect(icon.headers["content-encoding"]).toBeUndefined();
  });

  test("compressed for whoever takes it", async () => {
    const host = await start();
    const { headers, body } = await ask(host, "/assets/index-B1x2c3d4.js", { "accept-encoding": "br, gzip" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers["content-length"]).toBe(String(body.length));
    expect(String(gunzipSync(body))).toBe(SCRIPT);
    const plain = await ask(host, "/assets/index-B1x2c3d4.js", { "accept-encoding": "br, gzip;q=0" });
    expect(String(plain.body)).toBe(SCRIPT);
  });

  test("HEAD is GET without the body", async () => {
    const host = await start();
    const [got, head] = [await ask(host, "/"), await ask(host, "/", {}, "HEAD")];
    const { date: _, ...headers } = got.headers;
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers).toMatchObject(headers);
  });

  test("304 for what the browser has, in either form, and not for what it had", async () => {
    const host = await start();
    const etag = async (headers = {}) => (await ask(host, "/", headers)).headers.etag!;
    const [plain, gzip] = [await etag(), await etag({ "accept-encoding": "gzip" })];
    expect(plain).not.toBe(gzip);
    for (const have of [plain, gzip, `W/${plain}`, `"x", ${plain}`, "*"]) {
      const { status, headers, body } = await ask(host, "/", { "if-none-match": have });
      expect([status, body.length, headers.etag, headers["cache-control"]]).toEqual([
        304,
        0,
        plain,
        "no-cache",
      ]);
    }
    expect((await ask(host, "/", { "if-none-match": '"old"' })).status).toBe(200);
  });

  test("anything but GET and HEAD is refused", async () => {
    const host = await start();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await ask(host, "/", {}, method);
      expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
    }
  });
});

describe("a room's path", () => {
  test.each([
    [`/R/${ROOM.toUpperCase()}`, `/r/${ROOM}`],
    [`/r/${ROOM.toUpperCase()}`, `/r/${ROOM}`],
    [`/R/${ROOM}`, `/r/${ROOM}`],
    [`/r/${ROOM}/`, `/r/${ROOM}`],
    [`/R/${ROOM.toUpperCase()}/?from=qr`, `/r/${ROOM}?from=qr`],
  ])("%s leads to %s", async (path, to) => {
    const { status, headers } = await ask(await start(), path);
    expect([status, headers.location]).toEqual([308, to]);
  });

  test("of an open room, of another, of none: the page, which says what it is", async () => {
    const host = await start();
    const { id } = await host.openRoom({ name: "Club", owner });
    for (const room of [id, ROOM]) expect((await ask(host, `/r/${room}`)).status).toBe(200);
    for (const path of [`/r/${ROOM.slice(1)}`, "/r/Reading%20Club", "/r/..%2f..%2fetc%2fpasswd"]) {
      const { status, headers, body } = await ask(host, path);
      expect([status, headers.location, String(body)]).toEqual([404, undefined, INDEX]);
    }
  });
});

describe("nothing else", () => {
  test.each([
    "/secret.txt",
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/..%2Fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/assets/../../secret.txt",
    "/assets/../index.html",
    "/assets/..",
    "/assets/",
    "/assets",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "//etc/passwd",
    "/etc/passwd",
    "/index.html%00.js",
    "/index.html/",
    "/INDEX.HTML",
    "/index.html.gz",
    "/assets/index-B1x2c3d4.js.gz",
    "/%",
    "/%zz",
    "/%ff",
    "/r",
    "/r/",
    `/r/${ROOM}/more`,
    `/r/${ROOM}//`,
    `//r/${ROOM}`,
    "/anything",
  ])("GET %s", async (path) => {
    const { status, body, headers } = await ask(await start(), path);
    expect(status).toBe(404);
    expect(String(body)).toMatch(/^Nothing here/);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
  });

  test("a raw NUL, a target that is no path, and a header that lies", async () => {
    const host = await start();
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(host.port, "127.0.0.1", () => socket.end(text));
        let answer = "";
        socket.on("data", (data) => {
          answer += data;
        });
        socket.on("error", () => {});
        socket.on("close", () => resolve(answer));
      });
    const tail = "HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    expect(await raw(`GET /\0../secret.txt ${tail}`)).toMatch(/^HTTP\/1.1 400/);
    expect(await raw(`GET http://evil.example/../secret.txt ${tail}`)).toMatch(/^HTTP\/1.1 404/);
    expect(await raw(`GET ../secret.txt ${tail}`)).toMatch(/^HTTP\/1.1 (400|404)/);
    expect(await raw(`OPTIONS * ${tail}`)).toMatch(/^HTTP\/1.1 405/);
    expect(await raw(`GET / ${tail.replace("Host: h", "Host: rebound.example")}`)).toMatch(/^HTTP\/1.1 200/);
  });

  test("the well-known page and the health check stay what they are", async () => {
    const host = await start();
    await writeFile(join(pages, "healthz"), "a file of that name");
    expect(String((await ask(host, "/healthz")).body)).toBe("ok");
    const known = await ask(host, "/.well-known/partyline");
    expect([known.headers["content-type"], JSON.parse(String(known.body))]).toEqual([
      "application/json; charset=utf-8",
      { partyline: 1, rooms: [] },
    ]);
  });
});

describe("no page", () => {
  test("without a folder the present text stays", async () => {
    const host = await start({});
    expect(host.hasPage).toBe(false);
    for (const path of ["/", `/r/${ROOM}`, `/R/${ROOM.toUpperCase()}`])
      expect(await ask(host, path)).toMatchObject({ status: 404 });
    expect(lines).toEqual([]);
  });

  test.each(["missing", "assets", "index.html"])(
    "a folder that holds none (%s) is told, and the host runs",
    async (path) => {
      const host = await start({ pages: join(pages, path) });
      expect(host.hasPage).toBe(false);
      expect(lines).toEqual([["warn", "guests get no page", "NO_PAGE"]]);
      expect((await ask(host, "/")).status).toBe(404);
      expect((await ask(host, "/healthz")).status).toBe(200);
    },
  );
});
