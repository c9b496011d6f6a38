import { folds, isSeparator, mapCharacters, prototypes, without } from "./properties.ts";

/** White_Space=Yes (UCD PropList), unchanged since Unicode 6.3. Not `\s` and `trim`, which also take U+FEFF:
 *  that one cannot be seen and is refused. */
const WHITE_SPACE = /[\t-\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;

/** "i" and "j" hide a dot put above them: the second dot cannot be seen (Soft_Dotted). */
const HIDDEN_DOT = /(?<=[ij])\u0307/gu;

/** The Turkish capital I with a dot, decomposed; without the dot it would be taken for "l". */
const DOTTED_CAPITAL_I = /I\u0307/gu;

/** Joiners and style selectors: what an accepted name can hold that cannot be seen. Tags are kept: they tell
 *  the flag of Scotland from that of Wales. */
const UNSEEN = /\u200c|\u200d|\ufe0e|\ufe0f/gu;

const ASCII = /[!-~]/g;

/** One round settles every single character (a test tries them all); the others are for sequences, and the
 *  cap guards against a loop. */
const KEY_ROUNDS = 4;

/** What is shown (N2): NFC, trimmed, each run of white space one space. */
export function displayForm(text: string): string {
  return text.normalize("NFC").replace(WHITE_SPACE, " ").replace(/^ | $/g, "");
}

/** What is compared for "the same name" (N12): NFKC and full case folding until nothing changes, without
 *  what cannot be seen. RFC 8266 section 2.3 asks for the repetition, up to three times more. */
export function keyOf(name: string): string {
  let key = name.replace(UNSEEN, "");
  for (let round = 0; round < KEY_ROUNDS; round++) {
    const next = displayForm(caseless(key).replace(HIDDEN_DOT, ""));
    if (next === key) break;
    key = next;
  }
  return key;
}

/** What is compared for "looks like that name" (N13): the TR39 skeleton (UTS #39 section 4) of the name as it
 *  was written, without separators, then caseless. The prototypes come before compatibility folding, which
 *  would hide what a character looks like (long s is an "s" to NFKC, an "f" to the eye). Afterwards only ASCII
 *  is looked up again, for the m that was an M: a second look at all would add likenesses that nobody sees
 *  (capital Cyrillic ghe to capital gamma to small gamma to y). */
export function skeletonOf(name: string): string {
  const written = name.replace(UNSEEN, "").normalize("NFD").replace(DOTTED_CAPITAL_I, "i");
  const seen = mapCharacters(without(written, isSeparator), prototypes).normalize("NFD");
  const again = caseless(seen).replace(ASCII, (each) => (prototypes.get(each) ?? each).toLowerCase());
  return again.normalize("NFD").replace(HIDDEN_DOT, "");
}

function caseless(text: string): string {
  return mapCharacters(text.normalize("NFKC"), folds).normalize("NFKC");
}
