import { codeOnly } from "./code-only.ts";

/** One place where a file names another module. */
export interface Import {
  /** What stands between the quotes. */
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Each ends at the quote that opens the specifier, in code whose strings are blanked. */
const FORMS = [
  // import a, { type b } from "x" · export * from "x" · import type { c } from "x"
  /(?<![.\w$])(?:import|export)\b[\w$*\s{},]*?\bfrom\s*["']/g,
  // import "x"
  /(?<![.\w$])import\s*["']/g,
  // await import("x") · type T = import("x").T
  /(?<![.\w$])import\s*\(\s*["']/g,
  // import.meta.resolve("x") · require("x") · require.resolve("x")
  /\bimport\s*\.\s*meta\s*\.\s*resolve\s*\(\s*["']/g,
  /(?<![.\w$])require(?:\s*\.\s*resolve)?\s*\(\s*["']/g,
];
/** new URL("worker.ts", import.meta.url), where a path needs no dot before it. */
const FILE_BESIDE = /\bnew\s+URL\s*\(\s*(?=(["'])[^"']*\1\s*,\s*import\s*\.\s*meta\s*\.\s*url\b)["']/g;

/**
 * Every module that a file names by a literal, types included.
 * @param text TypeScript or JavaScript
 */
export function importsOf(text: string): Import[] {
  const code = codeOnly(text);
  const starts = (form: RegExp) => [...code.matchAll(form)].map((match) => match.index + match[0].length);
  const quoted = (start: number) => text.slice(start, code.indexOf(code[start - 1]!, start));
  const modules = [...new Set(FORMS.flatMap(starts))].map((start) => ({ start, specifier: quoted(start) }));
  const files = starts(FILE_BESIDE).map((start) => ({ start, specifier: asRelative(quoted(start)) }));
  return [...modules, ...files]
    .sort((a, b) => a.start - b.start)
    .map(({ start, specifier }) => ({ specifier, line: lineAt(text, start) }));
}

function asRelative(url: string): string {
  return /^(?:\.{0,2}\/|\.{1,2}$|\w+:)/.test(url) ? url : `./${url}`;
}

/** The line, counted from 1, of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
