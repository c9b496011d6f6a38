/**
 * Texts, read once. What a text needs beyond plain words (Markdown, shortcodes) is fetched when the first one needs
 * it; until then it is shown as typed, and whoever showed it hears of it by the signals.
 */
import { signal } from "@preact/signals-core";
import { isBlank, isPictures, tame } from "./characters.ts";
import { CACHED, FOLD_LINES, FOLD_UNITS } from "./limits.ts";
import { hasMarks, hasShortcodes, plainText, type Shortcodes } from "./plain.ts";
import type { Text } from "./tree.ts";

type ParseMarkdown = typeof import("./markdown.ts").parseMarkdown;

/** A message's text, ready to be shown. */
export interface Read {
  readonly text: Text;
  /** Only emoji, a few: shown large. */
  readonly pictures: boolean;
  /** So long that it is folded until asked for. */
  readonly long: boolean;
}

const markdown = signal<ParseMarkdown | undefined>(undefined);
const emoji = signal<Shortcodes | undefined>(undefined);
/** What is fetched together with Markdown. */
const beside: (() => Promise<void>)[] = [];
let markdownAsked = false;
let emojiAsked = false;

/** Has `part` fetched together with Markdown: no text is read as such before both are here. */
export function withMarkdown(part: () => Promise<void>): void {
  beside.push(part);
}

/** By text and by what was there to read it with; the least recently used goes first (a Map keeps its order). */
const cache = new Map<string, { readonly with: string; readonly read: Read }>();

/** Reads a text as far as it can be read now. Subscribes the caller to what is still to come, and to nothing else. */
export function readText(typed: string): Read {
  const known = cache.get(typed);
  if (known?.with === "all") {
    cache.delete(typed);
    cache.set(typed, known);
    return known.read;
  }
  const text = tame(typed);
  const parse = hasMarks(text) ? needMarkdown() : null;
  const codes = hasShortcodes(text) ? needEmoji() : null;
  const have = parse === undefined || codes === undefined ? `${parse ? "m" : ""}${codes ? "e" : ""}` : "all";
  if (known?.with === have) return known.read;
  const read = make(text, parse ?? undefined, codes ?? undefined);
  cache.delete(typed);
  cache.set(typed, { with: have, read });
  if (cache.size > CACHED) cache.delete(cache.keys().next().value ?? typed);
  return read;
}

function make(text: string, parse: ParseMarkdown | undefined, codes: Shortcodes | undefined): Read {
  if (isBlank(text)) {
    return { text: plainText("(a message without anything to see)"), pictures: false, long: false };
  }
  const tree = parse?.(text, codes) ?? plainText(text, codes);
  const [first, ...others] = tree;
  const only = others.length === 0 && first?.kind === "paragraph" ? first.inside : [];
  const pictures = only.length === 1 && only[0]?.kind === "text" && isPictures(only[0].text);
  return { text: tree, pictures, long: isLong(text) };
}

function isLong(text: string): boolean {
  if (text.length > FOLD_UNITS) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines > FOLD_LINES;
}

function needMarkdown(): ParseMarkdown | undefined {
  if (!markdownAsked) {
    markdownAsked = true;
    fetching(Promise.all([import("./markdown.ts"), ...beside.map((fetch) => fetch())])).then(
      ([{ parseMarkdown }]) => {
        markdown.value = parseMarkdown;
      },
      // Asked for again by the next text that needs it.
      () => {
        markdownAsked = false;
      },
    );
  }
  return markdown.value;
}

function needEmoji(): Shortcodes | undefined {
  if (!emojiAsked) {
    emojiAsked = true;
    fetching(import("./shortcodes.ts")).then(
      ({ shortcodes }) => {
        emoji.value = shortcodes;
      },
      () => {
        emojiAsked = false;
      },
    );
  }
  return emoji.value;
}

const underWay = new Set<Promise<unknown>>();

function fetching<T>(part: Promise<T>): Promise<T> {
  underWay.add(part);
  const over = () => underWay.delete(part);
  part.then(over, over);
  return part;
}

/** Resolves when what texts still need is here or could not be had; undefined when nothing is under way. */
export function readingOn(): Promise<unknown> | undefined {
  return underWay.size === 0 ? undefined : Promise.allSettled(underWay);
}
