import { createHash } from "node:crypto";
import { UNICODE_VERSION } from "@partyline/names";
import { expect, it } from "vitest";
import { folds, isEmoji, isMark, isRefused, prototypes } from "../src/properties.ts";
import { scriptsOf } from "../src/scripts.ts";
import * as tables from "../src/tables.ts";

/** Every character that the tables know, as [code point, character]. */
function* known(): Generator<[number, string]> {
  for (let point = 0x21; point <= 0x10ffff; point++) {
    if (!isRefused(point)) yield [point, String.fromCodePoint(point)];
  }
}

it("N15 the tables are the pinned ones; a change of them is a change of protocol", () => {
  expect(UNICODE_VERSION).toBe("15.0.0");
  const digest = createHash("sha256").update(Object.values(tables).join("\n")).digest("hex");
  expect(digest).toBe("e8b908d50fed9375e3dfdad8676bc92ae18fd3176f42288f4bcd322e8ef41244");
});

it("N15 the tables say what the runtime says of the characters both know", () => {
  const wrong: string[] = [];
  const scripts = ["Latin", "Cyrillic", "Greek", "Arabic", "Han", "Devanagari", "Thai", "Hangul"];
  const patterns = scripts.map((name) => [name, new RegExp(`^\\p{Script=${name}}$`, "u")] as const);
  for (const [point, character] of known()) {
    if (/\p{Cn}/u.test(character) && !isEmoji(point)) wrong.push(`unassigned ${character}`);
    if (/\p{M}/u.test(character) !== isMark(point)) wrong.push(`mark ${character}`);
    for (const [name, pattern] of patterns) {
      if (pattern.test(character) && !scriptsOf(point)?.includes(name)) wrong.push(`script ${character}`);
    }
  }
  expect(wrong).toEqual([]);
});

it("N15 the tables are whole", () => {
  expect(prototypes.size).toBe(6311);
  expect(folds.size).toBe(1530);
  expect(prototypes.get("\u0430")).toBe("a");
  expect(prototypes.get("m")).toBe("rn");
  expect(folds.get("ß")).toBe("ss");
  expect(isEmoji(0x1f3ae)).toBe(true);
  expect(isEmoji(0x31)).toBe(false);
});
