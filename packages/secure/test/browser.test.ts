import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every module that the one at `url` reaches by relative imports, with the packages named on the way. */
function reach(url: URL, files = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (files.has(url.href)) return packages;
  files.add(url.href);
  const source = readFileSync(url, "utf8");
  for (const [, from] of source.matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
    if (from!.startsWith(".")) reach(new URL(from!, url), files, packages);
    else packages.add(from!);
  }
  return packages;
}

test("S2.4 the main entry runs in a browser: nothing of Node is imported", () => {
  const packages = reach(new URL("../src/index.ts", import.meta.url));
  expect([...packages].filter((name) => name.startsWith("node:"))).toEqual([]);
  // The walk did reach the far ends.
  expect([...packages]).toEqual(expect.arrayContaining(["hash-wasm", "@noble/curves/ed25519.js"]));
  expect([...reach(new URL("../src/node.ts", import.meta.url))]).toContain("node:crypto");
});
