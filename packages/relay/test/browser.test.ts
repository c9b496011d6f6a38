import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every package that the module at `url` names, itself or by its relative imports. */
function reach(url: URL, files = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (files.has(url.href)) return packages;
  files.add(url.href);
  for (const [, from = ""] of readFileSync(url, "utf8").matchAll(/from\s+"([^"]+)"/g)) {
    if (from.startsWith(".")) reach(new URL(from, url), files, packages);
    else packages.add(from);
  }
  return packages;
}

test("R1.3 a page can use it: nothing of Node is imported, and nothing that reads what is sealed", () => {
  expect([...reach(new URL("../src/index.ts", import.meta.url))].sort()).toEqual([
    "@noble/curves/ed25519.js",
    "@noble/hashes/hkdf.js",
    "@noble/hashes/sha2.js",
    "valibot",
  ]);
});
