import { MARKS_ON_ONE_BASE } from "./limits.ts";
import { isEmoji, isMark, isNonspacing, isRefused, isVirama } from "./properties.ts";
import { isCursive, scriptsOf } from "./scripts.ts";

/** What is wrong with one character of a name; `point` is the code point at fault. */
export type CharacterFault = {
  kind: "invisible" | "unknown" | "stray-mark" | "repeated-mark" | "too-many-marks";
  point: number;
};

const ZWNJ = 0x200c;
const ZWJ = 0x200d;
const TEXT_STYLE = 0xfe0e;
const EMOJI_STYLE = 0xfe0f;
const KEYCAP = 0x20e3;

/** Keycaps, and the flags of England, Scotland and Wales: the only sequences that emoji-sequences.txt makes of
 *  ASCII characters and of tags. Tags elsewhere would carry hidden text. */
const WHOLE_SEQUENCES =
  /[0-9#*]\ufe0f\u20e3|\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

/** The first fault in a name in its display form (N5 to N8); undefined when there is none. */
export function characterFault(name: string): CharacterFault | undefined {
  // A black flag stands for the whole sequence: it is an emoji, so what may stand beside one may stand here.
  const points = Array.from(name.replace(WHOLE_SEQUENCES, "\u{1f3f4}"), (each) => each.codePointAt(0) ?? 0);
  for (const [index, point] of points.entries()) {
    if (isMark(point) && !isStyle(point) && startsWord(points, index)) return { kind: "stray-mark", point };
    if (isRefused(point) && !isAllowedHere(points, index)) {
      return { kind: isUnseen(point) ? "invisible" : "unknown", point };
    }
  }
  return markFault(name);
}

/** Whether an invisible character is needed where it stands (N6, N7). */
function isAllowedHere(points: readonly number[], index: number): boolean {
  const before = points[index - 1] ?? 0;
  const after = points[index + 1] ?? 0;
  switch (points[index]) {
    case TEXT_STYLE:
    case EMOJI_STYLE:
      return isEmoji(before);
    case ZWJ:
      // Before a virama: Bengali ra with ya-phalaa (Unicode Standard, section 12.2).
      if (isVirama(before) || (isVirama(after) && scriptsOf(before) !== undefined)) return true;
      return isEmoji(after) && (isEmoji(before) || before === EMOJI_STYLE);
    case ZWNJ:
      return isVirama(before) || (isCursive(before) && isCursive(after) && !isMark(after));
    default:
      return false;
  }
}

/** N8: too many nonspacing marks on one base, or the same mark twice (UTS #39 section 5.4). */
function markFault(name: string): CharacterFault | undefined {
  let count = 0;
  let before = 0;
  for (const character of name.normalize("NFD")) {
    const point = character.codePointAt(0) ?? 0;
    if (isNonspacing(point) && !isStyle(point) && point !== KEYCAP) {
      if (point === before) return { kind: "repeated-mark", point };
      if (++count > MARKS_ON_ONE_BASE) return { kind: "too-many-marks", point };
    } else if (!isMark(point)) count = 0;
    before = point;
  }
  return undefined;
}

function isStyle(point: number): boolean {
  return point === TEXT_STYLE || point === EMOJI_STYLE;
}

function startsWord(points: readonly number[], index: number): boolean {
  return index === 0 || points[index - 1] === 0x20;
}

/** Tells a person "invisible" from "not known": control, format and the like against unassigned ones. */
function isUnseen(point: number): boolean {
  return /^[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Me}\u2800]$/u.test(String.fromCodePoint(point));
}
