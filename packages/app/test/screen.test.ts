import { expect, test } from "vitest";
import { layOut } from "../src/terminal/dock.ts";
import { EMPTY_EDITOR, insert } from "../src/terminal/editor.ts";
import { createScreen } from "../src/terminal/screen.ts";
import { PLAIN_STYLE } from "../src/terminal/style.ts";
import { VirtualTerminal } from "./virtual-terminal.ts";

const dock = (text: string, columns: number, status = "Club") =>
  layOut({ status, label: "> ", editor: insert(EMPTY_EDITOR, text) }, columns, PLAIN_STYLE);

test("rows go above the dock, which stays at the bottom with what is being typed", () => {
  const terminal = new VirtualTerminal(40);
  const screen = createScreen(terminal, dock("", 40));
  screen.draw(dock("half a", 40));
  screen.print(["first", "second"]);
  screen.print(["third"]);
  expect(terminal.rows).toEqual(["first", "second", "third", "", "Club", "> half a"]);
  expect(terminal.cursor).toEqual({ row: 5, column: 8 });
  expect(terminal.hidden).toBe(false);
});

test("a row longer than the window wraps and the dock still follows it", () => {
  const terminal = new VirtualTerminal(10);
  const screen = createScreen(terminal, dock("", 10));
  screen.print(["0123456789abc"]);
  screen.print(["next"]);
  expect(terminal.rows).toEqual(["0123456789", "abc", "next", "", "Club", ">"]);
});

test("a window made narrower has wrapped the dock: all of it is erased", () => {
  const wide = new VirtualTerminal(40);
  const size = { columns: 40 };
  const terminal = {
    get columns() {
      return size.columns;
    },
    write: (text: string) => wide.write(text),
  };
  const screen = createScreen(terminal, dock("", 40, "a status of 24 columns.."));
  screen.print(["kept"]);
  // What a terminal that wraps anew does with the status of 24 columns in a window of 20.
  wide.write("\r\u001b[1A\u001b[Ja status of 24 column\r\ns..\r\n> ");
  size.columns = 20;
  screen.draw(dock("x", 20));
  expect(wide.rows).toEqual(["kept", "", "Club", "> x"]);
});

test("closing takes the dock away and leaves what was said; it may be done twice", () => {
  const terminal = new VirtualTerminal(40);
  const screen = createScreen(terminal, dock("typed", 40));
  screen.print(["said"]);
  screen.close();
  screen.close();
  screen.print(["too late"]);
  expect(terminal.rows).toEqual(["said", ""]);
  expect(terminal.cursor).toEqual({ row: 1, column: 0 });
});
