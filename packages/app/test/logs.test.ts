import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { isFault, reportOf } from "../src/crash.ts";
import { createLog } from "../src/log.ts";
import { scrub, scrubFields } from "../src/scrub.ts";

const TOKEN = "Zk3v9qT1x_Ab-77LmNoPqA";
const KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
const ROOM = "beiyhrjcmr5pdovqrgz5axgrvhuuzffw";

test.each([
  [`Unexpected token 'h', "hello there" is not valid JSON`, 'Unexpected token "…", "…" is not valid JSON'],
  [`Unexpected end of "a \\" quoted`, 'Unexpected end of "…"'],
  [
    `no such place: http://10.0.0.2:2525/r/${ROOM}#${TOKEN}`,
    `no such place: http://10.0.0.2:2525/r/${ROOM}#…`,
  ],
  ["GET /open?token=abc.def&x=1 failed", "GET /open?token=… failed"],
  [`the key ${KEY} is wrong`, "the key … is wrong"],
  ["password: hunter2 is wrong", "password: … is wrong"],
  ["the key abcd-efgh-jkmn-pqrs-tuvw-xyz2-3456-7abc-defg", "the key …"],
  [
    "ENOENT: no such file, open '/home/anna/rooms/log.db'",
    "ENOENT: no such file, open '/home/anna/rooms/log.db'",
  ],
  ["the room's file isn't there", "the room's file isn't there"],
  [`room ${ROOM} is open`, `room ${ROOM} is open`],
  ["WS_ERR_UNSUPPORTED_MESSAGE_LENGTH", "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"],
])("%s", (text, clean) => {
  expect(scrub(text)).toBe(clean);
});

test("fields by their names, at any depth, and errors by their words", () => {
  const error = Object.assign(new SyntaxError('bad "secret words"'), { code: "X" });
  expect(
    scrubFields({
      room: ROOM,
      password: "p",
      about: { text: "said", n: 3, seed: new Uint8Array(32) },
      error,
      raw: new Uint8Array(4),
    }),
  ).toEqual({
    room: ROOM,
    password: "…",
    about: { text: "…", n: 3, seed: "…" },
    error: { name: "SyntaxError", code: "X", message: 'bad "…"' },
    raw: "4 bytes",
  });
});

test("an entry is one line of JSON for programs, one plain line for people, and below the level none", async () => {
  const out = async (json: boolean): Promise<string> => {
    const stderr = new PassThrough();
    const log = await createLog("info", stderr, json);
    log("debug", "not this");
    log("info", 'heard "it all"\nand more', { code: "X", password: "p" });
    await new Promise((resolve) => setImmediate(resolve));
    return String(stderr.read());
  };
  const line = await out(true);
  expect(line.endsWith("\n") && line.indexOf("\n") === line.length - 1).toBe(true);
  expect(JSON.parse(line)).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    code: "X",
    password: "…",
    msg: 'heard "…"\nand more',
  });
  expect(await out(false)).toMatch(/^info: heard "…".*and more \{"code":"X","password":"…"\}\n$/);
});

test("a crash report says where it failed, and nothing that was said", () => {
  const cause = new Error(`the key ${KEY} of "my secret words"`);
  const error = Object.assign(new TypeError('cannot read "hello there"', { cause }), { code: "E_X" });
  const text = reportOf(error, "2026-11-22T12:00:00.000Z", { command: () => "host", version: "1.2.3" });
  expect(text).toContain("partyline 1.2.3, host");
  expect(text).toContain('TypeError (E_X): cannot read "…"');
  expect(text).toContain('caused by Error (INTERNAL): the key … of "…"');
  expect(text).toMatch(/\n {4}at .*logs\.test\.ts:\d+/);
  for (const secret of ["hello there", "secret words", KEY]) expect(text).not.toContain(secret);
  expect(reportOf("just words", "t", { command: () => "host", version: "1" })).not.toContain("just words");
});

test("a fault of the program is told from what it was asked", () => {
  expect(isFault(new TypeError("x is not a function"))).toBe(true);
  expect(isFault(Object.assign(new TypeError("fetch failed"), { code: "ECONNREFUSED" }))).toBe(false);
  expect(isFault(new TypeError("fetch failed", { cause: new Error("refused") }))).toBe(false);
  expect(isFault(new Error("anything"))).toBe(false);
});
