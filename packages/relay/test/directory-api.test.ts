import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import {
  aboutUrl,
  circuitUrl,
  decodeAbout,
  decodeFailure,
  decodeRoomsPage,
  decodeRoomsQuery,
  limits,
  parseRoomRef,
  parseSwitchboard,
  roomsUrl,
  roomUrl,
  signReceipt,
  signRecord,
  trunkUrl,
  verifyEntry,
  waitUrl,
} from "../src/index.ts";
import { base64url, club, codeOf, filled, other, record } from "./helpers.ts";

const seed = filled(32, 77);
const key = base64url(ed25519.getPublicKey(seed));
const claim = {
  room: club.room,
  name: record.name,
  nameKey: "reading club",
  claimedAt: 1,
  until: 9,
  issuedAt: 2,
};
const entry = {
  record: signRecord(record, club.seed),
  receipt: signReceipt(claim, seed),
  online: true,
  seen: 5,
  addresses: [{ address: "192.168.1.5", port: 2525 }],
};
const page = (rooms: unknown[], more: object = {}) => JSON.stringify({ v: 1, rooms, ...more });

describe("R6.15 answers", () => {
  test("a page, and back", () => {
    expect(decodeRoomsPage(page([entry], { next: "c2" }))).toEqual({ v: 1, rooms: [entry], next: "c2" });
    expect(decodeRoomsPage(new TextEncoder().encode(page([])))).toEqual({ v: 1, rooms: [] });
  });

  test("R6.18 an entry of another shape is left out, the others stay", () => {
    const { rooms } = decodeRoomsPage(
      page([null, 7, {}, { ...entry, online: "yes" }, entry, { ...entry, seen: -1 }]),
    );
    expect(rooms).toEqual([entry]);
  });

  test("R7.1 too many rooms, too many bytes, no page, another version", () => {
    expect(codeOf(() => decodeRoomsPage(page(Array(limits.PAGE_ROOMS + 1).fill(entry))))).toBe(
      "BAD_RESPONSE",
    );
    expect(codeOf(() => decodeRoomsPage(" ".repeat(limits.PAGE_BYTES + 1)))).toBe("FRAME_TOO_LARGE");
    for (const text of ["", "<html>", "[]", '{"v":1}', '{"v":1,"rooms":{}}', '{"rooms":[]}'])
      expect(codeOf(() => decodeRoomsPage(text))).toBe("BAD_RESPONSE");
    expect(codeOf(() => decodeRoomsPage('{"v":2,"rooms":1}'))).toBe("VERSION");
  });

  test("R6.15 about, and failures", () => {
    const about = { v: 1, partyline: "switchboard", key };
    expect(decodeAbout(JSON.stringify(about))).toEqual(about);
    expect(codeOf(() => decodeAbout(JSON.stringify({ ...about, partyline: 1 })))).toBe("BAD_RESPONSE");
    expect(decodeFailure('{"code":"NO_ROOM","detail":"None."}')).toEqual({
      code: "NO_ROOM",
      detail: "None.",
    });
    expect(codeOf(() => decodeFailure("502 Bad Gateway"))).toBe("BAD_RESPONSE");
  });

  test.each([
    { address: "talk.example" },
    { address: "fe80::1%eth0" },
    { address: "1.2.3" },
    { port: 0 },
    { port: 65_536 },
  ])("R6.17 the address %j", (change) => {
    const addresses = [{ address: "fe80::1", port: 1, ...change }];
    expect(decodeRoomsPage(page([{ ...entry, addresses }])).rooms).toEqual([]);
  });
});

describe("R6.18 who reads verifies", () => {
  test("a sound entry, with and without a claim", () => {
    expect(verifyEntry(entry, key)).toEqual({
      record,
      claim,
      online: true,
      seen: 5,
      addresses: entry.addresses,
    });
    const { receipt: _, addresses: __, ...bare } = entry;
    expect(verifyEntry(bare, key)).toEqual({
      record,
      claim: undefined,
      online: true,
      seen: 5,
      addresses: [],
    });
  });

  test("a changed record, another switchboard's receipt", () => {
    expect(codeOf(() => verifyEntry({ ...entry, record: { ...entry.record, name: "Other" } }, key))).toBe(
      "BAD_SIGNATURE",
    );
    expect(codeOf(() => verifyEntry({ ...entry, record: { ...entry.record, room: other.room } }, key))).toBe(
      "WRONG_ROOM",
    );
    expect(codeOf(() => verifyEntry(entry, base64url(ed25519.getPublicKey(filled(32, 1)))))).toBe(
      "BAD_SIGNATURE",
    );
  });

  test("a receipt of another room or name", () => {
    for (const change of [{ room: other.room }, { name: "Other" }]) {
      const receipt = signReceipt({ ...claim, ...change }, seed);
      expect(codeOf(() => verifyEntry({ ...entry, receipt }, key))).toBe("BAD_RESPONSE");
    }
  });
});

describe("R6.15 questions", () => {
  test("search and after", () => {
    expect(decodeRoomsQuery(new URLSearchParams("search=caf%C3%A9&after=c2"))).toEqual({
      search: "café",
      after: "c2",
    });
    expect(decodeRoomsQuery(new URLSearchParams(""))).toEqual({ search: "", after: undefined });
    const long = [`search=${"a".repeat(65)}`, `after=${"a".repeat(257)}`];
    for (const query of long)
      expect(codeOf(() => decodeRoomsQuery(new URLSearchParams(query)))).toBe("BAD_REQUEST");
  });

  test("R6.16 ids, tags and names", () => {
    expect(parseRoomRef(club.room)).toEqual({ kind: "id", room: club.room });
    expect(parseRoomRef("Reading Club#ABc2")).toEqual({ kind: "tag", name: "Reading Club", tag: "abc2" });
    for (const name of ["Reading Club", "Club #1", "#abcd", "a#abcde", "a#ab1d", ""])
      expect(parseRoomRef(name)).toEqual({ kind: "name", name });
  });
});

describe("R1.1 addresses", () => {
  test.each([
    ["https://talk.example", "https://talk.example", "wss://talk.example", "talk.example"],
    ["wss://Talk.Example/", "https://talk.example", "wss://talk.example", "talk.example"],
    ["wss://talk.example:443", "https://talk.example", "wss://talk.example", "talk.example"],
    ["ws://10.0.0.1:2526", "http://10.0.0.1:2526", "ws://10.0.0.1:2526", "10.0.0.1:2526"],
    [" talk.example:8443 ", "https://talk.example:8443", "wss://talk.example:8443", "talk.example:8443"],
    ["10.0.0.1", "http://10.0.0.1:2526", "ws://10.0.0.1:2526", "10.0.0.1:2526"],
    ["10.0.0.1:80", "http://10.0.0.1", "ws://10.0.0.1", "10.0.0.1"],
    ["[fe80::1]:99", "http://[fe80::1]:99", "ws://[fe80::1]:99", "[fe80::1]:99"],
    ["[fe80::1]", "http://[fe80::1]:2526", "ws://[fe80::1]:2526", "[fe80::1]:2526"],
    ["kitchen.local", "http://kitchen.local:2526", "ws://kitchen.local:2526", "kitchen.local:2526"],
    ["localhost", "http://localhost:2526", "ws://localhost:2526", "localhost:2526"],
  ])("%s", (text, http, ws, authority) => {
    expect(parseSwitchboard(text)).toEqual({ http, ws, authority });
    expect(parseSwitchboard(http)).toEqual({ http, ws, authority });
  });

  test.each([
    "",
    "   ",
    "ftp://talk.example",
    "javascript:alert(1)",
    "https://me@talk.example",
    "https://talk.example@evil.example",
    "https://talk.example/path",
    "https://talk.example/?q",
    "https://talk.example/?",
    "https://talk.example/#f",
    "https://talk.example#",
    "http://",
    "not a host",
  ])("%j is none", (text) => {
    expect(codeOf(() => parseSwitchboard(text))).toBe("BAD_URL");
  });

  test("R1.2, R1.3, R6.15 paths", () => {
    const at = parseSwitchboard("talk.example");
    expect(trunkUrl(at)).toBe("wss://talk.example/v1/trunk");
    expect(circuitUrl(at, club.room)).toBe(`wss://talk.example/v1/r/${club.room}`);
    expect(codeOf(() => circuitUrl(at, "../x"))).toBe("WRONG_ROOM");
    expect(waitUrl(at, club.room)).toBe(`wss://talk.example/v1/r/${club.room}/wait`);
    expect(roomsUrl(at)).toBe("https://talk.example/v1/rooms");
    expect(roomsUrl(at, { search: "a b&c", after: "x" })).toBe(
      "https://talk.example/v1/rooms?search=a+b%26c&after=x",
    );
    expect(roomUrl(at, "a/b#abcd")).toBe("https://talk.example/v1/rooms/a%2Fb%23abcd");
    expect(aboutUrl(at)).toBe("https://talk.example/v1/about");
  });
});
