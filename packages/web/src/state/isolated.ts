/** Names within sentences of ours. Pure. */

/** Letters and digits that run from right to left (Unicode blocks of bidi classes R and AL), and the controls of UAX 9. */
const TURNS =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const CONTROLS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The name for a sentence in a plain string: between FSI and PDI (UAX 9, 2.4) where it would reorder the words around
 * it, and as it is elsewhere. A host of another make may let controls into a name, which would end the isolation: they
 * are taken out.
 */
export const isolated = (name: string): string =>
  TURNS.test(name) ? `\u2068${name.replace(CONTROLS, "")}\u2069` : name;
