/** Addresses: which may be opened, where they stand in plain text, and what to say about where they go. */

/** What a link may be. Anything else (javascript:, data:, file:, other programs' schemes) stays text. */
const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** An address that may be opened, in the form in which the browser will ask for it; undefined for any other text. */
export function safeHref(address: string): string | undefined {
  const trimmed = address.trim();
  // Without a scheme it would lead into this page's own origin.
  if (!/^(?:https?:\/\/|mailto:)/i.test(trimmed)) return undefined;
  try {
    const url = new URL(trimmed);
    if (!SCHEMES.has(url.protocol)) return undefined;
    return url.href;
  } catch {
    return undefined;
  }
}

/**
 * Where a link goes, for people, when its words do not say it: the host as the network knows it (punycode for
 * look-alikes, no user name before it), or the mail address.
 * @returns undefined when the words are the address.
 */
export function destination(href: string, words: string): string | undefined {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^(?:https?:\/\/|mailto:)/i, "")
      .replace(/\/$/, "");
  const url = new URL(href);
  const shown = bare(words);
  if (url.protocol === "mailto:") return shown === url.pathname ? undefined : url.pathname.slice(0, 80);
  // Only the host decides where one lands; the whole address is in the tooltip.
  const [said = ""] = shown.split(/[/?#]/, 1);
  return said.toLowerCase() === url.host ? undefined : url.host;
}

export interface FoundLink {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly href: string;
}

/** Bounded: 2,000 units are the longest address that browsers and servers agree on. */
const ADDRESS =
  /(?<![\p{L}\p{N}@/:.])(?:https?:\/\/|www\.(?=[\p{L}\p{N}]))[^\s<>"“”`\u200b-\u200f\u2028-\u202f\u2066-\u2069]{1,2000}|(?<![\p{L}\p{N}.!#$%&'*+/=?^_{|}~@-])[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\p{L}\p{N}@])/giu;

/** The addresses in plain text, in order: http, https, www. and mail. */
export function findLinks(text: string): FoundLink[] {
  if (!/:\/\/|www\.|@/i.test(text)) return [];
  const found: FoundLink[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const words = withoutTail(match[0]);
    const href = safeHref(schemeFor(words));
    if (!href || words.length < 6) continue;
    found.push({ from: match.index, to: match.index + words.length, text: words, href });
  }
  return found;
}

function schemeFor(words: string): string {
  if (/^https?:/i.test(words)) return words;
  return /^www\./i.test(words) ? `http://${words}` : `mailto:${words}`;
}

const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Without the full stop, comma or bracket that belongs to the sentence: "(see http://a.example/b)." */
function withoutTail(address: string): string {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    if (/[.,;:!?'’»*_~|…]/.test(last)) continue;
    const opens = PAIRS[last];
    if (opens && count(address, last, end) > count(address, opens, end)) continue;
    break;
  }
  return address.slice(0, end);
}

/** How often a character stands in the first `end` of a text. Addresses are short enough to count again. */
function count(text: string, character: string, end: number): number {
  let found = 0;
  for (let index = 0; index < end; index++) if (text[index] === character) found++;
  return found;
}
