/** Text of other people made harmless for a terminal: nothing in it moves the cursor, colours or reorders. */

/** Embeddings, overrides and isolates: they can make a text read as something else (Unicode TR 9, 2.1 to 2.3;
 *  "Trojan Source", CVE-2021-42574). The plain marks (LRM, RLM, ALM) are harmless and used in honest text. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** C0 but tab and line feed, DEL, C1: a terminal would obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** No script stacks more marks than this on one letter; more of them smear over the lines above. */
const STACKED_MARKS = /(\p{M}{6})\p{M}+/gu;
/** Invisible format characters, except the joiners that scripts and emoji need. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/** The visible picture of a control: U+2400 and on for C0, U+2421 for DEL, U+FFFD for C1. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}

/** A message's text for the terminal: lines stay, a tab becomes four spaces, controls become their pictures. */
export const safeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", "    ")
    .replace(CONTROLS, picture)
    .replace(BIDI_CONTROLS, "")
    .replace(STACKED_MARKS, "$1");

/** A name, or anything else that has one line, for the terminal: as `safeText`, in one line, nothing invisible. */
export const safeLine = (text: string): string => safeText(text).replaceAll("\n", " ").replace(INVISIBLE, "");
