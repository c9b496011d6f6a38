import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { lean } from "./lean/index.ts";

const REACT = fileURLToPath(new URL("./src/ui/room/timeline/react.ts", import.meta.url));
const STAND_INS = fileURLToPath(new URL("./src/text/stand-ins.ts", import.meta.url));

/** What every page begins with, and what most show at once: a field for a name, a room's menus with an icon in them. And
 *  what hosts' pages share with switchboards': the app's own have space for it, and in a file by itself it is larger. */
const EVERYWHERE =
  /\/web\/src\/(?:main|ui\/parts\/(?:menu|text-field)|backend\/visitor-ground)\.tsx?$|\/client\/src\/http-get|\/lucide\/.*\/ban\.mjs$/;
/** What only dialogs share. */
const DIALOGS = /\/web\/src\/ui\/(?:dialogs|parts\/(?:choice|dialog|fold|copy))/;
/** What no page needs at first, or only one of them. */
const LATER =
  /\/web\/src\/ui\/(?:home|dialogs|parts\/(?:choice|dialog|fold|copy)|room\/people)|\/client\/src\/adapters\/memory-store/;
/** What rooms on a switchboard need, whoever serves the page. */
const FAR = /\/packages\/relay\/src\/(?:keys|text|urls)|\/client\/src\/adapters\/(?:circuit-dial|two-roads)/;

/** Whichever of the split style sheets comes first must say how the layers lie on each other. */
const layerOrder: Plugin = {
  name: "layer-order",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "asset" && file.fileName.endsWith(".css"))
        file.source = `@layer tokens,base,parts,screens;${file.source}`;
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
  plugins: [layerOrder, ristrettoApart, ...lean],
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
      optimization: { inlineConst: { mode: "all", pass: 3 } },
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
            { name: "index", test: EVERYWHERE, priority: 2 },
            { name: "switchboards", test: FAR, priority: 1 },
            { name: "common", test: (id) => !LATER.test(id), minShareCount: 2 },
            { name: "dialogs", test: DIALOGS, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
