/** What stands in an avatar: the first letters of a name in any script, or its first emoji whole. */

const graphemes = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;

/** Characters as a reader counts them; code points where the browser has no segmenter. */
function characters(text: string): string[] {
  return graphemes ? Array.from(graphemes.segment(text), (part) => part.segment) : Array.from(text);
}

const WORTHY = /[\p{L}\p{N}]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
/** Scripts in which a word is one or two characters long: one of them says more than two. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Scripts whose letters join: two initials are no word. */
const JOINING = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}]/u;
const NON_JOINER = "\u200c";

/**
 * One or two characters: "Reading Club" RC, "Anneli" AN, "مقهى الجيران" two letters kept apart, "李雷" its first,
 * "🎮 Games" G, "🎮" itself. "?" when there is nothing to show.
 */
export function initials(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/[\s\-_./#&+]+/u)
    .map((word) => characters(word).filter((character) => WORTHY.test(character)))
    .filter((word) => word.length > 0);
  const [first, second] = words;
  if (!first) return characters(name).find((character) => PICTURE.test(character)) ?? "?";
  const lead = first[0] ?? "";
  if (DENSE.test(lead)) return lead;
  const next = second ? second[0] : first[1];
  const between = JOINING.test(lead) ? NON_JOINER : "";
  return (next ? lead + between + next : lead).toLocaleUpperCase();
}
