/** Whatever is asked of a switchboard by HTTP, and whatever a proxy writes: one answer, one budget, no markup of others. */
import { IncomingMessage, ServerResponse } from "node:http";
import { isIPv6, Socket } from "node:net";
import { pageOf } from "@partyline/pages";
import { decodeFailure, decodeRoomsPage, limits } from "@partyline/relay";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nodeEd25519 } from "../src/adapters/ed25519.ts";
import { Lookup, memoryDirectory, Signer } from "../src/directory/index.ts";
import { answer } from "../src/http/answers.ts";
import { frontPage } from "../src/http/front-page.ts";
import { blockOf, clientAddress } from "../src/http/index.ts";
import { withoutScript } from "../src/http/no-script.ts";
import { keysOf, recordOf } from "./keys.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const clock = { now: () => 9e9, monotonic: () => 0, after: () => () => {} };
const seed = new Uint8Array(32).fill(9);
const key = "A".repeat(43);
const directory = memoryDirectory();
const record = recordOf(keysOf("a"), { name: "Tea & <b>" });
await directory.enter({ record, key: "tea", skeleton: "tea", addresses: [], receipt: undefined }, 9e9);
const lookup = new Lookup({
  directory,
  online: new Map(),
  signer: new Signer(key, seed, nodeEd25519),
  clock,
});
const files = new Map(
  ["/index.html", "/a.js"].map((path) => [path, pageOf(path, Buffer.from("<head></head><body></body>"))]),
);
const options = {
  lookup,
  key,
  mayAsk: () => true,
  isSecure: () => true,
  pages: frontPage({ pages: files, lookup, clock, logger: () => {} }),
  logger: (level: string, _message: string, fields?: object) => {
    if (level === "error") throw new Error(JSON.stringify(fields));
  },
};

const piece = fc.constantFrom(
  ...[
    "/",
    "/v1/rooms",
    "/v1/about",
    "/v1/",
    "/r/",
    "tea",
    "Tea%20",
    record.room,
    "#",
    "%23",
    "#abcd",
    "?",
    "search=",
  ],
  ...[
    "&",
    "after=",
    "o5",
    "s5.",
    "s",
    "o999999999999999",
    "%",
    "%zz",
    "%00",
    "%ff",
    "..",
    "\\",
    "é",
    "a".repeat(200),
  ],
  ...["/index.html", "/a.js", "/no-script.css", "/healthz", "//evil.example", "__proto__"],
);
const url = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join("")),
  fc
    .string({ unit: "binary", maxLength: 40 })
    .map((text) => `/v1/rooms?search=${encodeURIComponent(text.toWellFormed())}`),
  fc
    .string({ unit: "binary", maxLength: 40 })
    .map((text) => `/v1/rooms/${encodeURIComponent(text.toWellFormed())}`),
  fc.string({ unit: "binary", maxLength: 40 }),
);

test("R6.15 any method and path: a page, a file, a list or a coded failure", async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "BREW"),
      fc.option(url, { nil: undefined }),
      async (method, written) => {
        const request = new IncomingMessage(new Socket());
        Object.assign(request, { method, url: written });
        const response = new ServerResponse(request);
        let body = "";
        const end = response.end.bind(response);
        response.end = ((chunk?: Buffer | string) => {
          body += String(chunk ?? "");
          return end(chunk);
        }) as typeof response.end;
        await answer(request, response, options);
        seen.add(response.statusCode);
        expect(response.writableEnded).toBe(true);
        expect([200, 400, 404, 405]).toContain(response.statusCode);
        const path = (written ?? "/").split(/[?#]/, 1)[0] ?? "";
        if (method !== "GET" || !path.startsWith("/v1/rooms")) return;
        if (response.statusCode === 200)
          expect(decodeRoomsPage(body).rooms.length).toBeLessThanOrEqual(limits.PAGE_ROOMS);
        else expect(["NO_ROOM", "BAD_REQUEST"]).toContain(decodeFailure(body).code);
      },
    ),
    { numRuns },
  );
  expect([...seen].sort()).toEqual([200, 400, 404, 405]);
});

test("names and owners of rooms are text in the page without script, whatever they are", () => {
  const text = fc.oneof(
    fc
      .array(fc.constantFrom("<", ">", "&", '"', "'", "</noscript>", "<script>", "javascript:", "a", "\n"), {
        maxLength: 8,
      })
      .map((parts) => parts.join("")),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  const honest = withoutScript(
    { kind: "list", rooms: { v: 1, rooms: [{ record, online: true, seen: 1 }] } },
    "/a",
  );
  const tags = (html: string) => html.match(/<[a-z/][^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  fc.assert(
    fc.property(text, text, (name, by) => {
      const entry = { record: { ...record, name, by }, online: true, seen: 1 };
      const html = withoutScript({ kind: "list", rooms: { v: 1, rooms: [entry] } }, "/a");
      expect(tags(html)).toEqual(tags(honest));
      expect(html).toMatch(/<a href="\/r\//);
    }),
    { numRuns },
  );
});

const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });
/** An IPv6 address in several of the ways in which it can be written (RFC 4291, 2.2). */
const spellings = (of: readonly number[]): string[] => {
  const hex = of.map((group) => group.toString(16));
  const tail = [of[6]! >> 8, of[6]! & 255, of[7]! >> 8, of[7]! & 255].join(".");
  const short = new URL(`http://[${hex.join(":")}]`).hostname.slice(1, -1);
  return [
    hex.join(":"),
    hex.join(":").toUpperCase(),
    of.map((group) => group.toString(16).padStart(4, "0")).join(":"),
    `${hex.slice(0, 6).join(":")}:${tail}`,
    short,
    `${short}%eth0`,
  ];
};

test("R7.2 an address is one block, however it is written; what is none is the socket's", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        groups,
        groups.map((of) => of.map((group, at) => (at % 3 === 0 ? group : 0))),
      ),
      fc.array(
        fc.constantFrom(
          "10.0.0.1",
          "::1",
          "evil",
          "",
          " ",
          "999.1.1.1",
          "::ffff:1.2.3.4",
          "[::1]",
          "1.2.3.4:80",
        ),
        { maxLength: 4 },
      ),
      fc.integer({ min: 0, max: 3 }),
      (of, hops, proxies) => {
        fc.pre(!(of.slice(0, 5).every((group) => group === 0) && of[5] === 0xffff));
        const network = `${of
          .slice(0, 4)
          .map((group) => group.toString(16))
          .join(":")}::/64`;
        for (const text of spellings(of)) {
          expect(isIPv6(text)).toBe(true);
          expect([text, blockOf(text)]).toEqual([text, network]);
        }
        const request = {
          socket: { remoteAddress: "192.0.2.9" },
          headers: { "x-forwarded-for": hops.join(",") },
        };
        const address = clientAddress(request as never, proxies);
        expect(["192.0.2.9", "10.0.0.1", "::1", "::ffff:1.2.3.4"]).toContain(address);
        if (proxies === 0) expect(address).toBe("192.0.2.9");
      },
    ),
    { numRuns },
  );
});
