import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  asProtocolError,
  closeCodeOf,
  type ErrorCode,
  errorOfClose,
  isErrorCode,
  limits,
  ProtocolError,
  SENTENCES,
} from "../src/index.ts";
import { COMMANDS, EVENTS, HOST_MESSAGES } from "./samples.ts";

const spec = readFileSync(new URL("../SPEC.md", import.meta.url), "utf8");
const codes = Object.keys(SENTENCES) as ErrorCode[];

describe("P4.12 close codes", () => {
  const told = [...spec.matchAll(/\b([A-Z_]+) (4\d{3})\b/g)].map(
    ([, code, close]) => [code, Number(close)] as const,
  );

  test("are those of SPEC.md, both ways", () => {
    expect(told).toHaveLength(10);
    for (const [code, close] of told) {
      expect(closeCodeOf(code as ErrorCode)).toBe(close);
      expect(errorOfClose(close)).toBe(code);
    }
  });

  test("a code without its own closes as BAD_MESSAGE", () => {
    const own = new Set<string>(told.map(([code = ""]) => code));
    for (const code of codes) if (!own.has(code)) expect(closeCodeOf(code)).toBe(closeCodeOf("BAD_MESSAGE"));
  });

  test("every close code of the table is used once, and no other means anything", () => {
    expect(new Set(told.map(([, close]) => close)).size).toBe(told.length);
    const own = new Set(told.map(([, close]) => close));
    for (let close = 1_000; close < 5_000; close++)
      expect(errorOfClose(close) !== undefined).toBe(own.has(close));
  });
});

describe("P1.9 errors", () => {
  test("each code fits its field, and its sentence the detail", () => {
    for (const code of codes) {
      expect(code).toMatch(/^[A-Z_]{1,32}$/);
      expect(SENTENCES[code].length).toBeLessThanOrEqual(limits.DETAIL_UNITS);
      expect(SENTENCES[code]).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("a code is one of ours, and nothing that any object has", () => {
    for (const code of codes) expect(isErrorCode(code)).toBe(true);
    for (const code of ["", "rate", "__proto__", "constructor", "toString", "hasOwnProperty", "RATE "])
      expect(isErrorCode(code)).toBe(false);
  });

  test("an error says its sentence unless it is given another", () => {
    expect(new ProtocolError("RATE")).toMatchObject({
      name: "ProtocolError",
      code: "RATE",
      message: SENTENCES.RATE,
    });
    expect(new ProtocolError("RATE", "Wait.").message).toBe("Wait.");
  });
});

describe("P1.9 any failure as one that may travel", () => {
  test("ours stays what it is", () => {
    const ours = new ProtocolError("CONFLICT", "x", { cause: new Error("y"), about: { n: 1 } });
    expect(asProtocolError(ours)).toBe(ours);
  });

  test("one with a code of ours keeps the code, and itself as the cause", () => {
    const full = Object.assign(new Error("ENOSPC at /home/anna/log"), { code: "LOG_FULL" });
    const error = asProtocolError(full);
    expect(error).toMatchObject({ code: "LOG_FULL", message: SENTENCES.LOG_FULL });
    expect(error.cause).toBe(full);
  });

  test.each([
    ["another error", new TypeError("secret")],
    ["another code", Object.assign(new Error("secret"), { code: "ENOENT" })],
    ["a code that any object has", { code: "constructor" }],
    ["a code that is no text", { code: 5 }],
    ["a text", "secret"],
    ["null", null],
    ["undefined", undefined],
  ])("%s becomes INTERNAL and says nothing of itself", (_, thrown) => {
    const error = asProtocolError(thrown);
    expect(error).toMatchObject({ code: "INTERNAL", message: SENTENCES.INTERNAL });
    expect(error.cause).toBe(thrown);
  });
});

describe("SPEC.md has a row for", () => {
  const rows = [...spec.matchAll(/^\| (P[\d.]+) +\|([^|]+)\|/gm)].map(([, ...cells]) => cells);
  const isTold = (rule: string, word: string) =>
    rows.some(([number, words]) => number === rule && words?.includes(`\`${word}\``));

  test.each(Object.keys(COMMANDS))("the command %s", (type) => {
    const [[rule] = [""]] = COMMANDS[type as keyof typeof COMMANDS];
    expect(isTold(rule, type)).toBe(true);
  });
  test.each(Object.keys(HOST_MESSAGES))("the host message %s", (type) => {
    const [[rule] = [""]] = HOST_MESSAGES[type as keyof typeof HOST_MESSAGES];
    expect(isTold(rule, type)).toBe(true);
  });
  test.each(Object.keys(EVENTS))("the event %s", (kind) => {
    const [[rule] = [""]] = EVENTS[kind as keyof typeof EVENTS];
    expect(isTold(rule, kind)).toBe(true);
  });
});
