/** Whatever is asked at the console's door: a verdict, and nobody is let in without the cookie. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cookieName, judge } from "../src/console/guard.ts";
import { cookieOf, makeTicket, Tickets } from "../src/console/secrets.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const house = { port: 2524, secret: "s".repeat(43), run: "r".repeat(22) };
const cookie = `${cookieName(house.port)}=${cookieOf(house)}`;
const ours = ["127.0.0.1:2524", "localhost:2524"];

const path = fc.oneof(
  fc.constantFrom("/", "/api", "/assets/a.js"),
  fc
    .array(
      fc.constantFrom(
        ...["/", "/api", "/open", "/program", "/r/", "a".repeat(32), "?", "token=", "nonce=", "&", "#"],
        ...["%", "%zz", "%2f", "..", "\\", "//", "@", ":", "http://", "[", "\n", "\0", "x".repeat(20)],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.webUrl(),
);
const name = fc.constantFrom(
  ...ours,
  ...ours,
  ...ours,
  "127.0.0.1",
  "evil.example:2524",
  "localhost:2524.",
  "",
  "[::1]:2524",
);
const jar = fc.oneof(
  fc.constant(cookie),
  fc
    .array(
      fc.constantFrom(
        cookie,
        cookie.slice(0, -1),
        `${cookie}x`,
        `x${cookie}`,
        cookie.toUpperCase(),
        "a=b",
        "; ",
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("; ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const knock = fc.record({
  method: maybe(fc.constantFrom("GET", "HEAD", "POST", "OPTIONS", "get", "CONNECT")),
  url: maybe(path),
  upgrade: fc.boolean(),
  headers: fc.record({
    host: maybe(name),
    cookie: maybe(jar),
    origin: maybe(
      fc.constantFrom("http://127.0.0.1:2524", "http://localhost:2524", "null", "http://evil.example"),
    ),
    "sec-fetch-site": maybe(fc.constantFrom("cross-site", "same-origin", "none")),
    "sec-fetch-mode": maybe(fc.constantFrom("navigate", "cors")),
  }),
});

test("any request gets a verdict; in come those with the cookie, under our own name", () => {
  let letIn = 0;
  fc.assert(
    fc.property(knock, (asked) => {
      const verdict = judge(asked, house);
      const { headers } = asked;
      if (verdict.kind === "refused") return;
      expect(ours).toContain(headers.host);
      if (verdict.kind === "bounce") expect(verdict.path).toMatch(/^\/(?:$|r\/[a-z2-7]{32}$)/);
      if (verdict.kind !== "page" && verdict.kind !== "api") return;
      letIn += 1;
      expect(`; ${headers.cookie};`).toContain(`; ${cookie};`);
      if (verdict.kind === "api") expect(headers.origin).toBe(`http://${headers.host}`);
      else expect(verdict.path).toMatch(/^\//);
    }),
    { numRuns },
  );
  expect(letIn).toBeGreaterThan(0);
});

test("no text but the ticket itself is a ticket, and that once", () => {
  const now = 1_800_000_000_000;
  const tickets = new Tickets(house);
  const good = makeTicket(house, now);
  const edit = fc
    .tuple(fc.nat({ max: good.length }), fc.nat({ max: 2 }), fc.string({ unit: "binary", maxLength: 3 }))
    .map(([at, out, put]) => good.slice(0, at) + put + good.slice(at + out));
  fc.assert(
    fc.property(fc.oneof(edit, fc.string({ unit: "binary", maxLength: 90 }), fc.base64String()), (text) => {
      if (text !== good) expect(tickets.take(text, now)).toBe(false);
    }),
    { numRuns },
  );
  expect([tickets.take(good, now), tickets.take(good, now)]).toEqual([true, false]);
});
