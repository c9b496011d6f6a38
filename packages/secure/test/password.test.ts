import { describe, expect, test } from "vitest";
import { MAX_PASSWORD, normalizePassword, stretchPassword } from "../src/index.ts";
import { hex, refused, roomId, text } from "./helpers.ts";

describe("S5.1 what a password is", () => {
  test.each([
    ["plain", "correct horse", "correct horse"],
    ["case and width are kept", "Aﬀ！", "Aﬀ！"],
    ["spaces of other kinds become U+0020", "a\u00a0b\u3000c\u2003d", "a b c d"],
    ["decomposed becomes composed", "e\u0301", "\u00e9"],
    ["spaces at the ends are kept", " a ", " a "],
    ["emoji joined with U+200D", "👩‍🚀", "👩‍🚀"],
  ])("%s", (_, typed, expected) => {
    expect(normalizePassword(typed)).toEqual(text(expected));
  });

  test("empty", () => {
    refused("PASSWORD_EMPTY", () => normalizePassword(""));
  });

  test.each(["a\nb", "a\u0000", "\u007f", "\u0085", "\ud800", "a\udc00"])(
    "%j holds what it may not",
    (typed) => {
      refused("PASSWORD_CHARACTER", () => normalizePassword(typed));
    },
  );

  test("the length is counted in UTF-8", () => {
    expect(normalizePassword("é".repeat(MAX_PASSWORD / 2))).toHaveLength(MAX_PASSWORD);
    refused("PASSWORD_TOO_LONG", () => normalizePassword(`${"é".repeat(MAX_PASSWORD / 2)}a`));
  });
});

describe("S5.1 stretching", () => {
  test("golden; the same password typed otherwise gives the same", async () => {
    expect(hex(await stretchPassword("caf\u00e9 8", roomId))).toBe(
      "d1153004b12baf5d35724497c33a628b97b0ce0057e1eea42085a426d0828505",
    );
    expect(hex(await stretchPassword("cafe\u0301\u00a08", roomId))).toBe(
      "d1153004b12baf5d35724497c33a628b97b0ce0057e1eea42085a426d0828505",
    );
  });

  test("another room, another result", async () => {
    expect(await stretchPassword("a", roomId)).not.toEqual(await stretchPassword("a", "a".repeat(32)));
  });

  test("errors come as rejections", async () => {
    await expect(stretchPassword("", roomId)).rejects.toMatchObject({ code: "PASSWORD_EMPTY" });
    await expect(stretchPassword("a", "no room")).rejects.toMatchObject({ code: "BAD_TEXT" });
  });
});
