import { expect, test } from "vitest";
import { EDITS, type Edit, type Editor, EMPTY_EDITOR, insert, take } from "../src/terminal/editor.ts";

/** The text with | where the cursor is. */
const shown = ({ text, cursor }: Editor): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const after = (text: string, ...edits: Edit[]): string =>
  shown(edits.reduce((now, edit) => EDITS[edit](now), insert(EMPTY_EDITOR, text)));

test("left, right, backspace and delete go by what people see as characters", () => {
  expect(after("a👩‍👩‍👧e\u0301", "left")).toBe("a👩‍👩‍👧|e\u0301");
  expect(after("a👩‍👩‍👧e\u0301", "left", "left")).toBe("a|👩‍👩‍👧e\u0301");
  expect(after("a👩‍👩‍👧e\u0301", "backspace", "backspace")).toBe("a|");
  expect(after("🇩🇪🇫🇷", "home", "delete")).toBe("|🇫🇷");
  expect(after("ab", "left", "left", "left")).toBe("|ab");
  expect(after("ab", "right")).toBe("ab|");
});

test("a mark typed after its letter joins it", () => {
  expect(shown(EDITS.left(insert(insert(EMPTY_EDITOR, "e"), "\u0301")))).toBe("|e\u0301");
});

test("words", () => {
  expect(after("one two  ", "wordLeft")).toBe("one |two  ");
  expect(after("one two", "deleteWordLeft")).toBe("one |");
  expect(after("one two", "home", "wordRight")).toBe("one| two");
  expect(after("one two", "home", "deleteWordRight")).toBe("| two");
});

test("home, end and the deletions to them stay in their line", () => {
  expect(after("one\ntwo", "home")).toBe("one\n|two");
  expect(after("one\ntwo", "older", "end")).toBe("one|\ntwo");
  expect(after("one\ntwo", "deleteToStart")).toBe("one\n|");
  expect(after("one two", "home", "right", "deleteToEnd")).toBe("o|");
});

test("a paste keeps its lines as one text", () => {
  expect(shown(insert(EMPTY_EDITOR, "one\r\ntwo\rthree"))).toBe("one\ntwo\nthree|");
});

test("up and down call back what was sent, and the draft afterwards", () => {
  let editor = take(insert(EMPTY_EDITOR, "first"));
  editor = take(insert(editor, "second"));
  editor = take(insert(editor, "second"));
  editor = insert(editor, "draft");
  editor = EDITS.older(editor);
  expect(editor.text).toBe("second");
  editor = EDITS.older(EDITS.older(editor));
  expect(editor.text).toBe("first");
  editor = EDITS.newer(EDITS.newer(editor));
  expect(shown(editor)).toBe("draft|");
  expect(EDITS.newer(editor)).toBe(editor);
});

test("only the newest hundred lines are kept", () => {
  let editor = EMPTY_EDITOR;
  for (let at = 0; at < 150; at++) editor = take(insert(editor, `line ${at}`));
  expect(editor.sent).toHaveLength(100);
  expect(editor.sent[0]).toBe("line 50");
});
