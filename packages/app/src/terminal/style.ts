/** Colours and weights, where the terminal and the person want them. */

/** Middle shades of the 256-colour cube: each has a contrast of at least 3.6 : 1 on black and on white. */
const SHADES_256 = [160, 166, 100, 64, 28, 30, 32, 63, 98, 134, 163, 161] as const;
/** The terminal's own colours that its themes keep readable: red, green, magenta, cyan, blue. */
const SHADES_16 = [31, 32, 35, 36, 34] as const;

export interface Style {
  dim(text: string): string;
  bold(text: string): string;
  /** A member's name in the member's colour, always the same one for the same id. */
  member(id: string, text: string): string;
}

/** FNV-1a over the id's characters: stable everywhere, evenly spread. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

const wrapIn = (on: string, off: string) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const pick = (shades: readonly number[], id: string): number => shades[hash(id) % shades.length] ?? 0;

/** A style for so many bits of colour, as `WriteStream.getColorDepth()` counts them: 1 (also under NO_COLOR) for
 *  none, 4 for sixteen colours, 8 or more for 256. */
export function createStyle(bits: number): Style {
  return {
    dim: wrapIn("2", "22"),
    bold: wrapIn("1", "22"),
    member(id, text) {
      if (bits < 4) return wrapIn("1", "22")(text);
      const colour = bits < 8 ? `${pick(SHADES_16, id)}` : `38;5;${pick(SHADES_256, id)}`;
      return wrapIn(`1;${colour}`, "22;39")(text);
    },
  };
}

const same = (text: string): string => text;
/** No escape sequence at all: for pipes and files. */
export const PLAIN_STYLE: Style = { dim: same, bold: same, member: (_id, text) => text };
