import type { Tree } from "../tree.ts";

/** Folders of the machines that this is built on: in a file they are a leak, and elsewhere a mistake. */
const LOCAL = /(?<![\w.~-])\/(?:work|root|tmp\/(?:briefs|bash_jobs))\b(?:\/[\w.-]*)?/g;

/** Lines that name a folder of somebody's machine. */
export function localPaths(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    for (const [index, line] of text.split("\n").entries()) {
      for (const [match] of line.matchAll(LOCAL)) found.push(`${path}:${index + 1} names ${match}`);
    }
  }
  return found;
}
