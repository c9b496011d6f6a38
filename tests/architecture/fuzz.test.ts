/** Every decoder meets bytes and texts of all kinds in some fuzz test (`npm run fuzz`). */
import { expect, it } from "vitest";
import { readTree, type Tree } from "./tree.ts";

/** What takes bytes, or text from elsewhere, apart is called so, and only that is. */
const DECODER = /^export (?:async )?(?:function|const) ((?:decode|parse)[A-Z]\w*)/gm;

/** Decoders that no fuzz test calls by name, and who feeds them what it is fed: a class or function of a fuzz test. */
const THROUGH: Readonly<Record<string, string>> = {
  decodeAbout: "listRooms",
  decodeRoomKeys: "listRooms",
  decodeAddresses: "sqliteDirectory",
  decodeRecord: "sqliteDirectory",
  decodeFirst: "HostChannel",
  decodeFlags: "HostChannel",
  decodeToken: "HostChannel",
  decodeVerdict: "ClientChannel",
  decodeHTMLStrict: "parseMarkdown",
  decodeRoomsQuery: "lookup",
  parseJson: "decodeRoomsPage",
};

const uses = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

/** Decoders of the tree that no fuzz test reaches, and rows of the table that say nothing true. */
function unfed(tree: Tree, through: Readonly<Record<string, string>>): string[] {
  const sources = [...tree].filter(
    ([path]) => /^packages\/[^/]+\/src\//.test(path) && !path.startsWith("packages/testkit/"),
  );
  const fuzz = [...tree].flatMap(([path, text]) => (path.endsWith(".fuzz.test.ts") ? [text] : []));
  const fed = (name: string) => fuzz.some((text) => uses(text, name));
  const decoders = sources.flatMap(([path, text]) =>
    [...text.matchAll(DECODER)].map(([, name]) => ({ path, name: name! })),
  );
  const named = new Set(decoders.map(({ name }) => name));
  return [
    ...decoders.flatMap(({ path, name }) => {
      const by = through[name];
      return fed(name) || (by !== undefined && fed(by)) ? [] : [`${path}: ${name}`];
    }),
    ...Object.keys(through).flatMap((name) => (named.has(name) && !fed(name) ? [] : [`table: ${name}`])),
  ];
}

it("finds a decoder that nothing feeds, and a row that is not needed", () => {
  const tree: Tree = new Map([
    [
      "packages/a/src/x.ts",
      "export const decodeOne = 1;\nexport function parseTwo() {}\nexport const decodeIt = 3;",
    ],
    ["packages/a/test/x.fuzz.test.ts", "decodeOne(); Reader.of();"],
  ]);
  expect(
    unfed(tree, { decodeIt: "Reader", decodeOne: "Reader", decodeGone: "Reader", parseTwo: "nobody" }),
  ).toEqual(["packages/a/src/x.ts: parseTwo", "table: decodeOne", "table: decodeGone"]);
});

it("every decoder is fed by a fuzz test", () => {
  expect(unfed(readTree(), THROUGH)).toEqual([]);
});
