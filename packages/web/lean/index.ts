/**
 * Takes out of the bundle what no page of ours can use: words for programmers, and parts of libraries for others' cases. What
 * is taken is found by its text; the build fails where a part of a library is not there any more.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { roundConstants } from "./round-constants.ts";

const ROUND_CONSTANTS = fileURLToPath(new URL("./round-constants.ts", import.meta.url));
const FAILURES = fileURLToPath(new URL("../src/state/failures.ts", import.meta.url));

/** Changes the one file of a library that `id` matches. */
const change = (name: string, id: RegExp, handler: (code: string) => string): Plugin => ({
  name,
  transform: { filter: { id }, handler },
});

/** `code` with `to` in place of the first `part`. Throws where there is none. */
function replaced(code: string, part: RegExp, to: string): string {
  const result = code.replace(part, () => to);
  if (result === code) throw new Error(`A library is not as it was: ${part} is not found.`);
  return result;
}

/** A row of a table of sentences: its code, and a sentence of one line or several. */
const SENTENCE = /^( {2}([A-Z_]+):)(?:\s+".*"(?: \+)?)+,$/gm;

/** The page has words of its own for what a person meets of these (state/failures.ts): 2.5 kB gzip. */
const noSentences: Plugin = {
  name: "no-sentences",
  enforce: "pre",
  transform: {
    filter: { id: /\/(?:client|relay|secure)\/src\/errors\.ts$/ },
    // What a switchboard may say is known by the codes that have a sentence, if an empty one.
    handler: (code, id) => code.replace(SENTENCE, id.includes("/relay/") ? '$1 "",' : ""),
  },
};

/** The protocol's sentences are the page's, but for those that it says in its own way. Whether a host says more than such
 *  a sentence is told by it for the codes that TELLING names. 0.3 kB gzip. */
const noSentenceTwice: Plugin = {
  name: "no-sentence-twice",
  enforce: "pre",
  transform: {
    filter: { id: /\/protocol\/src\/errors\.ts$/ },
    handler(code) {
      const failures = readFileSync(FAILURES, "utf8");
      const own = new Set([...failures.matchAll(SENTENCE)].map(([, , name]) => name));
      const isTwice = (name: string) => own.has(name) && !failures.includes(`"${name}"`);
      return code.replace(SENTENCE, (row, start, name) => (isTwice(name) ? `${start} "",` : row));
    },
  },
};

/** Which frame was how, for a log that a page does not have. 0.3 kB gzip. */
const noDetails: Plugin = {
  name: "no-details",
  enforce: "pre",
  transform: {
    filter: { id: /\/secure\/src\/.*\.ts$/ },
    handler: (code) => code.replace(/, \{ detail: (["`])(?:(?!\1).)*\1 \}\)/g, ")"),
  },
};

/** What these say is for whoever calls them wrongly: 1.6 kB gzip. */
const noCryptoSentences = change("no-crypto-sentences", /\/node_modules\/@noble\//, (code) =>
  // A statement ends its line, or has a comment behind it.
  code.replace(/\bthrow new (\w*Error)\([\s\S]*?\);(?=\s*(?:\/\/.*)?$)/gm, "throw new $1();"),
);

/** An issue without words: its place, and the code where a schema has one, are all that is asked of it. 0.8 kB gzip. */
const noIssueWords = change("no-issue-words", /\/valibot\/dist\/index\.mjs$/, (code) => {
  const issue = "const issue = { kind: context.kind, type: context.type, input, path: other?.path,";
  const bare = replaced(
    code,
    /const expected = other\?\.expected[\s\S]*?const message\$1 = [^;]*;\s*if \(message\$1 !== void 0\)[^;]*;/,
    `${issue} issues: other?.issues, message: other?.message ?? context.message ?? "" };
     const isSchema = context.kind === "schema";`,
  );
  const alone = replaced(bare, /schema\["~standard"\] = \{[\s\S]*?\n\t\};/, "");
  return alone
    .replace(/^\t\t(?:reference|expects|async): .*,$/gm, "")
    .replace(/, \{ received: .* \}\);$/gm, ");");
});

/** SHA-512's tables are worked out, and SHA-256 uses their first halves (FIPS 180-4, 4.2.2 and 4.2.3). 1.3 kB gzip. */
const tablesMade = change("tables-made", /\/@noble\/hashes\/sha2\.js$/, (code) => {
  const made = roundConstants().map((word) => `0x${word.toString(16).padStart(16, "0")}`);
  const [halves, whole] = [
    /const SHA256_K = [^;]*;/,
    /\[\s*'0x428a2f98d728ae22'[^\]]*\]\.map\(n => BigInt\(n\)\)/,
  ];
  if (`${hexIn(halves, code)}` !== `${made.slice(0, 64).map((word) => word.slice(0, 10))}`)
    throw new Error("The round constants of SHA-256 are not those of sha2.js.");
  if (`${hexIn(whole, code)}` !== `${made}`)
    throw new Error("The round constants of SHA-512 are not those of sha2.js.");
  const one = replaced(replaced(code, halves, ""), /\bSHA256_K\[i\]/, "SHA512_Kh[i]");
  return `import { roundConstants } from ${JSON.stringify(ROUND_CONSTANTS)};\n${replaced(one, whole, "roundConstants()")}`;
});

/** Every hexadecimal number in the first such part of `code`. */
const hexIn = (part: RegExp, code: string): string[] => part.exec(code)?.[0].match(/0x[0-9a-f]+/g) ?? [];

/** Roots in fields that none of ours is: both orders of Curve25519 are 5 modulo 8, which comes before. 0.8 kB gzip. */
const ownFieldsOnly = change("own-fields-only", /\/@noble\/curves\/abstract\/modular\.js$/, (code) =>
  replaced(code, /if \(P % _16n === _9n\)[^}]*return tonelliShanks\(P\);/, "throw new Error();"),
);

/** A page checks what hosts and switchboards have signed, and has no key to sign with itself. 0.4 kB gzip. */
const checksOnly = change("checks-only", /\/@noble\/curves\/abstract\/edwards\.js$/, (code) => {
  const handed = replaced(
    code,
    /keygen: createKeygen\(randomSecretKey, getPublicKey\),\s*getPublicKey,\s*sign,/,
    "",
  );
  const unsigned = replaced(handed, /\n {4}function sign\([\s\S]*?\n {4}\}\n/, "\n");
  return replaced(unsigned, /const utils = \{[\s\S]*?\n {4}\};/, "const utils = {};");
});

export const lean: readonly Plugin[] = [
  noSentences,
  noSentenceTwice,
  noDetails,
  noCryptoSentences,
  noIssueWords,
  tablesMade,
  checksOnly,
  ownFieldsOnly,
];
