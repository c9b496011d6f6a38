// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are sources.
import { expect, test } from "vitest";
import { codeOnly } from "./code-only.ts";
import { importsOf } from "./imports.ts";

const specifiers = (text: string) => importsOf(text).map(({ specifier }) => specifier);

test.each([
  ['import "a";', ["a"]],
  ['import a from "a";', ["a"]],
  ["import * as a from 'a';", ["a"]],
  ['import type { A } from "a";', ["a"]],
  ['import a, { type B, c as d } from "a" with { type: "json" };', ["a"]],
  ['import {\n  a,\n  // not: from "x"\n  b,\n} from "a";\nimport "b";', ["a", "b"]],
  ['export * from "a"; export { b } from "b"; export * as c from "c";', ["a", "b", "c"]],
  ['const a = await import("a"); type B = import("b").B;', ["a", "b"]],
  ['new Worker(new URL("./worker.ts", import.meta.url));', ["./worker.ts"]],
  ['new URL("vectors/a.json", import.meta.url);', ["./vectors/a.json"]],
  ['import.meta.resolve("a"); require("b"); require.resolve("c");', ["a", "b", "c"]],
  ["const t = `${await import('a')} from 'b'`;", ["a"]],
])("finds the imports in %j", (text, found) => {
  expect(specifiers(text)).toEqual(found);
});

test.each([
  '// import "a";',
  '/* import a from "a" */',
  `const s = 'import "a"';`,
  'const t = `import "a"`;',
  'const t = `${1}import "a"`;',
  `const r = /import "a"/;`,
  'const from = { from: "a" }; const url = new URL("a", base);',
  'object.import("a"); object.require("b");',
  'export const a = 1; const text = "from"; Array.from("b");',
])("finds no import in %j", (text) => {
  expect(specifiers(text)).toEqual([]);
});

test("an import has the line of its specifier", () => {
  expect(importsOf('\nimport {\n  a,\n} from "a";')).toEqual([{ specifier: "a", line: 4 }]);
});

test.each([
  ["a / b; // c", "a / b;     "],
  ["x = /[/'\"]/g; y", "x = /      g; y"],
  ["return /'/.test(a) / 2", "return / /.test(a) / 2"],
  ["`a${{ b: `c` }}d`", "` ${{ b: ` ` }} `"],
  ["'it\\'s' + a", "'     ' + a"],
  ["<p>don't</p>\nb", "<p>don'    >\nb"],
])("keeps only the code of %j", (text, code) => {
  expect(codeOnly(text)).toBe(code);
});

test("codeOnly keeps length and lines, whatever the text", () => {
  for (const text of ["`${`${", "/* a\n", "'a\n'", "}}`", "/", "\\", "/a\n/"]) {
    expect(codeOnly(text)).toHaveLength(text.length);
    expect(codeOnly(text).split("\n")).toHaveLength(text.split("\n").length);
  }
});
