/** How many columns a text takes in a terminal. */

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const PLAIN = /^[\u0020-\u007e]*$/;
const EMOJI = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/v;
/** Marks without a column of their own, formats, controls, and the Hangul vowels and finals that join a syllable. */
const EMPTY = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u;
/** Formats that show: the soft hyphen, and Arabic and Syriac signs that stand before or around numbers (Unicode 16,
 *  PropList.txt, Prepended_Concatenation_Mark). */
const SHOWN_FORMAT = /[\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]/u;

/** East Asian Wide and Fullwidth outside of emoji (Unicode 16, EastAsianWidth.txt), as first and last. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2fb],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const isWide = (code: number): boolean =>
  code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last);

/** The characters of a text as people see them (UAX 29, extended grapheme clusters). */
export const graphemesOf = (text: string): string[] =>
  PLAIN.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Columns of one grapheme: 2 for an emoji, however many characters it is made of; else the sum of its characters',
 *  as terminals count them (wcwidth), which can be more than 2 where letters join. */
export function widthOfGrapheme(grapheme: string): number {
  if (grapheme.length === 1 && PLAIN.test(grapheme)) return 1;
  if (EMOJI.test(grapheme)) return 2;
  let columns = 0;
  for (const character of grapheme)
    if (!EMPTY.test(character) || SHOWN_FORMAT.test(character))
      columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
}

/** Columns of a text without line feeds or escape sequences. */
export const widthOf = (text: string): number =>
  PLAIN.test(text)
    ? text.length
    : graphemesOf(text).reduce((sum, grapheme) => sum + widthOfGrapheme(grapheme), 0);

/** As much of the text's beginning as fits, with "…" where something is left out. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let used = 1;
  for (const grapheme of graphemesOf(text)) {
    used += widthOfGrapheme(grapheme);
    if (used > columns) break;
    kept += grapheme;
  }
  return columns < 1 ? "" : `${kept}…`;
}

/** The text filled up with spaces to a number of columns; longer texts stay as they are. */
export const padTo = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - widthOf(text)));
