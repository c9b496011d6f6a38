/** The rows at the bottom: an empty one that keeps what is said apart, a quiet status, and the input line. Pure: from what there is to the rows to draw. */
import type { Editor } from "./editor.ts";
import type { Style } from "./style.ts";
import { fit, graphemesOf, widthOf, widthOfGrapheme } from "./width.ts";

export interface Dock {
  /** Styled rows, each narrower than the window. */
  rows: { text: string; width: number }[];
  cursor: { row: number; column: number };
}

export interface DockContent {
  /** What the status row says, the most important first; it is cut where the window ends. */
  status: string;
  /** What stands before the input: "> ", or a question. */
  label: string;
  editor: Editor;
  /** Dimmed in the place of an input that is empty. */
  hint?: string;
  /** A password is being typed: nothing of it shows. */
  hidden?: boolean;
}

/** The least room for what is typed; a longer question is cut. */
const INPUT_COLUMNS = 8;

interface Cell {
  shown: string;
  width: number;
  /** Where the grapheme begins in the text. */
  offset: number;
}

function cellsOf(text: string): Cell[] {
  let offset = 0;
  return graphemesOf(text).map((grapheme) => {
    const shown = grapheme === "\n" ? "⏎" : grapheme.replace(/\p{Cc}/gu, "�");
    const cell = { shown, width: Math.max(grapheme === "\n" ? 1 : 0, widthOfGrapheme(shown)), offset };
    offset += grapheme.length;
    return cell;
  });
}

/** The part of the text around the cursor that fits `room` columns, moving by two thirds of it at a time. */
function windowOf(editor: Editor, room: number): { text: string; width: number; cursor: number } {
  const cells = cellsOf(editor.text);
  let cursor = 0;
  for (const cell of cells) if (cell.offset < editor.cursor) cursor += cell.width;
  const page = Math.max(1, Math.floor((room * 2) / 3));
  const start = cursor < room ? 0 : Math.ceil((cursor - room + 1) / page) * page;
  let text = "";
  let width = 0;
  let column = 0;
  let skipped = 0;
  for (const cell of cells) {
    const inside = column >= start && width + cell.width <= room;
    if (inside) {
      text += cell.shown;
      width += cell.width;
    } else if (column < start) skipped = column + cell.width;
    else break;
    column += cell.width;
  }
  return { text, width, cursor: cursor - Math.max(start, skipped) };
}

/** The dock for a window of `columns`. */
export function layOut(content: DockContent, columns: number, style: Style): Dock {
  // One column stays free: a full row would make the terminal wrap.
  const wide = Math.max(INPUT_COLUMNS + 2, columns - 1);
  const status = fit(content.status, wide);
  const label = fit(content.label, wide - INPUT_COLUMNS);
  const room = wide - widthOf(label);
  const input = content.hidden ? { text: "", width: 0, cursor: 0 } : windowOf(content.editor, room);
  const hint = content.hint && content.editor.text === "" ? fit(content.hint, room) : "";
  const typed = hint ? style.dim(hint) : input.text;
  return {
    rows: [
      { text: "", width: 0 },
      { text: style.dim(status), width: widthOf(status) },
      { text: label + typed, width: widthOf(label) + (hint ? widthOf(hint) : input.width) },
    ],
    cursor: { row: 2, column: widthOf(label) + input.cursor },
  };
}
