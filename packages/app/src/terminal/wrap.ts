/** Breaks text into rows for a terminal. */
import { graphemesOf, widthOf, widthOfGrapheme } from "./width.ts";

/** One row of a wrapped text. A `whole` row is longer than the columns given: it is left to the terminal to break,
 *  so that a long link stays one link that can be clicked. */
export interface Row {
  text: string;
  whole: boolean;
}

const LINK = /^\S*https?:\/\//i;

/** A word too long for one row, cut between graphemes. */
function cut(word: string, columns: number): string[] {
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const grapheme of graphemesOf(word)) {
    const width = widthOfGrapheme(grapheme);
    if (used + width > columns && part !== "") {
      parts.push(part);
      part = "";
      used = 0;
    }
    part += grapheme;
    used += width;
  }
  parts.push(part);
  return parts;
}

function wrapLine(line: string, columns: number): Row[] {
  if (widthOf(line) <= columns) return [{ text: line, whole: false }];
  const rows: Row[] = [];
  let text = "";
  const flush = () => {
    if (text.trim() !== "") rows.push({ text: text.trimEnd(), whole: false });
    text = "";
  };
  // Spaces stay with the word before them, so that indented text keeps its indent.
  for (const word of line.match(/^\s*\S+\s*|\S+\s*/g) ?? []) {
    const bare = word.trimEnd();
    if (widthOf(text) + widthOf(bare) <= columns) text += word;
    else if (widthOf(bare) <= columns) {
      flush();
      text = word;
    } else if (LINK.test(bare)) {
      flush();
      rows.push({ text: bare, whole: true });
    } else {
      flush();
      const parts = cut(word, columns);
      text = parts.pop() ?? "";
      for (const part of parts) rows.push({ text: part, whole: false });
    }
  }
  flush();
  return rows.length ? rows : [{ text: "", whole: false }];
}

/** The rows of a text of one or more lines, each at most `columns` (at least 1) wide. */
export const wrap = (text: string, columns: number): Row[] =>
  text.split("\n").flatMap((line) => wrapLine(line, Math.max(1, columns)));
