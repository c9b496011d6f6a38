import { describe, expect, test } from "vitest";
import {
  ConsoleError,
  decodeAnswer,
  decodeAsk,
  decodeBack,
  decodeWith,
  MESSAGE_BYTES,
} from "../src/index.ts";
import { KEYS, QUESTION_SAMPLES, ROOM } from "./samples.ts";

const codeOf = (task: () => unknown): unknown => {
  try {
    task();
    return "no error";
  } catch (error) {
    return error instanceof ConsoleError ? error.code : error;
  }
};

describe("C2.1 what is no message is BAD_MESSAGE", () => {
  test.each([
    "",
    "{",
    "null",
    "[]",
    '"profile"',
    "[".repeat(100_000),
    "{}",
    '{"re":1,"ask":"profile"}',
    '{"ask":"profile","with":{}}',
    '{"re":0,"ask":"profile","with":{}}',
    '{"re":1.5,"ask":"profile","with":{}}',
    '{"re":"1","ask":"profile","with":{}}',
    '{"re":9007199254740992,"ask":"profile","with":{}}',
    '{"re":1,"ask":"toString","with":{}}',
    '{"re":1,"ask":"__proto__","with":{}}',
    '{"re":1,"ask":"nonsense","with":{}}',
  ])("a question: %.40s", (text) => {
    expect(codeOf(() => decodeAsk(text))).toBe("BAD_MESSAGE");
  });

  test.each([
    "",
    "1",
    "{}",
    '{"re":1}',
    '{"re":1,"error":{}}',
    '{"re":1,"error":{"code":"X"}}',
    '{"tell":"nonsense"}',
    '{"tell":"hello"}',
    '{"tell":"nearby","rooms":{}}',
    '{"tell":"hosted","rooms":[{}]}',
  ])("an answer: %.40s", (text) => {
    expect(codeOf(() => decodeAnswer(text))).toBe("BAD_MESSAGE");
  });

  test("its cause is kept", () => {
    expect(() => decodeAsk("{")).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
    expect(() => decodeWith("forget", {})).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
  });
});

test("C2.1 a message beyond 8 MiB is TOO_LARGE, before it is read", () => {
  const text = `"${"x".repeat(MESSAGE_BYTES - 2)}"`;
  expect(codeOf(() => decodeAsk(text))).toBe("BAD_MESSAGE");
  expect(codeOf(() => decodeAsk(`${text} `))).toBe("TOO_LARGE");
  expect(codeOf(() => decodeAnswer(`${text} `))).toBe("TOO_LARGE");
});

const room = { id: ROOM, keys: KEYS, addresses: [], lastJoined: 1 };
const write = QUESTION_SAMPLES.write.with;
const create = QUESTION_SAMPLES.create.with;
const reach = QUESTION_SAMPLES["set-reach"].with;
const [entry] = write.put;

describe("C2.4 a `with` that is not as its rule says is BAD_MESSAGE", () => {
  test.each([
    ["C3.2", "set-name", { name: 1 }],
    ["C3.2", "set-name", {}],
    ["C3.4", "pin", { room: { ...room, id: ROOM.toUpperCase() } }],
    ["C3.4", "pin", { room: { ...room, keys: KEYS.slice(1) } }],
    ["C3.4", "pin", { room: { ...room, token: "short" } }],
    ["C3.4", "pin", { room: { ...room, addresses: [{ address: "", port: 1 }] } }],
    ["C3.4", "pin", { room: { ...room, addresses: [{ address: "a", port: 0 }] } }],
    ["C3.4", "pin", { room: { ...room, addresses: [{ address: "a", port: 65_536 }] } }],
    ["C3.4", "forget", { id: "../../client.db" }],
    ["C3.5", "open-session", { id: [ROOM] }],
    ["C3.6", "write", { ...write, session: 0 }],
    ["C3.6", "write", { ...write, nextN: -1 }],
    ["C3.6", "write", { ...write, put: [{ ...entry, n: "1" }] }],
    ["C3.6", "write", { ...write, put: [{ ...entry, body: { kind: "picture" } }] }],
    ["C3.7", "save-last", { ...QUESTION_SAMPLES["save-last"].with, events: [{}] }],
    ["C3.7", "save-last", { ...QUESTION_SAMPLES["save-last"].with, fresh: 1 }],
    ["C3.8", "close-session", { session: 1.5 }],
    ["C3.10", "create", { ...create, unlisted: undefined }],
    ["C3.10", "create", { ...create, password: null }],
    ["C3.15", "create", { ...create, keep: "some" }],
    ["C3.15", "create", { ...create, keep: { days: 0 } }],
    ["C3.15", "create", { ...create, keep: { last: 1.5 } }],
    ["C3.15", "create", { ...create, keep: {} }],
    ["C3.10", "create", { ...create, switchboards: undefined }],
    ["C3.10", "create", { ...create, switchboards: ["talk.example"] }],
    ["C3.10", "create", { ...create, switchboards: ["https://talk.example/"] }],
    ["C3.10", "create", { ...create, switchboards: ["javascript://talk.example"] }],
    ["C3.10", "create", { ...create, shareAddresses: 1 }],
    ["C3.11", "open", null],
    ["C3.13", "destroy", []],
    ["C3.23", "set-reach", { ...reach, unlisted: undefined }],
    ["C3.23", "set-reach", { ...reach, id: "kitchen" }],
    ["C3.23", "set-reach", { ...reach, switchboards: "https://talk.example" }],
    ["C3.24", "recovery-key", {}],
    ["C3.25", "recover", { key: 1, switchboards: [] }],
    ["C3.25", "recover", { key: "abcd", switchboards: [1] }],
    ["C3.26", "add-switchboard", { where: null }],
    ["C3.27", "remove-switchboard", { url: "https://talk.example/r/kitchen" }],
    ["C3.28", "test-switchboard", { url: "wss://talk.example" }],
  ] as const)("%s %s %j", (_rule, ask, data) => {
    expect(codeOf(() => decodeWith(ask, data))).toBe("BAD_MESSAGE");
  });
});

test("C3.22 caps: at the limit it passes, beyond it is BAD_MESSAGE", () => {
  const x = (units: number) => "x".repeat(units);
  const boards = (count: number) => Array(count).fill("https://talk.example");
  const entries = (count: number) => ({
    ...write,
    put: Array(count).fill(entry),
    remove: Array(count).fill(1),
  });
  const caps = [
    [() => decodeWith("locate", { where: x(2_000) }), () => decodeWith("locate", { where: x(2_001) })],
    [() => decodeWith("set-name", { name: x(1_000) }), () => decodeWith("set-name", { name: x(1_001) })],
    [
      () => decodeWith("create", { ...create, password: x(256) }),
      () => decodeWith("create", { ...create, password: x(257) }),
    ],
    [
      () => decodeWith("set-reach", { ...reach, switchboards: boards(8) }),
      () => decodeWith("set-reach", { ...reach, switchboards: boards(9) }),
    ],
    [
      () => decodeWith("add-switchboard", { where: x(2_000) }),
      () => decodeWith("add-switchboard", { where: x(2_001) }),
    ],
    [
      () => decodeWith("recover", { key: x(1_000), switchboards: boards(8) }),
      () => decodeWith("recover", { key: x(1_001), switchboards: [] }),
    ],
    [() => decodeWith("write", entries(10_000)), () => decodeWith("write", entries(10_001))],
  ] as const;
  for (const [passes, fails] of caps)
    expect([codeOf(passes), codeOf(fails)]).toEqual(["no error", "BAD_MESSAGE"]);
});

test("C3.22 fields not named are left out, however deep", () => {
  expect(decodeWith("pin", { room: { ...room, more: 1, __proto__: { evil: 1 } }, more: 1 })).toStrictEqual({
    room,
  });
  expect(decodeAnswer('{"tell":"bye","more":1}')).toStrictEqual({ tell: "bye" });
});

test("C2.4 an answer that is not as its rule says is BAD_MESSAGE", () => {
  expect(codeOf(() => decodeBack("profile", { seed: "short" }))).toBe("BAD_MESSAGE");
  expect(codeOf(() => decodeBack("close", undefined))).toBe("BAD_MESSAGE");
  expect(codeOf(() => decodeBack("open", { id: ROOM }))).toBe("BAD_MESSAGE");
});

test("C2.4 every code of the console has a sentence for a person", () => {
  for (const code of ["BAD_MESSAGE", "TOO_LARGE", "NO_SESSION", "NO_ROOM", "OFFLINE", "INTERNAL"])
    expect(new ConsoleError(code).message).toMatch(/^[A-Z].*\.$/);
  expect(new ConsoleError("NAME_TAKEN", "Taken.").message).toBe("Taken.");
});
