import { isBuiltin } from "node:module";
import { BrowserError } from "./errors.ts";

/**
 * Builds a module and all that it imports into one for a page, by the packages' `browser` conditions.
 * @param entry the path of a .ts or .js file.
 * @returns the text of one JavaScript module without imports, with the entry's exports.
 * @throws BrowserError BUILD, also where something needs a module of Node.
 */
export async function buildForBrowser(entry: string): Promise<string> {
  const { build } = await import("vite");
  try {
    const built = await build({
      configFile: false,
      logLevel: "silent",
      plugins: [withoutNode],
      // In a library build Vite leaves it in, and a page has no `process`.
      define: { "process.env.NODE_ENV": '"production"' },
      build: {
        write: false,
        // A stack in a failed test should be readable.
        minify: false,
        target: "es2024",
        lib: { entry, formats: ["es"] },
        // What is imported on first use elsewhere belongs to the one text here.
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    const texts = [built]
      .flat()
      .flatMap((bundle) =>
        "output" in bundle ? bundle.output.flatMap((part) => (part.type === "chunk" ? [part] : [])) : [],
      );
    const [only, ...others] = texts;
    if (!only || others.length > 0) throw new Error(`it became ${texts.length} modules`);
    return only.code;
  } catch (cause) {
    throw new BrowserError(
      "BUILD",
      `${entry} could not be built for a browser: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

/** Vite would put an empty object in its place, which fails only when it is used. */
const withoutNode = {
  name: "without-node",
  enforce: "pre" as const,
  resolveId(id: string, importer: string | undefined) {
    if (isBuiltin(id)) throw new Error(`${importer} needs a module of Node: ${id}`);
  },
};
