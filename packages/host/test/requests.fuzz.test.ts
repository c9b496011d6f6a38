/** Whatever a browser or anything else asks a host by HTTP: one answer, and no file but those of the page. */
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { pageOf } from "@partyline/pages";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PublicRoom, respond } from "../src/listeners/direct/pages.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const open = "a".repeat(32);
const hidden = "b".repeat(32);
const room = (id: string): PublicRoom => ({
  id,
  name: "Club",
  password: false,
  keys: "k".repeat(86),
  by: "Olga",
});
const contents = {
  publicRooms: () => [room(open)],
  publicRoom: (id: string) => (id === hidden ? room(id) : undefined),
  pages: new Map(
    ["/index.html", "/assets/a-12345678.js"].map((path) => [path, pageOf(path, Buffer.from(`file ${path}`))]),
  ),
};

const piece = fc.constantFrom(
  ...[
    "/",
    "/r/",
    open,
    hidden,
    open.toUpperCase(),
    "/.well-known/partyline",
    "/healthz",
    "/assets/a-12345678.js",
  ],
  ...[
    "/index.html",
    "?",
    "room=",
    "&",
    "#",
    "..",
    "%2e%2e",
    "%",
    "%zz",
    "%00",
    "\\",
    "//evil.example",
    ":",
    "@",
  ],
  ...["http://", "[", "*", "é", " ", "\t", "__proto__", "constructor"],
);
const url = fc.oneof(
  fc.constantFrom(`/r/${open}/`, `/R/${open}`, `/r/${open.toUpperCase()}?a=b`, `/r/${open}`),
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.webUrl({ withQueryParameters: true }),
);

function answered(method: string, written: string | undefined) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url: written });
  const response = new ServerResponse(request);
  let body = "";
  let headers: Record<string, string> = {};
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, given: Record<string, string>) => {
    headers = given;
    return writeHead(status, given);
  }) as typeof response.writeHead;
  const end = response.end.bind(response);
  response.end = ((chunk?: Buffer | string) => {
    body += String(chunk ?? "");
    return end(chunk);
  }) as typeof response.end;
  respond(request, response, contents);
  return { status: response.statusCode, body, headers, ended: response.writableEnded };
}

test("any method and path: the page, its files, the list, the way on, or that there is nothing", () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(
      fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "BREW"),
      fc.option(url, { nil: undefined }),
      (method, written) => {
        const { status, body, headers, ended } = answered(method, written);
        seen.add(status);
        expect(ended).toBe(true);
        expect([200, 308, 404, 405]).toContain(status);
        if (status === 308) expect(headers.location).toMatch(/^\/r\/[a-z2-7]{32}(?:[?#]|$)/s);
        const asked = String(written ?? "/").split(/[?#]/, 1)[0] ?? "";
        if (body.startsWith("file /assets")) expect(asked).toBe("/assets/a-12345678.js");
        if (body.includes(hidden)) expect(written).toContain(hidden);
        expect(headers["x-content-type-options"]).toBe("nosniff");
      },
    ),
    { numRuns },
  );
  expect([...seen].sort()).toEqual([200, 308, 404, 405]);
});
