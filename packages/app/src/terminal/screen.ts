/** Writes rows into the terminal's own scrollback and keeps the dock below them. */
import type { Dock } from "./dock.ts";

/** What is needed of a terminal (node:tty WriteStream has it). */
export interface Terminal {
  readonly columns: number;
  write(text: string): void;
}

export interface Screen {
  /** Adds rows above the dock. */
  print(rows: readonly string[]): void;
  /** Shows the dock as it is now. */
  draw(dock: Dock): void;
  /** Takes the dock away and gives the terminal back. May be called twice. */
  close(): void;
}

const CSI = "\u001b[";
/** Cursor off and on while rows change places. */
const HIDE = `${CSI}?25l`;
const SHOW = `${CSI}?25h`;
const PASTE_ON = `${CSI}?2004h`;
const PASTE_OFF = `${CSI}?2004l`;
const ERASE_BELOW = `${CSI}J`;

/** What gives the terminal back where nobody can draw any more: a row below all that is there, a cursor, and pastes that
 *  come as they are. */
export const GIVE_BACK = `\r\n${ERASE_BELOW}${PASTE_OFF}${SHOW}`;

/** A screen on `terminal`, whose dock is `first` from now on. */
export function createScreen(terminal: Terminal, first: Dock): Screen {
  let dock = first;
  let open = true;

  /** Rows from the dock's first to the cursor. A window made narrower has wrapped the rows that were longer. */
  const above = (): number => {
    const columns = Math.max(1, terminal.columns);
    let rows = Math.floor(dock.cursor.column / columns);
    for (const row of dock.rows.slice(0, dock.cursor.row))
      rows += Math.max(1, Math.ceil(row.width / columns));
    return rows;
  };
  const erase = (): string => {
    const up = above();
    return `\r${up > 0 ? `${CSI}${up}A` : ""}${ERASE_BELOW}`;
  };
  const paint = (): string => {
    const { rows, cursor } = dock;
    const back = rows.length - 1 - cursor.row;
    const right = cursor.column > 0 ? `${CSI}${cursor.column}C` : "";
    return `${rows.map((row) => row.text).join("\r\n")}${back > 0 ? `${CSI}${back}A` : ""}\r${right}`;
  };

  terminal.write(PASTE_ON + paint());
  return {
    print(rows) {
      if (!open || rows.length === 0) return;
      terminal.write(`${HIDE}${erase()}${rows.map((row) => `${row}\r\n`).join("")}${paint()}${SHOW}`);
    },
    draw(next) {
      if (!open) return;
      const gone = erase();
      dock = next;
      terminal.write(`${HIDE}${gone}${paint()}${SHOW}`);
    },
    close() {
      if (!open) return;
      open = false;
      terminal.write(`${erase()}${PASTE_OFF}${SHOW}`);
    },
  };
}
