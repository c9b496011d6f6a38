import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut } from "../src/terminal/dock.ts";
import { EDITS, EMPTY_EDITOR, insert } from "../src/terminal/editor.ts";
import { PLAIN_STYLE } from "../src/terminal/style.ts";
import { widthOf } from "../src/terminal/width.ts";

const show = (text: string, columns: number, edits: (keyof typeof EDITS)[] = []) => {
  const editor = edits.reduce((now, edit) => EDITS[edit](now), insert(EMPTY_EDITOR, text));
  const { rows, cursor } = layOut({ status: "Club", label: "> ", editor }, columns, PLAIN_STYLE);
  return { input: rows[2]?.text, column: cursor.column };
};

test("a line that fits stands whole, the cursor behind it", () => {
  expect(show("hello", 20)).toEqual({ input: "> hello", column: 7 });
  expect(show("日本", 20)).toEqual({ input: "> 日本", column: 6 });
  expect(show("日本", 20, ["left"])).toEqual({ input: "> 日本", column: 4 });
});

test("a line that does not fit moves sideways and comes back with the cursor", () => {
  const text = "0123456789abcdefghij";
  expect(show(text, 13)).toEqual({ input: "> cdefghij", column: 10 });
  expect(show(text, 13, ["home"])).toEqual({ input: "> 0123456789", column: 2 });
});

test("a message of many lines stays one input line", () => {
  expect(show("one\ntwo", 20)).toEqual({ input: "> one⏎two", column: 9 });
});

test("a hint stands in an empty input, the cursor before it", () => {
  const hinted = (text: string) => {
    const editor = insert(EMPTY_EDITOR, text);
    return layOut({ status: "", label: "> ", editor, hint: "Say something" }, 14, PLAIN_STYLE);
  };
  expect(hinted("").rows[2]).toEqual({ text: "> Say someth…", width: 13 });
  expect(hinted("").cursor).toEqual({ row: 2, column: 2 });
  expect(hinted("x").rows[2]).toEqual({ text: "> x", width: 3 });
});

test("a password shows nothing of itself", () => {
  const editor = insert(EMPTY_EDITOR, "secret");
  const { rows, cursor } = layOut({ status: "", label: "Password: ", editor, hidden: true }, 40, PLAIN_STYLE);
  expect(rows[2]?.text).toBe("Password: ");
  expect(cursor.column).toBe(10);
});

test("no row is as wide as the window, wherever the cursor is", () => {
  const parts = fc.array(fc.constantFrom("a", " ", "日", "👩‍👩‍👧", "é", "\n", "🇩🇪", "ก็"), { maxLength: 60 });
  fc.assert(
    fc.property(parts, fc.nat(60), fc.integer({ min: 12, max: 80 }), (text, left, columns) => {
      let editor = insert(EMPTY_EDITOR, text.join(""));
      for (let at = 0; at < left; at++) editor = EDITS.left(editor);
      const { rows, cursor } = layOut({ status: "Club", label: "> ", editor }, columns, PLAIN_STYLE);
      for (const row of rows) {
        expect(row.width).toBe(widthOf(row.text));
        expect(row.width).toBeLessThan(columns);
      }
      expect(cursor.column).toBeGreaterThanOrEqual(2);
      expect(cursor.column).toBeLessThan(columns);
    }),
    { numRuns: 300 },
  );
});
