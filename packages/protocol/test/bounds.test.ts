/** Every limit, exactly at it and one beyond. */
import { describe, expect, test } from "vitest";
import {
  checkBody,
  decodeBatch,
  decodeCommand,
  decodeHostMessage,
  encodeCommand,
  encodeHostMessage,
  encodePage,
  limits,
  type Member,
  ProtocolError,
} from "../src/index.ts";
import { bytes, CLIENT, LOG, MEMBER, SECRET } from "./samples.ts";

type Decode = (bytes: Uint8Array) => unknown;

function codeOf(decode: Decode, message: unknown): string {
  try {
    decode(message instanceof Uint8Array ? message : bytes(JSON.stringify(message)));
    return "fine";
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}
const command = (message: unknown) => codeOf(decodeCommand, message);
const hostMessage = (message: unknown) => codeOf(decodeHostMessage, message);
const batch = (payload: unknown) => codeOf(decodeBatch, payload);
/** What becomes of it at the host, and at the client before it is written down. */
function sent(text: string): string {
  const body = { kind: "message", text } as const;
  const verdict = command({ type: "send", n: 1, body });
  expect(codeOf(() => checkBody(body), body)).toBe(verdict);
  return verdict;
}

/** `text` followed by spaces up to `length` bytes: white space after JSON means nothing. */
const padded = (text: string, length: number) => bytes(text.padEnd(length));

describe("P1.2 sizes", () => {
  test.each<[string, Decode, string, number]>([
    ["a command", decodeCommand, '{"type":"leave"}', 65_000],
    ["a host message", decodeHostMessage, '{"type":"done","re":1}', 65_000],
    ["a batch", decodeBatch, '{"events":[]}', 61_440],
  ])("%s", (_, decode, text, size) => {
    expect(codeOf(decode, padded(text, size))).toBe("fine");
    expect(codeOf(decode, padded(text, size + 1))).toBe("TOO_LARGE");
    expect(codeOf(decode, new Uint8Array(size + 1).fill(0x80))).toBe("TOO_LARGE");
  });

  test("the numbers of SPEC.md are those of limits.ts", () => {
    expect(limits).toStrictEqual(
      expect.objectContaining({
        MESSAGE_BYTES: 65_000,
        BATCH_BYTES: 61_440,
        TEXT_UNITS: 10_000,
        NAME_BYTES: 128,
        PASSWORD_UNITS: 256,
        PAGE_EVENTS: 200,
        PAGE_BYTES: 49_152,
        NEWEST_EVENTS: 50,
        MEMBERS_PAGE: 200,
        DETAIL_UNITS: 500,
      }),
    );
  });
});

describe("P2.3 text", () => {
  test("length in UTF-16 units", () => {
    expect(sent("")).toBe("TEXT_EMPTY");
    expect(sent("a")).toBe("fine");
    expect(sent("a".repeat(10_000))).toBe("fine");
    expect(sent("a".repeat(10_001))).toBe("TEXT_TOO_LONG");
    expect(sent("🦊".repeat(5_000))).toBe("fine");
    expect(sent(`${"🦊".repeat(5_000)}a`)).toBe("TEXT_TOO_LONG");
  });

  test("white space alone is empty, and not too long", () => {
    for (const blank of [" ", "\n\t", "\u3000\u00a0", "\r", " ".repeat(10_001)])
      expect(sent(blank)).toBe("TEXT_EMPTY");
  });

  test("control characters at the edges of their ranges", () => {
    for (const control of [
      "\u0000",
      "\u0008",
      "\u000b",
      "\r",
      "\u001b",
      "\u001f",
      "\u007f",
      "\u009b",
      "\u009f",
    ])
      expect(sent(`a${control}b`)).toBe("TEXT_CHARACTERS");
    for (const fine of ["\t", "\n", " ", "~", "\u00a0", "\u2028", "\ufeff"])
      expect(sent(`a${fine}b`)).toBe("fine");
  });

  test("the longest fits a message however it is written", () => {
    for (const unit of ["\uffee", '"', "\\", "\n"]) {
      const longest = { kind: "message", text: `a${unit.repeat(9_999)}` } as const;
      expect(command(encodeCommand({ type: "send", n: Number.MAX_SAFE_INTEGER, body: longest }))).toBe(
        "fine",
      );
    }
    const escaped = "\\uabcd".repeat(10_000);
    const wire = `{"type":"send","n":9007199254740991,"body":{"kind":"message","text":"${escaped}"}}`;
    expect(command(bytes(wire))).toBe("fine");
  });
});

describe("counts", () => {
  const MAX = Number.MAX_SAFE_INTEGER;
  test.each<[string, (value: number) => string, number]>([
    ["P2 re", (re) => command({ type: "ping", re }), 1],
    ["P2.3 n", (n) => command({ type: "send", n, body: { kind: "message", text: "a" } }), 1],
    ["P2.4 from", (from) => command({ type: "fetch", re: 1, from }), 1],
    ["P2.4 before", (before) => command({ type: "fetch", re: 1, before }), 1],
    [
      "P2.2 since.seq",
      (seq) => command({ type: "hello", v: 1, name: "A", client: CLIENT, since: { seq } }),
      0,
    ],
    ["P3.1 seq", (seq) => batch({ events: [{ seq, at: 0, kind: "join", by: MEMBER, from: "A" }] }), 1],
    ["P3.1 at", (at) => batch({ events: [{ seq: 1, at, kind: "join", by: MEMBER, from: "A" }] }), 0],
    ["P4.4 re", (re) => hostMessage({ type: "page", re, first: 1, head: 0, events: [] }), 0],
    ["P4.4 head", (head) => hostMessage({ type: "page", re: 0, first: 1, head, events: [] }), 0],
    ["P4.7 seq", (seq) => hostMessage({ type: "ack", n: 1, seq }), 1],
    ["P4.7 expect", (expect) => hostMessage({ type: "expected", n: 1, expect }), 1],
    ["P4.11 next", (next) => hostMessage({ type: "beat", head: 0, epoch: 0, next, at: 0 }), 0],
  ])("%s", (_, codeFor, lowest) => {
    expect(codeFor(lowest)).toBe("fine");
    expect(codeFor(lowest - 1)).toBe("BAD_MESSAGE");
    expect(codeFor(lowest + 0.5)).toBe("BAD_MESSAGE");
    expect(codeFor(MAX)).toBe("fine");
    expect(codeFor(MAX + 1)).toBe("BAD_MESSAGE");
  });

  test("P2.4 limit", () => {
    const limited = (limit: number) => command({ type: "fetch", re: 1, limit });
    expect([0, 1, 200, 201, 1.5].map(limited)).toEqual([
      "BAD_MESSAGE",
      "fine",
      "fine",
      "BAD_MESSAGE",
      "BAD_MESSAGE",
    ]);
  });

  test("P4.10 epoch is u32", () => {
    const epoch = (epoch: number) => hostMessage({ type: "epoch", epoch, secret: SECRET, next: 0 });
    expect([-1, 0, 0xffff_ffff, 0x1_0000_0000].map(epoch)).toEqual([
      "BAD_MESSAGE",
      "fine",
      "fine",
      "BAD_MESSAGE",
    ]);
  });
});

describe("texts", () => {
  test("P1.8 name, in bytes", () => {
    const named = (name: string) => command({ type: "name", re: 1, name });
    expect(named("")).toBe("BAD_MESSAGE");
    expect(named("a".repeat(128))).toBe("fine");
    expect(named("a".repeat(129))).toBe("BAD_MESSAGE");
    expect(named("🦊".repeat(32))).toBe("fine");
    expect(named(`${"🦊".repeat(32)}a`)).toBe("BAD_MESSAGE");
  });

  test("P2.12 password, in units", () => {
    const password = (password: string) => command({ type: "password", re: 1, password });
    expect(["", "a", "ü".repeat(256), "a".repeat(257)].map(password)).toEqual([
      "BAD_MESSAGE",
      "fine",
      "fine",
      "BAD_MESSAGE",
    ]);
  });

  test("P1.9 code and detail", () => {
    const refused = (code: number, detail: number) =>
      hostMessage({ type: "refused", code: "A".repeat(code), detail: "a".repeat(detail) });
    const bye = (code: number, detail: number) =>
      hostMessage({ type: "bye", code: "A".repeat(code), detail: "a".repeat(detail) });
    for (const told of [refused, bye]) {
      expect(told(32, 500)).toBe("fine");
      expect(told(33, 500)).toBe("BAD_MESSAGE");
      expect(told(32, 501)).toBe("BAD_MESSAGE");
    }
  });

  test("P3.8 P4.2 kind of a later version", () => {
    const event = (length: number) => batch({ events: [{ seq: 1, at: 0, kind: "k".repeat(length) }] });
    const signal = (length: number) => batch({ events: [], signals: [{ kind: "k".repeat(length) }] });
    for (const kind of [event, signal]) expect([kind(32), kind(33)]).toEqual(["fine", "BAD_MESSAGE"]);
  });

  test.each<[string, (id: string) => string, string]>([
    ["member", (member) => command({ type: "kick", re: 1, member }), "abcdefghijklmn27"],
    ["client", (client) => command({ type: "hello", v: 1, name: "A", client }), CLIENT],
    [
      "log",
      (log) => command({ type: "hello", v: 1, name: "A", client: CLIENT, since: { log, seq: 0 } }),
      LOG,
    ],
  ])("P1.7 a %s id has one shape", (_, codeFor, id) => {
    expect(codeFor(id)).toBe("fine");
    for (const other of [
      id.slice(1),
      `${id}a`,
      id.toUpperCase(),
      `${id.slice(1)}1`,
      `${id.slice(1)}g`,
      `${id}\n`,
      "",
    ])
      if (other !== id && !/^[0-9a-f]{16}$|^[0-9a-f]{32}$|^[a-z2-7]{16}$/.test(other))
        expect(codeFor(other)).toBe("BAD_MESSAGE");
  });

  test("P4.10 a secret is 43 characters of base64url", () => {
    const secret = (secret: string) => hostMessage({ type: "epoch", epoch: 0, secret, next: 0 });
    expect(secret(SECRET)).toBe("fine");
    for (const other of [
      SECRET.slice(1),
      `${SECRET}A`,
      `${SECRET.slice(1)}=`,
      `${SECRET.slice(1)}+`,
      `${SECRET}\n`,
    ])
      expect(secret(other)).toBe("BAD_MESSAGE");
  });
});

describe("what is filled to the brim fits a message", () => {
  test("P4.9 members", () => {
    const member: Member = { id: MEMBER, name: "🦊".repeat(32), role: "member", here: false, banned: false };
    const members = (count: number) =>
      encodeHostMessage({ type: "members", re: 1, members: Array<Member>(count).fill(member), more: true });
    expect(hostMessage(members(200))).toBe("fine");
    expect(hostMessage(members(201))).toBe("BAD_MESSAGE");
  });

  test("P2.4 a page that ends with the longest message there can be", () => {
    const from = "🦊".repeat(32);
    const [client, n, at] = [CLIENT, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    const text = "\uffee".repeat(limits.TEXT_UNITS);
    const longest = JSON.stringify({ seq: 1, at, kind: "message", by: MEMBER, from, text, client, n });
    expect(bytes(longest).length).toBeLessThan(limits.PAGE_BYTES);
    const filled = longest.padEnd(longest.length + limits.PAGE_BYTES - bytes(longest).length);
    const page = encodePage({ re: Number.MAX_SAFE_INTEGER, first: at, head: at }, [filled]);
    expect(hostMessage(page)).toBe("fine");
  });
});
