import { describe, expect, test } from "vitest";
import { cookieName, type House, judge, type Knock } from "../src/console/guard.ts";
import { TICKET_MS } from "../src/console/limits.ts";
import { userOf } from "../src/console/peer.ts";
import { cookieOf, equalText, makeTicket, proofOf, randomText, Tickets } from "../src/console/secrets.ts";

const house: House = { port: 2524, secret: randomText(32), run: randomText(16) };
const cookie = `${cookieName(2524)}=${cookieOf(house)}`;
const ROOM = `/r/${"a".repeat(32)}`;
const knock = (url: string, headers: Knock["headers"] = {}, rest: Partial<Knock> = {}) =>
  judge(
    { method: "GET", url, headers: { host: "127.0.0.1:2524", ...headers }, upgrade: false, ...rest },
    house,
  );
const refused = (why: string) => ({ kind: "refused", why });

describe("C1.2 the host is this device, by one of two names", () => {
  test.each([
    undefined,
    "",
    "127.0.0.1",
    "127.0.0.1:2525",
    "127.0.0.1:2524.evil.example",
    "evil.example:2524",
    "localhost:2524 ",
    "localhost.:2524",
    "[::1]:2524",
    "0.0.0.0:2524",
    "2130706433:2524",
  ])("%s is another", (host) => {
    for (const url of ["/", "/open?token=x", "/program?nonce=0123456789abcdef"])
      expect(knock(url, { host, cookie })).toEqual(refused("host"));
    const origin = `http://${host}`;
    expect(knock("/api", { host, cookie, origin }, { upgrade: true })).toEqual(refused("host"));
  });

  test("a browser leaves port 80 out", () => {
    const at80 = { ...house, port: 80 };
    const headers = { host: "localhost", cookie: `${cookieName(80)}=${cookieOf(house)}` };
    expect(judge({ method: "GET", url: "/", headers, upgrade: false }, at80)).toMatchObject({ kind: "page" });
  });
});

describe("C1.6 all but the door itself needs the cookie", () => {
  test.each([
    "/",
    ROOM,
    "/assets/a.js",
    "/index.html",
    "/openx",
    "/open/",
    "/program",
    "/program?nonce=short",
    "/nothing",
  ])("%s", (url) => {
    expect(knock(url)).toEqual(refused("cookie"));
    expect(knock(url, { cookie: `${cookie}x` })).toEqual(refused("cookie"));
    expect(knock(url, { cookie: cookie.replace("2524", "2525") })).toEqual(refused("cookie"));
    expect(knock(url, { cookie: cookie.slice(0, -1) })).toEqual(refused("cookie"));
    expect(knock(url, { cookie })).toMatchObject({ kind: "page" });
  });

  test("is found among others, also of the same name", () => {
    const old = `${cookieName(2524)}=${"A".repeat(43)}`;
    expect(knock("/", { cookie: `a=b; ${old};${cookie}; c` })).toEqual({ kind: "page", path: "/" });
    expect(knock("/", { cookie: `x${cookie}` })).toEqual(refused("cookie"));
  });
});

describe("C1.7 the API is for our own page", () => {
  const up = (url: string, headers: Knock["headers"], method = "GET") =>
    knock(url, headers, { upgrade: true, method });
  const origin = "http://127.0.0.1:2524";

  test("with cookie and origin", () => {
    expect(up("/api", { cookie, origin })).toEqual({ kind: "api" });
    const host = "localhost:2524";
    expect(up("/api", { cookie, host, origin: `http://${host}` })).toEqual({ kind: "api" });
    // Ours by another name is another origin: its page has another storage and another cookie.
    expect(up("/api", { cookie, host, origin })).toEqual(refused("origin"));
  });

  test("and not without", () => {
    expect(up("/api", { cookie })).toEqual(refused("origin"));
    for (const other of [
      "null",
      "",
      "http://127.0.0.1:8080",
      "https://127.0.0.1:2524",
      `${origin}/`,
      "http://evil.example",
    ])
      expect(up("/api", { cookie, origin: other })).toEqual(refused("origin"));
    expect(up("/api", { origin })).toEqual(refused("cookie"));
    expect(up("/", { cookie, origin })).toEqual(refused("path"));
    expect(up("/open?token=x", { cookie, origin })).toEqual(refused("path"));
    expect(up("/api", { cookie, origin }, "POST")).toEqual(refused("method"));
    expect(knock("/api", { cookie, origin })).toEqual({ kind: "page", path: "/api" });
  });
});

test("C1.9 GET and HEAD only, and only paths", () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", undefined])
    expect(knock("/", { cookie }, { method })).toEqual(refused("method"));
  expect(knock("/", { cookie }, { method: "HEAD" })).toMatchObject({ kind: "page" });
  // A prefetching HEAD must not use a ticket up.
  expect(knock("/open?token=x", {}, { method: "HEAD" })).toEqual(refused("cookie"));
  for (const url of ["http://127.0.0.1:2524/", "*", "", "//", "\\", undefined])
    expect(
      judge({ method: "GET", url, headers: { host: "127.0.0.1:2524", cookie }, upgrade: false }, house),
    ).toEqual(url === "//" ? expect.anything() : refused("path"));
});

test("C1.10 a way in from another site goes round once, and only to a page", () => {
  const elsewhere = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect(knock(ROOM, elsewhere)).toEqual({ kind: "bounce", path: ROOM });
  expect(knock("/", elsewhere)).toEqual({ kind: "bounce", path: "/" });
  expect(knock("/", { ...elsewhere, cookie })).toEqual({ kind: "page", path: "/" });
  for (const url of ["/r/x", "/assets/a.js", `${ROOM}/`, "/%22%3E"])
    expect(knock(url, elsewhere)).toEqual(refused("cookie"));
  expect(knock("/", { ...elsewhere, "sec-fetch-site": "same-origin" })).toEqual(refused("cookie"));
  expect(knock("/", { ...elsewhere, "sec-fetch-mode": "no-cors" })).toEqual(refused("cookie"));
});

describe("C1.4 tickets", () => {
  const now = 1_800_000_000_000;

  test("are good once", () => {
    const tickets = new Tickets(house);
    const [one, two] = [makeTicket(house, now), makeTicket(house, now)];
    expect(one).toMatch(/^[\w-]{64}$/);
    expect([tickets.take(one, now), tickets.take(one, now), tickets.take(two, now)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(tickets.take(one, now + TICKET_MS)).toBe(false);
  });

  test("are good for five minutes", () => {
    const ticket = makeTicket(house, now);
    expect(new Tickets(house).take(ticket, now + TICKET_MS)).toBe(true);
    expect(new Tickets(house).take(ticket, now + TICKET_MS + 1_000)).toBe(false);
  });

  test("are good for their run and secret only", () => {
    const ticket = makeTicket(house, now);
    expect(new Tickets({ ...house, run: randomText(16) }).take(ticket, now)).toBe(false);
    expect(new Tickets({ ...house, secret: randomText(32) }).take(ticket, now)).toBe(false);
  });

  test("can be written in one way only, and no bit of them can be changed", () => {
    const ticket = makeTicket(house, now);
    const bytes = Buffer.from(ticket, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(new Tickets(house).take(changed.toString("base64url"), now)).toBe(false);
    }
    for (const text of [
      "",
      `${ticket}=`,
      ` ${ticket}`,
      `${ticket}AAAA`,
      ticket.slice(4),
      bytes.toString("hex"),
    ])
      expect(new Tickets(house).take(text, now)).toBe(false);
  });
});

test("C1.5 C1.11 nothing made for one purpose passes for another", () => {
  const nonce = "0123456789abcdef";
  const made = [cookieOf(house), proofOf(house, nonce), proofOf(house, `${nonce}0`), house.secret];
  expect(new Set(made).size).toBe(4);
  expect(cookieOf({ secret: house.secret })).toBe(cookieOf({ ...house, run: "another" } as House));
  expect(proofOf({ ...house, run: randomText(16) }, nonce)).not.toBe(proofOf(house, nonce));
  expect([equalText("a", "a"), equalText("a", "b"), equalText("a", "ab"), equalText("", "")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

describe("C1.8 whose a connection is, by the system's table", () => {
  // Linux 6.12: a client at 127.0.0.1:54321 of user 1000, the program of user 0, and one over IPv6.
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:09DC 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1
   1: 0100007F:D431 0100007F:09DC 01 00000000:00000000 00:00000000 00000000  1000        0 4243 1
   2: 0100007F:09DC 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4244 1
   3: 0000000000000000FFFF00000100007F:D432 0000000000000000FFFF00000100007F:09DC 01 00000000:00000000 00:00000000 00000000 33 0 4245 1
`;
  const from = (port: number, address = "127.0.0.1") =>
    userOf(table, { address, port }, { address: "127.0.0.1", port: 2524 });

  test("the row of the other end counts, not our own", () => expect(from(54_321)).toBe(1000));
  test("also where it came by a socket of IPv6", () => expect(from(54_322)).toBe(33));
  test("a connection that is not there is nobody's", () => {
    expect(from(1)).toBeUndefined();
    expect(from(54_321, "127.0.0.2")).toBeUndefined();
    expect(userOf("", { address: "127.0.0.1", port: 1 }, { address: "127.0.0.1", port: 2 })).toBeUndefined();
  });
});
