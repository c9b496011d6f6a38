import * as tables from "./tables.ts";
import { isIn, mappingOf, rangesOf } from "./unpack.ts";

/** The pinned properties as tests of one code point. A runtime's own `\p{...}` follows its own Unicode version,
 *  and two authorities must not disagree about a name (rule N15). */
function property(packed: string): (point: number) => boolean {
  const ranges = rangesOf(packed);
  return (point) => isIn(ranges, point);
}

/** Not in a name, unless an emoji or a script needs it where it stands (N5). */
export const isRefused = property(tables.REFUSED);
/** An emoji, or a place that Unicode keeps for one; not ASCII. */
export const isEmoji = property(tables.EMOJI);
/** A nonspacing or enclosing mark. */
export const isNonspacing = property(tables.NONSPACING);
/** Any combining mark. */
export const isMark = property(tables.MARKS);
/** A sign that silences a vowel (ccc 9): joiners may follow it. */
export const isVirama = property(tables.VIRAMAS);
/** A space, dash, apostrophe, full stop or look-alike, which a skeleton leaves out (N13). */
export const isSeparator = property(tables.SEPARATORS);

/** Full case folding, one character at a time; what is absent folds to itself. */
export const folds = mappingOf(tables.FOLDS);
/** The TR39 prototype of a character; what is absent is its own. */
export const prototypes = mappingOf(tables.CONFUSABLES);

/** `text` with each character replaced by what `mapping` has for it. */
export function mapCharacters(text: string, mapping: ReadonlyMap<string, string>): string {
  let mapped = "";
  for (const character of text) mapped += mapping.get(character) ?? character;
  return mapped;
}

/** `text` without the characters that pass `test`. */
export function without(text: string, test: (point: number) => boolean): string {
  let kept = "";
  for (const character of text) if (!test(character.codePointAt(0) ?? 0)) kept += character;
  return kept;
}
