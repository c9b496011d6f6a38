import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** What is made, not written. */
const SKIPPED = new Set(["node_modules", ".git", "dist", "coverage", ".partyline"]);

/** Path from the root, with slashes, to the text. Files with a zero byte are not text and are left out. */
export type Tree = ReadonlyMap<string, string>;

/** Reads the whole workspace. It needs no git, so it works in an unpacked archive too. */
export function readTree(root: string = ROOT): Tree {
  const files = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      if (!entry.isFile()) continue;
      const text = readFileSync(path, "utf8");
      if (!text.includes("\0")) files.set(relative(root, path).split(sep).join("/"), text);
    }
  };
  visit(root);
  return files;
}
