import { closeCodeOf, SENTENCES } from "@partyline/protocol";
import { describe, expect, test } from "vitest";
import { sequelOf } from "../src/core/endings.ts";

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
