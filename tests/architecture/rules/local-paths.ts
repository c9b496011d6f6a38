import type { Tree } from "../tree.ts";

/** Folders of a developer's machine: in a file they are a leak, and on every other machine a mistake. */
const LOCAL = /(?<![\w.~-])\/(?:work|root|home\/\w+|Users\/\w+|tmp\/(?:briefs|bash_jobs))\b(?:\/[\w.-]*)?/g;
/** What anybody's machine may have: examples in docs. */
const EXAMPLES = /^\/(?:home|Users)\/(?:me|you|user|NAME)\b/;

/** Lines that name a folder of somebody's machine. */
export function localPaths(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    for (const [index, line] of text.split("\n").entries()) {
      for (const [match] of line.matchAll(LOCAL)) {
        if (!EXAMPLES.test(match)) found.push(`${path}:${index + 1} names ${match}`);
      }
    }
  }
  return found;
}
