import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const STAND_INS = fileURLToPath(new URL("./src/text/stand-ins.ts", import.meta.url));

/** Whichever of the split style sheets comes first must say how the layers lie on each other. */
const layerOrder: Plugin = {
  name: "layer-order",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "asset" && file.fileName.endsWith(".css"))
        file.source = `@layer tokens,base,parts,screens;${file.source}`;
  },
};

export default defineConfig({
  plugins: [layerOrder],
  // Preact without its plugin: the same bundle (JSX by oxc), and virtua gets preact/compat for React.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: {
      react: "preact/compat",
      "react-dom": "preact/compat",
      "react/jsx-runtime": "preact/jsx-runtime",
      entities: STAND_INS,
      "linkify-it": STAND_INS,
    },
  },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What several lazy parts share comes in one file: in many small ones it compresses 5 kB worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "common", minShareCount: 2 }] } } },
  },
});
