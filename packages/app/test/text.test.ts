import { expect, test } from "vitest";
import { safeLine, safeText } from "../src/terminal/safe-text.ts";
import { createStyle } from "../src/terminal/style.ts";
import { fit, widthOf } from "../src/terminal/width.ts";
import { wrap } from "../src/terminal/wrap.ts";

test("nothing in a text can make the terminal do anything", () => {
  expect(safeText("\u001b[2J\u0007\u009b1mred\u007f")).toBe("␛[2J␇\ufffd1mred␡");
  expect(safeText("user\u202etxt.exe\u2066x\u2069")).toBe("usertxt.exex");
  expect(safeText("a\r\nb\rc\u2028d\te")).toBe("a\nb\nc\nd    e");
  expect(safeText(`e${"\u0301".repeat(50)}`)).toBe(`e${"\u0301".repeat(6)}`);
  expect(safeText("\ud800")).toBe("\ufffd");
});

test("a name is one line, and nothing in it is invisible", () => {
  expect(safeLine("An\u200bna\nroot")).toBe("Anna root");
  expect(safeLine("👩‍👩‍👧")).toBe("👩‍👩‍👧");
});

test.each([
  ["hello", 5],
  ["日本語", 6],
  ["한글", 4],
  ["ｆｕｌｌ", 8],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["🇩🇪", 2],
  ["❤️", 2],
  ["❤", 1],
  ["🙏🏽", 2],
  ["1️⃣", 2],
  ["⏎·…", 3],
  ["السَّلام", 6],
  ["\u0601\u0661", 2],
  ["co\u00adop", 5],
  ["䷀☰⚊", 6],
  ["שלום", 4],
  ["กำ", 2],
  ["क्ष", 2],
  ["\u1112\u1161\u11ab", 2],
])("%s takes %i columns", (text, columns) => expect(widthOf(text)).toBe(columns));

test("a text too long for its place ends in an ellipsis", () => {
  expect(fit("Reading Club", 12)).toBe("Reading Club");
  expect(fit("Reading Club", 8)).toBe("Reading…");
  expect(fit("日本語", 4)).toBe("日…");
  expect(fit("abc", 0)).toBe("");
});

test("text is broken between words, long words between characters, links not at all", () => {
  expect(wrap("one two three", 7).map((row) => row.text)).toEqual(["one two", "three"]);
  expect(wrap("日本語日本語", 5).map((row) => row.text)).toEqual(["日本", "語日", "本語"]);
  expect(wrap("  indented text", 10).map((row) => row.text)).toEqual(["  indented", "text"]);
  expect(wrap("a\n\nb", 10).map((row) => row.text)).toEqual(["a", "", "b"]);
  expect(wrap("see https://example.org/long here", 10)).toEqual([
    { text: "see", whole: false },
    { text: "https://example.org/long", whole: true },
    { text: "here", whole: false },
  ]);
});

test("a member has one colour, and none where none is wanted", () => {
  const style = createStyle(8);
  expect(style.member("aaaaaaaaaaaaaaaa", "Bo")).toBe(style.member("aaaaaaaaaaaaaaaa", "Bo"));
  expect(style.member("aaaaaaaaaaaaaaaa", "Bo")).not.toBe(style.member("aaaaaaaaaaaaaaab", "Bo"));
  expect(createStyle(1).member("aaaaaaaaaaaaaaaa", "Bo")).toBe("\u001b[1mBo\u001b[22m");
});
