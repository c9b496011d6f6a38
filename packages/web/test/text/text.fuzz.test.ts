/** Whatever somebody writes: a small tree of our own kinds, with no link to anywhere but the web and mail, and soon. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { tame } from "../../src/text/characters.ts";
import { COLUMNS, DEPTH, NODES } from "../../src/text/limits.ts";
import { parseMarkdown } from "../../src/text/markdown.ts";
import { hasMarks, plainText } from "../../src/text/plain.ts";
import { type Block, countNodes, depthOf, type Inline, wordsOf } from "../../src/text/tree.ts";

// The longest texts take 20 ms.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 4);
/** Milliseconds of CPU that one text may take; the longest honest ones take about 20. */
const SOON = 1_000;

const piece = fc.constantFrom(
  ...[
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```\n",
    "```js\n",
    "> ",
    "- ",
    "1. ",
    "99999999999. ",
    "- [ ] ",
    "# ",
    "---\n",
  ],
  ...[
    "|",
    "|-|-|\n",
    "|a|b|\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\\",
    "[",
    "](",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&amp;",
    "&#0;",
  ],
  ...[
    "[a](javascript:alert(1))",
    "[a]( data:text/html,x)",
    "<http://a.b>",
    "![x](http://a/b)",
    "[x]: http://a.b\n",
  ],
  ...[
    "http://a.example/",
    "https://",
    "www.a.b",
    "a@b.example",
    "mailto:x",
    "file:///etc",
    "vbscript:x",
    "HTTP://A",
  ],
  ...[
    "[a](http://x:y@z)",
    "\u202e",
    "\u200b",
    "\u0301".repeat(9),
    "\0",
    "\ud800",
    "😀",
    "<script>",
    ":smile:",
  ],
  ...["a", "word ", " ", ".", "!", "&lt;", "%00", "http://[::1]:99999/"],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 400 }))
    .map(([parts, times]) => parts.join("").repeat(times).slice(0, 10_000)),
  fc.string({ unit: "binary", maxLength: 100 }),
);

function* linksOf(nodes: readonly (Block | Inline)[]): Generator<string> {
  for (const node of nodes) {
    if (node.kind === "link") yield node.href;
    if (node.kind === "list") for (const item of node.items) yield* linksOf(item.inside);
    else if (node.kind === "table")
      for (const row of [node.head, ...node.rows]) for (const cell of row) yield* linksOf(cell);
    else if ("inside" in node) yield* linksOf(node.inside);
  }
}

test("any text becomes a tree within its bounds, and its links are harmless", () => {
  let marked = 0;
  fc.assert(
    fc.property(text, (typed) => {
      const began = process.cpuUsage().user;
      const given = tame(typed);
      const parsed = hasMarks(given) ? parseMarkdown(given) : undefined;
      if (parsed) marked += 1;
      const tree = parsed ?? plainText(given);
      expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(SOON);
      expect(countNodes(tree)).toBeLessThanOrEqual(NODES);
      expect(depthOf(tree)).toBeLessThanOrEqual(DEPTH);
      for (const block of tree)
        if (block.kind === "table") expect(block.head.length).toBeLessThanOrEqual(COLUMNS);
      for (const href of linksOf(tree)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/i);
      const words = wordsOf(tree);
      expect(/[\u202a-\u202e\u2066-\u2069]/.test(words)).toBe(false);
      // Every letter and digit that was typed is still there, beside what only led somewhere.
      if (!parsed) expect(words.replace(/\s/g, "")).toBe(given.replace(/\s/g, ""));
    }),
    { numRuns },
  );
  expect(marked).toBeGreaterThan(numRuns / 10);
});
