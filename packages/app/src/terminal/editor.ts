/** The input line as pure data: a text, a cursor in it, and the lines sent before. */
import { graphemesOf } from "./width.ts";

export interface Editor {
  readonly text: string;
  /** Where the next character goes: an offset into `text` in UTF-16 units, always between two graphemes. */
  readonly cursor: number;
  /** What was sent before, oldest first. */
  readonly sent: readonly string[];
  /** Which of `sent` is shown; `sent.length` for the text being written. */
  readonly at: number;
  /** The text being written, kept while older ones are shown. */
  readonly draft: string;
}

/** Lines that can be called back with the up key. */
const SENT_KEPT = 100;

export const EMPTY_EDITOR: Editor = { text: "", cursor: 0, sent: [], at: 0, draft: "" };

const put = (editor: Editor, text: string, cursor: number): Editor => ({ ...editor, text, cursor });
const show = (editor: Editor, at: number, text: string): Editor => ({
  ...editor,
  at,
  text,
  cursor: text.length,
});

/** The boundary next to `cursor`, one grapheme to the left or right. */
function step(editor: Editor, direction: -1 | 1): number {
  const { text, cursor } = editor;
  if (direction === 1) return cursor + (graphemesOf(text.slice(cursor))[0]?.length ?? 0);
  return cursor - (graphemesOf(text.slice(0, cursor)).at(-1)?.length ?? 0);
}

/** The boundary a word away: past the gap, then past the word. */
function wordStep(editor: Editor, direction: -1 | 1): number {
  const { text, cursor } = editor;
  if (direction === 1) return cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0);
  return cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);
}

const lineStart = ({ text, cursor }: Editor): number => text.lastIndexOf("\n", cursor - 1) + 1;
function lineEnd({ text, cursor }: Editor): number {
  const end = text.indexOf("\n", cursor);
  return end === -1 ? text.length : end;
}

const cutOut = (editor: Editor, from: number, to: number): Editor =>
  put(editor, editor.text.slice(0, from) + editor.text.slice(to), from);

/** Puts text at the cursor; line breaks of any kind become line feeds. */
export function insert(editor: Editor, text: string): Editor {
  const clean = text.replace(/\r\n?/g, "\n");
  const before = editor.text.slice(0, editor.cursor) + clean;
  const after = editor.text.slice(editor.cursor);
  // What is put in may melt with what follows (a flag's second half): the cursor goes behind the whole grapheme.
  let cursor = 0;
  for (const grapheme of graphemesOf(before + after)) {
    if (cursor >= before.length) break;
    cursor += grapheme.length;
  }
  return put(editor, before + after, cursor);
}

/** Older text: the line above in a text of many lines, else the one sent before. */
function older(editor: Editor): Editor {
  const start = lineStart(editor);
  if (start > 0) return put(editor, editor.text, start - 1);
  if (editor.at === 0) return editor;
  const draft = editor.at === editor.sent.length ? editor.text : editor.draft;
  return { ...show(editor, editor.at - 1, editor.sent[editor.at - 1] ?? ""), draft };
}

function newer(editor: Editor): Editor {
  const end = lineEnd(editor);
  if (end < editor.text.length) return put(editor, editor.text, lineEnd({ ...editor, cursor: end + 1 }));
  if (editor.at >= editor.sent.length) return editor;
  const at = editor.at + 1;
  return show(editor, at, editor.sent[at] ?? editor.draft);
}

/** What keys can do, but for sending and leaving. */
export const EDITS = {
  left: (editor: Editor) => put(editor, editor.text, step(editor, -1)),
  right: (editor: Editor) => put(editor, editor.text, step(editor, 1)),
  wordLeft: (editor: Editor) => put(editor, editor.text, wordStep(editor, -1)),
  wordRight: (editor: Editor) => put(editor, editor.text, wordStep(editor, 1)),
  home: (editor: Editor) => put(editor, editor.text, lineStart(editor)),
  end: (editor: Editor) => put(editor, editor.text, lineEnd(editor)),
  backspace: (editor: Editor) => cutOut(editor, step(editor, -1), editor.cursor),
  delete: (editor: Editor) => cutOut(editor, editor.cursor, step(editor, 1)),
  deleteWordLeft: (editor: Editor) => cutOut(editor, wordStep(editor, -1), editor.cursor),
  deleteWordRight: (editor: Editor) => cutOut(editor, editor.cursor, wordStep(editor, 1)),
  deleteToStart: (editor: Editor) => cutOut(editor, lineStart(editor), editor.cursor),
  deleteToEnd: (editor: Editor) => cutOut(editor, editor.cursor, lineEnd(editor)),
  newline: (editor: Editor) => insert(editor, "\n"),
  older,
  newer,
} satisfies Record<string, (editor: Editor) => Editor>;

export type Edit = keyof typeof EDITS;

/** An empty line; what it held joins the lines sent before, once if it is the newest already. */
export function take(editor: Editor): Editor {
  const again = editor.text.trim() === "" || editor.sent.at(-1) === editor.text;
  const sent = again ? editor.sent : [...editor.sent, editor.text].slice(-SENT_KEPT);
  return { text: "", cursor: 0, sent, at: sent.length, draft: "" };
}
