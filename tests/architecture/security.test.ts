/** SECURITY.md promises tests: each one that it names is there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** A link to a test, with its title: [words](path "title"). */
const PROMISE = /\]\(([^\s)]+\.test\.ts) "([^"]+)"\)/g;
/** A line that begins a test. */
const TEST = /\b(?:it|test)(?:\.\w+)*\(/;

function holds(path: string, title: string): boolean {
  if (!existsSync(join(ROOT, path))) return false;
  const lines = readFileSync(join(ROOT, path), "utf8").split("\n");
  return lines.some((line) => TEST.test(line) && line.includes(title));
}

/** The promises of a text that nothing holds. */
const broken = (text: string): string[] =>
  [...text.matchAll(PROMISE)]
    .filter(([, path, title]) => !holds(path!, title!))
    .map(([, path, title]) => `${path}: ${title}`);

it("finds a promise of a test that is not there", () => {
  const here = "tests/architecture/security.test.ts";
  expect(
    broken(`[x](${here} "promise of a test") [y](${here} "A line that begins") [z](no.test.ts "z")`),
  ).toEqual([`${here}: A line that begins`, "no.test.ts: z"]);
});

it("every row of SECURITY.md names tests that exist", () => {
  const text = readFileSync(join(ROOT, "SECURITY.md"), "utf8");
  expect(broken(text)).toEqual([]);
  const rows = text.split("\n").filter((line) => /^\| (?!wants|---|what)/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) expect(row).toMatch(/\.test\.ts "/);
});
