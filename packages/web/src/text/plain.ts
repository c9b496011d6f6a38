/** Text without marks: paragraphs, line breaks, addresses. All that most messages need, and always at hand. */

import { NODES } from "./limits.ts";
import { destination, findLinks } from "./links.ts";
import type { Block, Inline, Text } from "./tree.ts";

/** Emoji by shortcode, without the colons. */
export type Shortcodes = ReadonlyMap<string, string>;

const SHORTCODE = /:([a-z0-9_+-]{1,32}):/g;

/** Marks of Markdown anywhere in a line, and at its start. Wrong guesses cost a parse, never a letter. */
const MARKS_INSIDE =
  /[`]|\*[^\s*]|(?<![\p{L}\p{N}_])_+[^\s_]|~~[^\s~]|\]\(|!\[|<(?:https?:|mailto:|[^\s<>@]+@)|\\[!-/:-@[-`{-~]/iu;
const MARKS_AT_START = /^ {0,3}(?:#{1,6}(?: |$)|>|[-+*](?: |$)|\d{1,9}[.)](?: |$)|~~~|(?:[-*_] *){3,}$)/m;
/** A table's second line; every expression here is linear, whatever is sent. */
const TABLE = /^[ |:-]+$/m;

/** Whether a text may hold Markdown. */
export function hasMarks(text: string): boolean {
  return MARKS_INSIDE.test(text) || MARKS_AT_START.test(text) || (text.includes("|") && TABLE.test(text));
}

/** Whether a text may hold an emoji's shortcode. */
export function hasShortcodes(text: string): boolean {
  return text.search(SHORTCODE) >= 0;
}

/** Paragraphs and addresses that one plain text may make: two and three nodes each, so NODES holds them all. */
const PARAGRAPHS = NODES / 5;
const ADDRESSES = NODES / 6;

/** A text as it was typed: blank lines part paragraphs, line breaks stay, addresses can be opened. */
export function plainText(text: string, shortcodes?: Shortcodes): Text {
  const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== "");
  // Past the cap the rest is one paragraph: line breaks inside it cost no node.
  const rest = parts.splice(PARAGRAPHS - 1).join("\n\n");
  let left = ADDRESSES;
  return [...parts, ...(rest === "" ? [] : [rest])].map((part): Block => {
    const inside = pieces(part, shortcodes, left);
    left -= inside.filter(({ kind }) => kind === "link").length;
    return { kind: "paragraph", inside };
  });
}

/** A run of text as pieces: what is an address, and what is not. At most `most` addresses. */
export function pieces(text: string, shortcodes: Shortcodes | undefined, most: number): Inline[] {
  const found: Inline[] = [];
  let at = 0;
  for (const link of findLinks(text).slice(0, most)) {
    if (link.from > at) found.push(words(text.slice(at, link.from), shortcodes));
    found.push({
      kind: "link",
      href: link.href,
      to: destination(link.href, link.text),
      inside: [{ kind: "text", text: link.text }],
    });
    at = link.to;
  }
  if (at < text.length || found.length === 0) found.push(words(text.slice(at), shortcodes));
  return found;
}

/** Text with its shortcodes as emoji; unknown ones stay as typed. */
export function words(text: string, shortcodes?: Shortcodes): Inline {
  if (!shortcodes) return { kind: "text", text };
  return { kind: "text", text: text.replace(SHORTCODE, (typed, name) => shortcodes.get(name) ?? typed) };
}
