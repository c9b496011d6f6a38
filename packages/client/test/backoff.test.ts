import { closeCodeOf, SENTENCES } from "@partyline/protocol";
import { describe, expect, test } from "vitest";
import { backoff } from "../src/core/backoff.ts";
import { sequelOf } from "../src/core/endings.ts";

test("waits between nothing and a bound that doubles from half a second to 2 s, stays there, and then doubles to 30 s", () => {
  const most = Array.from({ length: 21 }, (_, attempt) => backoff(attempt, () => 1));
  expect(most.slice(0, 16)).toEqual([500, 1000, ...Array<number>(14).fill(2000)]);
  expect(most.slice(16)).toEqual([4000, 8000, 16_000, 30_000, 30_000]);
  expect(backoff(18, () => 0)).toBe(0);
  expect(backoff(5000, () => 0.5)).toBe(15_000);
});

describe("after a connection", () => {
  test.each(["CLOSED", "KICKED", "BANNED", "NAME_TAKEN", "NAME_EMPTY", "WRONG_PASSWORD", "TOO_MANY_TRIES"])(
    "%s is the end",
    (code) => expect(sequelOf({ code }, 0)).toBe("end"),
  );
  test.each(["TOKEN_REQUIRED", "VERSION", "ROOM_FULL", "WRONG_HOST_KEY"])("%s is the end", (code) =>
    expect(sequelOf({ code }, 3)).toBe("end"),
  );
  test.each([
    undefined,
    "SHUTDOWN",
    "BUSY",
    "SILENT",
    "INTERNAL",
    "NO_ROOM",
    "BAD_MESSAGE",
    "TIMEOUT",
    "NEVER_HEARD",
  ])("%s is followed by another try", (code) => expect(sequelOf({ code }, 0)).toBe("later"));
  test("RESUME comes back at once, but not in a circle", () => {
    expect(sequelOf({ code: "RESUME" }, 0)).toBe("at-once");
    expect(sequelOf({ code: "RESUME" }, 1)).toBe("later");
  });
  test("every name error is the end", () => {
    for (const code of Object.keys(SENTENCES))
      if (code.startsWith("NAME_")) expect(sequelOf({ code }, 0)).toBe("end");
    expect(closeCodeOf("RESUME")).toBe(4008);
  });
});
