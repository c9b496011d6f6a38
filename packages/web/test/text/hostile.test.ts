import { describe, expect, test } from "vitest";
import { isBlank, isPictures, tame } from "../../src/text/characters.ts";
import { COLUMNS, DEPTH, NODES } from "../../src/text/limits.ts";
import { parseMarkdown } from "../../src/text/markdown.ts";
import { hasMarks, plainText } from "../../src/text/plain.ts";
import { countNodes, depthOf } from "../../src/text/tree.ts";

/** The longest text that a room takes, in UTF-16 units. */
const LONGEST = 10_000;
const full = (piece: string) => piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST);

const TEXTS: Readonly<Record<string, string>> = {
  "quotes in quotes": full(">"),
  "spaced quotes": full("> "),
  "open brackets": full("["),
  "open links": full("[a]("),
  "open emphasis": full("*a "),
  "mixed emphasis": full("**a_"),
  "emphasis in emphasis": `${"*_".repeat(2_500)}x${"_*".repeat(2_500)}`,
  "runs of backticks": Array.from({ length: 140 }, (_, length) => "`".repeat(length)).join(" "),
  "pairs of emphasis": full("*a* "),
  "a wide table": `${"|a".repeat(2_000)}\n${"|-".repeat(2_000)}\n|a`,
  "a long table": `|a|b|\n|-|-|\n${full("|a|b|\n")}`.slice(0, LONGEST),
  "lists in lists": Array.from({ length: 138 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n"),
  "numbers in numbers": full("1. "),
  "line breaks": full("a\n"),
  paragraphs: full("a\n\n"),
  "one word": full("x"),
  addresses: full("http://a.b "),
  "dots in an address": full("http://........"),
  "brackets behind an address": full("http://a))))))))))"),
  "half addresses": full("http://"),
  "at signs": full("a@"),
  pictures: full("![a](http://x.y)"),
  underscores: `${full("_").slice(1)}x`,
  pipes: full("|"),
  tildes: full("~"),
  backslashes: full("\\"),
  colons: full(":a"),
  "angle brackets": full("<"),
  "bold in a heading": full("# **a** "),
};

/** As the reader does it. */
function shown(typed: string) {
  const text = tame(typed);
  return (hasMarks(text) ? parseMarkdown(text) : undefined) ?? plainText(text);
}

describe("hostile texts stay small: the browser lays out few nodes, near to the surface", () => {
  test.each(Object.entries(TEXTS))("%s", (_, typed) => {
    const tree = shown(typed);
    expect(countNodes(tree)).toBeLessThanOrEqual(NODES);
    expect(depthOf(tree)).toBeLessThanOrEqual(DEPTH);
    for (const block of tree)
      if (block.kind === "table") expect(block.head.length).toBeLessThanOrEqual(COLUMNS);
  });

  test("what is too deep is shown as typed, and none of it is lost", () => {
    const typed = `${">".repeat(200)} the end`;
    expect(shown(typed)).toEqual([{ kind: "paragraph", inside: [{ kind: "text", text: typed }] }]);
  });
});

describe("characters", () => {
  test("what turns the direction is made visible", () => {
    expect(tame("invoice_\u202efdp.exe")).toBe("invoice_[RLO]fdp.exe");
    expect(tame("\u202a\u202b\u202c\u202d")).toBe("[LRE][RLE][PDF][LRO]");
  });

  test("floods of the invisible are cut to one; what scripts and emoji need stays", () => {
    expect(tame(`a${"\u200b".repeat(9_000)}b`)).toBe("a\u200bb");
    expect(tame("👨‍👩‍👧‍👦 می‌خواهم 🏴󠁧󠁢󠁥󠁮󠁧󠁿")).toBe("👨‍👩‍👧‍👦 می‌خواهم 🏴󠁧󠁢󠁥󠁮󠁧󠁿");
  });

  test("stacks of marks are cut; letters that need several keep them", () => {
    expect(tame(`z${"\u0300".repeat(500)}`)).toBe(`z${"\u0300".repeat(6)}`);
    expect(tame("Việt हिन्दी")).toBe("Việt हिन्दी");
  });

  test("controls are shown, tab and line feed are not touched", () => {
    expect(tame("a\u0000b\u0007\tc\r\nd")).toBe("a\ufffdb\ufffd\tc\nd");
  });

  test("nothing to see is known as such", () => {
    expect(isBlank("\u200b \u2060\ufeff")).toBe(true);
    expect(isBlank(".")).toBe(false);
  });

  test("a few emoji alone are pictures; digits and words are none", () => {
    for (const text of ["🎉", "🎉🎉", "👨‍👩‍👧‍👦", "🇩🇪", "❤️"]) expect(isPictures(text), text).toBe(true);
    for (const text of ["1", "#", "ok", "🎉 yes", "🎉".repeat(9), "©"])
      expect(isPictures(text), text).toBe(false);
  });
});
