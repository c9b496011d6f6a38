/** Key presses, as `readline.emitKeypressEvents` reports them, turned into what they mean. */
import type { Edit } from "./editor.ts";

/** What node:readline knows of a key. */
export interface RawKey {
  sequence?: string | undefined;
  name?: string | undefined;
  ctrl?: boolean | undefined;
  meta?: boolean | undefined;
}

export type Key =
  | { kind: "text"; text: string }
  | { kind: "edit"; edit: Edit }
  | { kind: "submit" }
  | { kind: "interrupt" }
  | { kind: "end" }
  | { kind: "redraw" };

/** Alt+Enter everywhere; Shift+Enter where a terminal tells it apart (CSI u encoding); Ctrl+J. */
const NEWLINES = new Set(["\u001b\r", "\u001b\n", "\u001b[13;2u", "\u001b[13;3u", "\n"]);

const PLAIN: Record<string, Edit> = {
  left: "left",
  right: "right",
  home: "home",
  end: "end",
  up: "older",
  down: "newer",
  backspace: "backspace",
  delete: "delete",
};
const CTRL: Record<string, Edit> = {
  a: "home",
  e: "end",
  b: "left",
  f: "right",
  h: "backspace",
  p: "older",
  n: "newer",
  w: "deleteWordLeft",
  u: "deleteToStart",
  k: "deleteToEnd",
  left: "wordLeft",
  right: "wordRight",
  backspace: "deleteWordLeft",
  delete: "deleteWordRight",
};
const META: Record<string, Edit> = {
  b: "wordLeft",
  f: "wordRight",
  d: "deleteWordRight",
  left: "wordLeft",
  right: "wordRight",
  backspace: "deleteWordLeft",
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

function single(text: string | undefined, key: RawKey): Key | undefined {
  const name = key.name ?? "";
  if (NEWLINES.has(key.sequence ?? "")) return { kind: "edit", edit: "newline" };
  if (name === "return") return { kind: "submit" };
  if (key.ctrl && name === "c") return { kind: "interrupt" };
  if (key.ctrl && name === "d") return { kind: "end" };
  if (key.ctrl && name === "l") return { kind: "redraw" };
  const edit = (key.ctrl ? CTRL : key.meta ? META : PLAIN)[name];
  if (edit) return { kind: "edit", edit };
  if (key.ctrl || key.meta || text === undefined || CONTROL.test(text)) return undefined;
  return { kind: "text", text };
}

/** A reader that gathers a bracketed paste into one text, whatever it holds, and names every other key. */
export function createKeyReader(): (text: string | undefined, key: RawKey) => Key | undefined {
  let pasted: string | undefined;
  return (text, key) => {
    if (key.name === "paste-start") {
      pasted = "";
      return undefined;
    }
    if (key.name === "paste-end") {
      const whole = pasted ?? "";
      pasted = undefined;
      return whole === "" ? undefined : { kind: "text", text: whole };
    }
    if (pasted === undefined) return single(text, key);
    pasted += text ?? "";
    return undefined;
  };
}
