/**
 * Markdown to the tree, by markdown-it's tokens. Loaded on first use: it weighs more than half of the rest of the page.
 * Its HTML renderer is never called.
 */
import MarkdownIt, { type Token } from "markdown-it";
import { COLUMNS, DEPTH, NODES } from "./limits.ts";
import { destination, findLinks, safeHref } from "./links.ts";
import { type Shortcodes, words } from "./plain.ts";
import {
  type Align,
  type Block,
  countNodes,
  depthOf,
  type Inline,
  type ListItem,
  type Text,
  wordsOf,
} from "./tree.ts";

/** As people type in chats. Off: what would make something typed disappear or change unasked (HTML, entities, link
 *  definitions, indented code, underlined headings). A line break is one. */
const parser = new MarkdownIt({
  html: false,
  breaks: true,
  linkify: true,
  typographer: false,
  maxNesting: 4 * DEPTH,
});
parser.disable(["html_block", "html_inline", "entity", "reference", "code", "lheading"]);
// An address is written as safeHref has it, and its words as they were typed.
parser.normalizeLink = parser.normalizeLinkText = (address) => address;
parser.validateLink = (address) => safeHref(address) !== undefined;
// One idea of what an address is, for plain text and Markdown alike.
Object.assign(parser.linkify, {
  pretest: (text: string) => findLinks(text).length > 0,
  test: (text: string) => findLinks(text).length > 0,
  match: (text: string) =>
    findLinks(text).map(({ from, to, text: found, href }) => ({
      index: from,
      lastIndex: to,
      raw: found,
      text: found,
      url: href,
      schema: "",
    })),
  matchAtStart: (text: string) => {
    const [first] = findLinks(text.slice(0, 2_000));
    if (first?.from !== 0) return null;
    return { index: 0, lastIndex: first.to, raw: first.text, text: first.text, url: first.href, schema: "" };
  },
});

/**
 * @returns the text as a tree; undefined when it is to be shown as typed: too many nodes, too deep, or nothing to see.
 */
export function parseMarkdown(text: string, shortcodes?: Shortcodes): Text | undefined {
  const tokens = parser.parse(text, {});
  // Before anything is built from them: a hostile text makes tens of thousands.
  if (tokens.length > 2 * NODES || tokens.some(({ level }) => level > 2 * DEPTH + 2)) return undefined;
  const tree = new Builder(tokens, shortcodes).blocks();
  if (tree === undefined || countNodes(tree) > NODES || depthOf(tree) > DEPTH) return undefined;
  return wordsOf(tree).trim() === "" && !tree.some(({ kind }) => kind === "rule") ? undefined : tree;
}

const EMPHASIS = { em_open: "em", strong_open: "strong", s_open: "strike" } as const;

/** Reads tokens from left to right, one method a kind of place. */
class Builder {
  readonly #tokens: readonly Token[];
  readonly #shortcodes: Shortcodes | undefined;
  #at = 0;
  #tooWide = false;

  constructor(tokens: readonly Token[], shortcodes: Shortcodes | undefined) {
    this.#tokens = tokens;
    this.#shortcodes = shortcodes;
  }

  /** Everything; undefined when a table has more columns than can be shown. */
  blocks(): Block[] | undefined {
    const found = this.#blocksUntil(undefined);
    return this.#tooWide ? undefined : found;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #blocksUntil(close: string | undefined): Block[] {
    const found: Block[] = [];
    for (let token = this.#next(); token && token.type !== close; token = this.#next()) {
      const block = this.#block(token);
      if (block) found.push(block);
    }
    return found;
  }

  #block(token: Token): Block | undefined {
    switch (token.type) {
      case "paragraph_open":
        return { kind: "paragraph", inside: this.#inlineUntil("paragraph_close") };
      case "heading_open":
        return { kind: "heading", level: Number(token.tag[1]), inside: this.#inlineUntil("heading_close") };
      case "fence":
        return {
          kind: "code",
          language: token.info.trim().split(/\s/)[0]?.slice(0, 24) ?? "",
          text: token.content.replace(/\n$/, ""),
        };
      case "blockquote_open":
        return { kind: "quote", inside: this.#blocksUntil("blockquote_close") };
      case "bullet_list_open":
        return { kind: "list", start: undefined, items: this.#itemsUntil("bullet_list_close") };
      case "ordered_list_open":
        return {
          kind: "list",
          start: Number(token.attrGet("start") ?? 1),
          items: this.#itemsUntil("ordered_list_close"),
        };
      case "table_open":
        return this.#table();
      case "hr":
        return { kind: "rule" };
      case "inline":
        return { kind: "paragraph", inside: this.#inline(token) };
      default:
        return undefined;
    }
  }

  #itemsUntil(close: string): ListItem[] {
    const items: ListItem[] = [];
    for (let token = this.#next(); token && token.type !== close; token = this.#next()) {
      if (token.type === "list_item_open") items.push(task(this.#blocksUntil("list_item_close")));
    }
    return items;
  }

  #table(): Block {
    const rows: (readonly Inline[])[][] = [];
    const align: Align[] = [];
    for (let token = this.#next(); token && token.type !== "table_close"; token = this.#next()) {
      if (token.type === "tr_open") rows.push([]);
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      if (token.type === "th_open") align.push(alignOf(token));
      rows.at(-1)?.push(this.#inlineUntil(token.type.replace("open", "close")));
    }
    if (align.length > COLUMNS) this.#tooWide = true;
    const [head = [], ...body] = rows;
    return { kind: "table", align, head, rows: body };
  }

  #inlineUntil(close: string): Inline[] {
    const found: Inline[] = [];
    for (let token = this.#next(); token && token.type !== close; token = this.#next()) {
      if (token.type === "inline") found.push(...this.#inline(token));
    }
    return found;
  }

  #inline(token: Token): Inline[] {
    const reader = new Builder(token.children ?? [], this.#shortcodes);
    return reader.#marksUntil(undefined);
  }

  #marksUntil(close: string | undefined): Inline[] {
    const found: Inline[] = [];
    for (let token = this.#next(); token && token.type !== close; token = this.#next()) {
      found.push(...this.#mark(token));
    }
    return found;
  }

  #mark(token: Token): Inline[] {
    switch (token.type) {
      case "softbreak":
      case "hardbreak":
        return [{ kind: "break" }];
      case "code_inline":
        return [{ kind: "code", text: token.content }];
      case "em_open":
      case "strong_open":
      case "s_open": {
        const inside = this.#marksUntil(token.type.replace("open", "close"));
        return [{ kind: EMPHASIS[token.type], inside }];
      }
      case "link_open":
        return link(String(token.attrGet("href") ?? ""), this.#marksUntil("link_close"));
      // A picture is named and linked, never loaded: loading would tell a stranger who reads this, and from where.
      case "image":
        return link(String(token.attrGet("src") ?? ""), [{ kind: "text", text: token.content || "picture" }]);
      default:
        return token.content === "" ? [] : [words(token.content, this.#shortcodes)];
    }
  }
}

function link(address: string, inside: Inline[]): Inline[] {
  const href = safeHref(address);
  if (!href) return inside;
  const shown = wordsOf(inside);
  // Words that are nothing to see would leave a link that nobody finds.
  const visible: Inline[] = shown.trim() === "" ? [{ kind: "text", text: href }] : inside;
  return [{ kind: "link", href, to: destination(href, wordsOf(visible)), inside: visible }];
}

/** "[ ] " and "[x] " at the start of a list's item. */
function task(inside: readonly Block[]): ListItem {
  const [first, ...others] = inside;
  const [head, ...rest] = first?.kind === "paragraph" ? first.inside : [];
  const box = head?.kind === "text" ? /^\[([ xX])\](?:\s+|$)/.exec(head.text) : null;
  if (!box || head?.kind !== "text") return { done: undefined, inside };
  const text = head.text.slice(box[0].length);
  return {
    done: box[1] !== " ",
    inside: [{ kind: "paragraph", inside: [{ kind: "text", text }, ...rest] }, ...others],
  };
}

function alignOf(cell: Token): Align {
  const style = cell.attrGet("style");
  return (["left", "center", "right"] as const).find((side) => style === `text-align:${side}`);
}
