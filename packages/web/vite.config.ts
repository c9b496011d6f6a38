import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const REACT = fileURLToPath(new URL("./src/ui/room/timeline/react.ts", import.meta.url));
const STAND_INS = fileURLToPath(new URL("./src/text/stand-ins.ts", import.meta.url));

/** What only dialogs share. */
const DIALOGS = /\/web\/src\/ui\/(?:dialogs|parts\/(?:choice|dialog|fold|password-field|copy))/;
/** What no page needs at first, or only one of them. */
const LATER =
  /\/web\/src\/ui\/(?:home|dialogs|parts\/(?:choice|dialog|fold|password-field|copy)|room\/people)|\/client\/src\/adapters\/memory-store/;
/** What leads through a switchboard, or asks one. */
const FAR = /\/packages\/relay\/src\/(?!errors|limits)|\/client\/src\/(?:http-get|adapters\/circuit)/;

/** Whichever of the split style sheets comes first must say how the layers lie on each other. */
const layerOrder: Plugin = {
  name: "layer-order",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "asset" && file.fileName.endsWith(".css"))
        file.source = `@layer tokens,base,parts,screens;${file.source}`;
  },
};

/** The page has words of its own for what a person meets of these (state/failures.ts): 2.5 kB gzip. */
const noSentences: Plugin = {
  name: "no-sentences",
  enforce: "pre",
  transform: {
    filter: { id: /\/(?:client|relay|secure)\/src\/errors\.ts$/ },
    // What a switchboard may say is known by the codes that have a sentence, if an empty one.
    handler: (code, id) =>
      code.replace(/^( {2}[A-Z_]+:)(?:\s+".*"(?: \+)?)+,$/gm, id.includes("/relay/") ? '$1 "",' : ""),
  },
};

/** What these say is for whoever calls them wrongly: 1.2 kB gzip. */
const noCryptoSentences: Plugin = {
  name: "no-crypto-sentences",
  transform: {
    filter: { id: /\/node_modules\/@noble\// },
    handler: (code) => code.replace(/\bnew (\w*Error)\((['"`])(?:(?!\2|\\).)*\2\)/g, "new $1()"),
  },
};

/** Roots in fields that none of ours is: both orders of Curve25519 are 5 modulo 8, which comes before. 0.8 kB gzip. */
const ownFieldsOnly: Plugin = {
  name: "own-fields-only",
  transform: {
    filter: { id: /\/@noble\/curves\/abstract\/modular\.js$/ },
    handler(code) {
      const [others] = /if \(P % _16n === _9n\)[^}]*return tonelliShanks\(P\);/.exec(code) ?? [];
      if (!others) throw new Error("modular.js is not as it was: what it does for other fields is not found");
      return code.replace(others, "throw new Error();");
    },
  },
};

const CURVES = "@noble/curves/ed25519.js";
/** Ed25519, X25519 and ristretto255 are one file, and a file comes whole: rooms with a password, the only ones that need
 *  ristretto255, fetch a copy of their own. 2 kB gzip. */
const ristrettoApart: Plugin = {
  name: "ristretto-apart",
  enforce: "pre",
  async resolveId(source, importer) {
    const first = source === CURVES && importer?.endsWith("/secure/src/cpace.ts");
    const withIt = source.endsWith("/hash-to-curve.js") && importer?.endsWith("?ristretto");
    if (!first && !withIt) return null;
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found && `${found.id}?ristretto`;
  },
};

export default defineConfig({
  plugins: [layerOrder, noSentences, noCryptoSentences, ownFieldsOnly, ristrettoApart],
  // Preact without its plugin: the same bundle (JSX by oxc).
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      "react/jsx-runtime": REACT,
      "react-dom": REACT,
      react: REACT,
      entities: STAND_INS,
      "linkify-it": STAND_INS,
      "uc.micro": STAND_INS,
      mdurl: STAND_INS,
      "punycode.js": STAND_INS,
    },
  },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several parts share comes in few files: in many small ones it compresses 5 kB worse.
          groups: [
            // A group takes along what its files import, so what every page begins with chooses first. In one file it names
            // nothing that it would otherwise hand from one to the other: 1 kB.
            // Where a browser keeps things, it is not fetched.
            {
              name: "memory-store",
              test: /\/client\/src\/adapters\/memory-store/,
              includeDependenciesRecursively: false,
              priority: 3,
            },
            { name: "index", test: /\/web\/src\/main\.tsx$/, priority: 2 },
            {
              name: "common",
              test: (id) => !LATER.test(id) && !FAR.test(id),
              minShareCount: 2,
              priority: 1,
            },
            { name: "switchboards", test: FAR, minShareCount: 2 },
            { name: "dialogs", test: DIALOGS, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
