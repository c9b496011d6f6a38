import { symlink, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  acceptsCoding,
  answerFile,
  type Coding,
  loadPages,
  PAGES_BYTES,
  PAGES_FILES,
  securityHeaders,
} from "../src/index.ts";
import { INDEX, makeSite, SCRIPT, type Site } from "./site.ts";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

describe("reading a build", () => {
  test("every file by its path, with its type, and whether its name says what is in it", async () => {
    const pages = await loadPages(site.folder);
    const table = [...pages].map(([path, { type, hashed }]) => [path, type, hashed]).sort();
    expect(table).toEqual([
      ["/assets/index-B1x2c3d4.js", "text/javascript; charset=utf-8", true],
      ["/assets/style-_-x2c3d4.css", "text/css; charset=utf-8", true],
      ["/favicon.svg", "image/svg+xml; charset=utf-8", false],
      ["/index.html", "text/html; charset=utf-8", false],
    ]);
    expect(String(pages.get("/index.html")?.body)).toBe(INDEX);
    expect(String(gunzipSync(pages.get("/assets/index-B1x2c3d4.js")!.gzip!))).toBe(SCRIPT);
    expect(String(brotliDecompressSync(pages.get("/assets/index-B1x2c3d4.js")!.brotli!))).toBe(SCRIPT);
    expect(pages.get("/favicon.svg")).toMatchObject({ gzip: undefined, brotli: undefined });
  });

  test.each([
    ["assets/emoji.json", false],
    ["assets/a-short.js", false],
    ["other/index-B1x2c3d4.js", false],
    ["assets/deep/worker-abcdefgh.mjs", true],
  ])("%s never changes: %s", async (path, hashed) => {
    await site.write(path, "x");
    expect((await loadPages(site.folder)).get(`/${path}`)?.hashed).toBe(hashed);
  });

  test("a name that needs escaping is found as a browser asks for it", async () => {
    await site.write("a b#ü.txt", "x");
    expect((await loadPages(site.folder)).has("/a%20b%23%C3%BC.txt")).toBe(true);
  });

  test("a compressed file that stands alone is a file like any other", async () => {
    await site.write("data.gz", "x");
    expect((await loadPages(site.folder)).get("/data.gz")?.type).toBe("application/octet-stream");
  });

  test("the tag is the content's", async () => {
    const tag = async () => (await loadPages(site.folder)).get("/index.html")?.etag;
    const before = await tag();
    expect(await tag()).toBe(before);
    await site.write("index.html", "new", true);
    expect(await tag()).not.toBe(before);
  });

  test("a link that leads out of the folder leads nowhere", async () => {
    await symlink("/etc/hostname", join(site.folder, "hostname"));
    await symlink("/etc", join(site.folder, "etc"));
    expect([...(await loadPages(site.folder)).keys()].filter((path) => /host|etc/.test(path))).toEqual([]);
  });
});

describe("folders that are no build", () => {
  test.each([
    ["a folder that is not there", "missing"],
    ["a folder without index.html", "assets"],
    ["a file", "favicon.svg"],
  ])("%s", async (_, path) => {
    await expect(loadPages(join(site.folder, path))).rejects.toMatchObject({ code: "NO_PAGE" });
  });

  test("one with too much in it", async () => {
    await writeFile(join(site.folder, "film.bin"), new Uint8Array(PAGES_BYTES));
    await expect(loadPages(site.folder)).rejects.toMatchObject({ code: "PAGE_TOO_LARGE" });
  });

  test("one with too many files", async () => {
    for (let i = 0; i < PAGES_FILES; i += 100)
      await Promise.all(Array.from({ length: 100 }, (_, j) => site.write(`many/${i + j}`, "")));
    await expect(loadPages(site.folder)).rejects.toMatchObject({ code: "PAGE_TOO_LARGE" });
  });
});

describe("what a browser takes", () => {
  test.each<[string | undefined, Coding, boolean]>([
    [undefined, "gzip", false],
    ["", "gzip", false],
    ["gzip", "gzip", true],
    ["gzip", "br", false],
    ["GZIP", "gzip", true],
    ["x-gzip", "gzip", true],
    ["gzip, deflate, br, zstd", "gzip", true],
    ["gzip, deflate, br, zstd", "br", true],
    ["br;q=1.0, gzip;q=0.8, *;q=0.1", "gzip", true],
    ["gzip;q=0", "gzip", false],
    ["br;q=0, gzip", "br", false],
    ["gzip; q=0.000", "gzip", false],
    ["deflate, *", "gzip", true],
    ["deflate, *", "br", true],
    ["*;q=0", "gzip", false],
    ["gzip;q=0, *", "gzip", false],
    ["identity", "gzip", false],
    ["gzip;q=nonsense", "gzip", false],
    ["xgzip", "gzip", false],
  ])("accept-encoding: %s, %s: %s", (header, coding, yes) => expect(acceptsCoding(header, coding)).toBe(yes));

  test.each([
    ["gzip, deflate, br", "br"],
    ["gzip, deflate", "gzip"],
    [undefined, undefined],
  ])(
    "accept-encoding: %s is answered in %s, and any form's tag means the same file",
    async (accept, coding) => {
      const page = (await loadPages(site.folder)).get("/assets/index-B1x2c3d4.js")!;
      const server = createServer((request, response) => answerFile(request, response, page));
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      const ask = (headers: Record<string, string>) =>
        new Promise<IncomingMessage>((done, failed) => {
          const asked = get({ port, headers, agent: false }, (answer) => done(answer.resume()));
          asked.on("error", failed);
        });
      try {
        const takes: Record<string, string> = accept === undefined ? {} : { "accept-encoding": accept };
        const { headers, statusCode } = await ask(takes);
        expect([statusCode, headers["content-encoding"], headers.vary]).toEqual([
          200,
          coding,
          "accept-encoding",
        ]);
        const bodies = { br: page.brotli, gzip: page.gzip, none: page.body };
        expect(headers["content-length"]).toBe(
          `${bodies[(coding ?? "none") as keyof typeof bodies]?.length}`,
        );
        for (const all of ["gzip, br", "gzip", "identity"])
          expect(
            (await ask({ "accept-encoding": all, "if-none-match": headers.etag ?? "" })).statusCode,
          ).toBe(304);
      } finally {
        server.close();
      }
    },
  );
});

test("nothing is loaded or framed from elsewhere, and no text becomes script", () => {
  const policy = securityHeaders()["content-security-policy"]!;
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  expect(securityHeaders()["cross-origin-opener-policy"]).toBeUndefined();
  expect(securityHeaders({ trustworthy: true })["cross-origin-opener-policy"]).toBe("same-origin");
});
