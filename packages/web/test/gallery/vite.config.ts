/** The gallery on its own, never part of the product: `vite packages/web/test/gallery` to look at it. */
import { fileURLToPath } from "node:url";
import { mergeConfig, type UserConfig } from "vite";
import product from "../../vite.config.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

export default mergeConfig(product, {
  root: here,
  configFile: false,
  logLevel: "warn",
  server: { open: "/gallery.html" },
  build: { rolldownOptions: { input: `${here}gallery.html` } },
} satisfies UserConfig & { configFile: false });
