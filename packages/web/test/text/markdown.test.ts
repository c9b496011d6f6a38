import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/text/markdown.ts";
import { hasMarks, plainText } from "../../src/text/plain.ts";
import { shortcodes } from "../../src/text/shortcodes.ts";
import type { Block, Inline } from "../../src/text/tree.ts";

const text = (words: string): Inline => ({ kind: "text", text: words });
const paragraph = (...inside: Inline[]): Block => ({ kind: "paragraph", inside });
const parsed = (typed: string) => parseMarkdown(typed, shortcodes);

describe("what people type", () => {
  test("emphasis, code and strikethrough", () => {
    expect(parsed("**a** _b_ `c` ~~d~~")).toEqual([
      paragraph(
        { kind: "strong", inside: [text("a")] },
        text(" "),
        { kind: "em", inside: [text("b")] },
        text(" "),
        { kind: "code", text: "c" },
        text(" "),
        { kind: "strike", inside: [text("d")] },
      ),
    ]);
  });

  test("line breaks stay as typed", () => {
    expect(parsed("*a*\nb")).toEqual([
      paragraph({ kind: "em", inside: [text("a")] }, { kind: "break" }, text("b")),
    ]);
  });

  test("fenced code keeps its text and its language, and no emoji", () => {
    expect(parsed("```ts\nlet a = 1; // :tada:\n\n```")).toEqual([
      { kind: "code", language: "ts", text: "let a = 1; // :tada:\n" },
    ]);
  });

  test("lists, ordered lists from any number, tasks", () => {
    expect(parsed("- a\n- [ ] b\n- [x] c")).toEqual([
      {
        kind: "list",
        start: undefined,
        items: [
          { done: undefined, inside: [paragraph(text("a"))] },
          { done: false, inside: [paragraph(text("b"))] },
          { done: true, inside: [paragraph(text("c"))] },
        ],
      },
    ]);
    expect(parsed("3. a\n4. b")).toMatchObject([{ kind: "list", start: 3 }]);
  });

  test("tables with their columns' sides", () => {
    expect(parsed("|a|b|\n|:-:|--:|\n|*c*|d|")).toEqual([
      {
        kind: "table",
        align: ["center", "right"],
        head: [[text("a")], [text("b")]],
        rows: [[[{ kind: "em", inside: [text("c")] }], [text("d")]]],
      },
    ]);
  });

  test("quotes in quotes, headings, rules", () => {
    expect(parsed("> a\n>\n> > b")).toEqual([
      { kind: "quote", inside: [paragraph(text("a")), { kind: "quote", inside: [paragraph(text("b"))] }] },
    ]);
    expect(parsed("## a")).toEqual([{ kind: "heading", level: 2, inside: [text("a")] }]);
    expect(parsed("a\n\n---\n\n*b*")?.[1]).toEqual({ kind: "rule" });
  });

  test("shortcodes become emoji, unknown ones stay", () => {
    expect(parsed("*x* :tada: :nonsense:")?.[0]).toMatchObject({ inside: [{}, text(" 🎉 :nonsense:")] });
    expect(plainText("10:30:45 :+1:", shortcodes)).toEqual([paragraph(text("10:30:45 👍"))]);
  });
});

describe("what is typed never disappears", () => {
  test.each([
    ["HTML", "*a* <b>x</b> <script>alert(1)</script>", "a <b>x</b> <script>alert(1)</script>"],
    ["entities", "*a* &amp; &lt;", "a &amp; &lt;"],
    ["link definitions", "[a]: https://example.org *b*", "[a]: "],
    ["indented code is text", "*a*\n\n    b", "b"],
  ])("%s", (_, typed, shown) => {
    expect(JSON.stringify(parsed(typed))).toContain(JSON.stringify(shown).slice(1, -1).split(" ")[0]);
    expect(words(parsed(typed) ?? [])).toContain(shown);
  });

  test.each(["# ", "- ", "> ", "1. ", "```\n```", "#"])(
    "%j has nothing to see as Markdown, so it is shown as typed",
    (typed) => expect(parsed(typed)).toBeUndefined(),
  );

  test("a link without words shows its address", () => {
    expect(parsed("[](https://a.example/)")).toEqual([
      paragraph({
        kind: "link",
        href: "https://a.example/",
        to: undefined,
        inside: [text("https://a.example/")],
      }),
    ]);
  });
});

test("the cheap look finds whatever Markdown would change", () => {
  for (const typed of [
    "**a**",
    "a *b*",
    "_a_",
    "`a`",
    "~~a~~",
    "# a",
    "> a",
    "- a",
    "1. a",
    "a\n---\nb",
    "```\na\n```",
  ])
    expect(hasMarks(typed), typed).toBe(true);
  for (const typed of [
    "[a](https://b.example)",
    "![a](https://b.example)",
    "|a|b|\n|-|-|",
    "\\*a\\*",
    "<https://a.example>",
  ])
    expect(hasMarks(typed), typed).toBe(true);
  for (const typed of [
    "Plain words, as most are.",
    "snake_case_name",
    "5 * 3 = 15",
    "a - b",
    "#tag",
    "2 > 1",
    "a | b",
  ])
    expect(hasMarks(typed), typed).toBe(false);
});

const words = (nodes: readonly (Block | Inline)[]): string =>
  nodes
    .map((node) => ("text" in node ? node.text : "inside" in node ? words(node.inside as Inline[]) : "\n"))
    .join("");
