import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLink, parseLink, type RoomLink } from "../src/index.ts";

const room = "abcdefghijklmnopqrstuvwxyz234567";
const token = "AAECAwQFBgcICQoLDA0ODw";
const host = "http://192.168.1.20:2525";

describe("P5.1 both forms, there and back", () => {
  test.each<[string, RoomLink]>([
    [`${host}/r/${room}`, { room, origin: host }],
    [`${host}/r/${room}#${token}`, { room, origin: host, token }],
    [`http://[fd00::1]:2525/r/${room}`, { room, origin: "http://[fd00::1]:2525" }],
    [`http://anna.local:2525/r/${room}`, { room, origin: "http://anna.local:2525" }],
    [`https://talk.example/r/${room}#${token}`, { room, origin: "https://talk.example", token }],
  ])("%s", (text, link) => {
    expect(parseLink(text)).toStrictEqual(link);
    expect(formatLink(link)).toBe(text);
  });

  test.each<[string, RoomLink]>([
    [`https://talk.example/r/tea#${room}`, { room, origin: "https://talk.example" }],
    [`https://talk.example/r/tea#${room}.${token}`, { room, origin: "https://talk.example", token }],
    [`https://talk.example/r/Reading%20Club#${room}`, { room, origin: "https://talk.example" }],
    [`https://talk.example/r/لقاء#${room}`, { room, origin: "https://talk.example" }],
    [`http://10.0.0.2:2526/r/tea#${room}.${token}`, { room, origin: "http://10.0.0.2:2526", token }],
  ])("by a switchboard: %s", (text, link) => {
    expect(parseLink(text)).toStrictEqual(link);
  });

  test.each([
    ["tea", `https://talk.example/r/tea#${room}`],
    ["Reading Club", `https://talk.example/r/Reading%20Club#${room}`],
    ["a/b?c#d", `https://talk.example/r/a%2Fb%3Fc%23d#${room}`],
    ["لقاء", `https://talk.example/r/%D9%84%D9%82%D8%A7%D8%A1#${room}`],
  ])("written for a switchboard: %s", (name, text) => {
    const link = { room, origin: "https://talk.example" };
    expect(formatLink({ ...link, name })).toBe(text);
    expect(formatLink({ ...link, name, token })).toBe(`${text}.${token}`);
    expect(parseLink(text)).toStrictEqual(link);
    expect(parseLink(`${text}.${token}`)).toStrictEqual({ ...link, token });
  });

  test("any room, token and port", () => {
    const of = (alphabet: string, length: number) =>
      fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
    const links = fc.record<RoomLink, "room" | "origin">(
      {
        room: of("abcdefghijklmnopqrstuvwxyz234567", 32),
        origin: fc.integer({ min: 1024, max: 65_535 }).map((port) => `http://10.1.2.3:${port}`),
        token: of("ABCDEFabcdef0123456789-_", 22),
      },
      { requiredKeys: ["room", "origin"], noNullPrototype: true },
    );
    fc.assert(
      fc.property(links, (link) => {
        expect(parseLink(formatLink(link))).toStrictEqual(link);
      }),
    );
  });
});

describe("P5.3 what is read all the same", () => {
  test.each([
    ["an upper-case scheme and address", `HTTP://ANNA.LOCAL:2525/r/${room}`, "http://anna.local:2525"],
    ["the scheme's own port", `https://talk.example:443/r/${room}`, "https://talk.example"],
    ["a slash behind", `${host}/r/${room}/`, host],
    ["a query", `${host}/r/${room}?from=qr`, host],
    ["a link as a QR code writes it", `HTTP://192.168.1.20:2525/R/${room.toUpperCase()}`, host],
    ["a room id in upper case", `${host}/r/${room.toUpperCase()}/`, host],
    ["an empty fragment", `${host}/r/${room}#`, host],
    ["white space behind, as from a paste", `${host}/r/${room}\n`, host],
    ["an IPv6 address in its long form", `http://[FD00:0::1]:2525/r/${room}`, "http://[fd00::1]:2525"],
  ])("%s", (_, text, origin) => {
    expect(parseLink(text)).toStrictEqual({ room, origin });
  });
});

describe("P5.3 what is no link", () => {
  test.each([
    ["nothing", ""],
    ["a name", "tea"],
    ["a short name", "tea#abcd"],
    ["an address", "192.168.1.20:2525"],
    ["an address with the path", `192.168.1.20:2525/r/${room}`],
    ["another scheme", `ftp://192.168.1.20/r/${room}`],
    ["a script", `javascript:/r/${room}`],
    ["a scheme without address", `http:///r/${room}`.slice(0, 8)],
    ["no path", host],
    ["another path", `${host}/x/${room}`],
    ["more path", `${host}/r/${room}/more`],
    ["two slashes behind", `${host}/r/${room}//`],
    ["a room id that is too short", `${host}/r/${room.slice(1)}`],
    ["a fragment's room id in upper case", `https://talk.example/r/tea#${room.toUpperCase()}`],
    ["a room id with a 1", `${host}/r/${room.slice(1)}1`],
    ["a name without room id", "https://talk.example/r/tea"],
    ["a name with a token alone", `https://talk.example/r/tea#${token}`],
    ["a token that is too short", `${host}/r/${room}#${token.slice(1)}`],
    ["a token that is too long", `${host}/r/${room}#${token}A`],
    ["a token of plain base64", `${host}/r/${room}#${token.slice(1)}+`],
    ["a token with a padding", `${host}/r/${room}#${token}=`],
    ["a token with an escape", `${host}/r/${room}#${token.slice(3)}%41`],
    ["a bad token by a switchboard", `https://talk.example/r/tea#${room}.${token.slice(1)}`],
    ["more behind the token", `https://talk.example/r/tea#${room}.${token}.x`],
    ["a port that is none", `http://10.0.0.2:99999/r/${room}`],
    ["an IPv6 address without brackets", `http://fd00::1:2525/r/${room}`],
    ["an IPv6 address with a zone", `http://[fe80::1%25eth0]:2525/r/${room}`],
    ["a user", `http://anna@192.168.1.20:2525/r/${room}`],
    ["a user made to be misread", `http://talk.example@203.0.113.9/r/${room}`],
    ["a user and a password", `http://anna:pw@192.168.1.20:2525/r/${room}`],
    ["a password", `http://:pw@192.168.1.20:2525/r/${room}`],
  ])("%s", (_, text) => {
    expect(parseLink(text)).toBeUndefined();
  });
});

test("P5.4 a path of the shape of a room id is one, and its fragment a token", () => {
  const name = room.split("").reverse().join("");
  expect(parseLink(`https://talk.example/r/${name}`)).toStrictEqual({
    room: name,
    origin: "https://talk.example",
  });
  expect(parseLink(`https://talk.example/R/${name.toUpperCase()}#${token}`)).toStrictEqual({
    room: name,
    origin: "https://talk.example",
    token,
  });
  expect(parseLink(`https://talk.example/r/${name}#${room}`)).toBeUndefined();
  const link = { room, origin: "https://talk.example", token };
  expect(parseLink(formatLink({ ...link, name }))).toStrictEqual(link);
  expect(parseLink(formatLink({ ...link, name: name.toUpperCase() }))).toStrictEqual(link);
});
