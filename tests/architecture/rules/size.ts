import type { Tree } from "../tree.ts";

/** Lines. Past it a file has mostly begun to do a second thing. */
export const MAX_LINES = 300;

/** Longer files, and why each is better whole. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  "packages/names/src/tables.ts": "Generated data, read by no person.",
};

const MEASURED = /\.(?:ts|tsx|js|mjs|css|sh)$/;

/** Files over the cap that have no exception, and exceptions that nothing needs any more. */
export function tooLong(tree: Tree, exceptions: Readonly<Record<string, string>> = LONG_FILES): string[] {
  const long = [...tree].filter(([path, text]) => MEASURED.test(path) && linesOf(text) > MAX_LINES);
  return [
    ...long
      .filter(([path]) => !exceptions[path])
      .map(([path, text]) => `${path} has ${linesOf(text)} lines: what second thing has it begun to do?`),
    ...Object.keys(exceptions)
      .filter((path) => !long.some(([name]) => name === path))
      .map((path) => `${path} needs no exception any more`),
  ];
}

function linesOf(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
