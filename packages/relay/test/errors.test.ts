import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  asRelayError,
  closeOfClient,
  isCloseFromHost,
  isCloseFromSwitchboard,
  isFromSwitchboard,
  isRelayErrorCode,
  limits,
  RELAY_ERRORS,
  RelayError,
  type RelayErrorCode,
  relayCloseCodeOf,
  relayErrorOfClose,
  windowOfReason,
  windowReason,
} from "../src/index.ts";

const spec = readFileSync(new URL("../SPEC.md", import.meta.url), "utf8");
const codes = Object.keys(RELAY_ERRORS) as RelayErrorCode[];
const table = /\*\*R8\.2\*\* Close codes: ([^.]+)\./.exec(spec)?.[1] ?? "";
const told = [...table.matchAll(/([A-Z_]+) (4\d{3})/g)].map(
  ([, code, close]) => [code, Number(close)] as const,
);

describe("R8.2 close codes", () => {
  test("are those of SPEC.md, both ways, and no others", () => {
    expect(told).toHaveLength(15);
    const own = new Map(told.map(([code, close]) => [close, code]));
    for (let close = 0; close < 65_536; close++) expect(relayErrorOfClose(close)).toBe(own.get(close));
    for (const [code, close] of told) expect(relayCloseCodeOf(code as RelayErrorCode)).toBe(close);
    expect(relayCloseCodeOf("NAME_TAKEN")).toBe(relayCloseCodeOf("INTERNAL"));
  });

  test("R4.11 a switchboard may give each of them, a host none but RESUME", () => {
    for (const [code, close] of told) {
      expect(isCloseFromSwitchboard(close)).toBe(true);
      expect(isCloseFromHost(close)).toBe(code === "RESUME");
      expect(isFromSwitchboard(close)).toBe(code !== "RESUME");
    }
    expect(isFromSwitchboard(4199)).toBe(false);
  });

  test("R4.11 what a host is told of a client's close", () => {
    expect([1000, 4008, 4005].map(closeOfClient)).toEqual([1000, 4008, 4005]);
    expect([1001, 1005, 1006, 3000, 4100, 4999].map(closeOfClient)).toEqual(Array(6).fill(1006));
  });
});

describe("R8.1 errors", () => {
  test("a code, its sentence, its cause", () => {
    const cause = new Error("disk");
    const unknown = asRelayError(cause);
    expect(unknown).toMatchObject({
      code: "INTERNAL",
      cause,
      message: RELAY_ERRORS.INTERNAL,
      name: "RelayError",
    });
    const known = new RelayError("LIMIT");
    expect(asRelayError(known)).toBe(known);
    expect(isRelayErrorCode("STALE")).toBe(true);
    expect(isRelayErrorCode("toString")).toBe(false);
  });

  test("every code fits the wire, and SPEC.md says where it comes from", () => {
    for (const code of codes) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]{0,31}$/);
      if (!code.startsWith("NAME_")) expect(spec).toMatch(new RegExp(`\\b${code}\\b`));
    }
  });
});

test("R8.4 the window in a close reason", () => {
  expect(windowReason(30)).toBe("window=30");
  expect(windowOfReason(windowReason(30), limits.WINDOW_SECONDS)).toBe(30);
  expect(windowOfReason("window=999999", limits.WINDOW_SECONDS)).toBe(600);
  for (const text of ["", "window=", "window=-1", "window=1e9", "xwindow=1", "window=9999999", "window=1\n"])
    expect(windowOfReason(text, 600)).toBe(0);
});
