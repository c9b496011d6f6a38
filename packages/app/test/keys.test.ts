import { emitKeypressEvents } from "node:readline";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createKeyReader, type Key } from "../src/terminal/keys.ts";
import { readLine } from "../src/terminal/slash.ts";

/** What bytes from a terminal mean, by way of Node's own decoder. */
function keysOf(bytes: string): Key[] {
  const input = new PassThrough();
  const read = createKeyReader();
  const keys: Key[] = [];
  emitKeypressEvents(input);
  input.on("keypress", (text, raw) => {
    const key = read(text, raw);
    if (key) keys.push(key);
  });
  input.write(bytes);
  return keys;
}

const edit = (name: string) => ({ kind: "edit", edit: name });

test("what terminals send for the keys of the input line", () => {
  expect(keysOf("é\r\u0003\u0004\u000c")).toEqual([
    { kind: "text", text: "é" },
    { kind: "submit" },
    { kind: "interrupt" },
    { kind: "end" },
    { kind: "redraw" },
  ]);
  const arrows = "\u001b[D\u001b[C\u001b[A\u001b[B\u001b[H\u001b[F\u001b[3~\u007f";
  expect(keysOf(arrows)).toEqual(
    ["left", "right", "older", "newer", "home", "end", "delete", "backspace"].map(edit),
  );
  const words = "\u0017\u001bb\u001bf\u001b[1;5D\u001b[1;5C\u001b\u007f\u0001\u0005\u0015\u000b";
  expect(keysOf(words)).toEqual(
    [
      ["deleteWordLeft", "wordLeft", "wordRight", "wordLeft", "wordRight", "deleteWordLeft"],
      ["home", "end", "deleteToStart", "deleteToEnd"],
    ]
      .flat()
      .map(edit),
  );
});

test("Alt+Enter, Shift+Enter where it is told apart, and Ctrl+J make a new line", () => {
  expect(keysOf("\u001b\r\u001b[13;2u\n")).toEqual(["newline", "newline", "newline"].map(edit));
});

test("a paste is one text, its line ends and control keys included", () => {
  expect(keysOf("\u001b[200~one\r\ntwo\u0003\u001b[201~x")).toEqual([
    { kind: "text", text: "one\r\ntwo\u0003" },
    { kind: "text", text: "x" },
  ]);
});

test("a line is a message unless it begins with one slash", () => {
  expect(readLine("hello /who")).toEqual({ kind: "message", text: "hello /who" });
  expect(readLine("//who is there")).toEqual({ kind: "message", text: "/who is there" });
  expect(readLine("  \n")).toEqual({ kind: "nothing" });
  expect(readLine("/NAME  Anna Lena ")).toEqual({ kind: "command", name: "name", argument: "Anna Lena" });
  expect(readLine("/who")).toEqual({ kind: "command", name: "who", argument: "" });
  expect(readLine("/kick")).toEqual({
    kind: "unknown",
    help: "/kick needs something after it: /kick NAME",
  });
  expect(readLine("/constructor")).toMatchObject({ kind: "unknown" });
  expect(readLine("/shrug")).toMatchObject({ help: expect.stringContaining("There is no command /shrug.") });
});
