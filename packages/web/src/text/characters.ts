/** Characters that are used to deceive or to break a layout, made harmless before anything is parsed. */
import { INVISIBLE_RUN, MARKS } from "./limits.ts";

/** Names of the marks that turn the direction of what follows (Unicode UAX 9, 2.1 and 2.2). The isolates (2066 to
 *  2069) stay: they cannot reverse letters, and the end of their line ends them. */
const TURNS: Readonly<Record<string, string>> = {
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
};

/** Zero width: joiners, marks, soft hyphens, tags, fillers. */
const INVISIBLE =
  "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\u{e0000}-\\u{e0fff}]";
const FLOOD = new RegExp(`(${INVISIBLE})${INVISIBLE}{${INVISIBLE_RUN},}`, "gu");
const ONLY_INVISIBLE = new RegExp(`^(?:${INVISIBLE}|\\s)*$`, "u");
const STACK = new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, "gu");
/** C0 and C1 controls but tab and line feed; carriage returns are line feeds by then. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufff9-\ufffb]/g;
/** Cheap: most texts have none of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same.
const SUSPICIOUS = /[^\u0009\u000a\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff]/;

/**
 * The text with what turns direction made visible ("[RLO]"), floods of invisible characters cut to one, stacks of
 * combining marks cut short, and control characters shown as U+FFFD.
 */
export function tame(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u202a-\u202e]/g, (turn) => `[${TURNS[turn]}]`)
    .replace(CONTROLS, "\ufffd")
    .replace(FLOOD, "$1")
    .replace(STACK, "$1");
}

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return ONLY_INVISIBLE.test(text);
}

const PICTURES =
  /^(?:\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)*|\p{Regional_Indicator}{2}|\s){1,5}$/u;

/** Whether a text is up to three emoji and nothing else: such a text is shown large. */
export function isPictures(text: string): boolean {
  return text.length <= 40 && !/^[\d#*©®™\s]*$/.test(text) && PICTURES.test(text.trim());
}
