// Builds the page where its sources have changed since the last build. `npm start` does this by itself; by hand:
// node scripts/build-web.js. Plain JavaScript without dependencies, for Node 20 and up.

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { extname, join } from "node:path";
import { argv, pid } from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { ROOT, run } from "./install.js";

const WEB = join(ROOT, "packages", "web");
const DIST = join(WEB, "dist");
/** What the bundle is made of. */
const SOURCES = [
  join(WEB, "src"),
  join(WEB, "lean"),
  join(WEB, "public"),
  join(WEB, "index.html"),
  join(WEB, "vite.config.ts"),
  ...["client", "console", "protocol", "relay", "secure"].map((name) => join(ROOT, "packages", name, "src")),
  join(ROOT, "package-lock.json"),
  join(ROOT, "scripts", "build-web.js"),
];
const CACHE = join(ROOT, "node_modules", ".cache");
/** The digest of the sources that `dist` was built from. */
const BUILT = join(CACHE, "partyline-web.txt");
const VITE = join(ROOT, "node_modules", "vite", "bin", "vite.js");
/** The workspace's own Node, which is newer than the system's may be. */
const NODE = join(ROOT, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** What compression makes smaller; pictures and fonts are compressed already. */
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest"]);

/**
 * Builds the page if need be: packages/web/dist, with `x.gz` and `x.br` beside `x`. A program that is serving the former build
 * has it in memory, and the new one takes its place in one step.
 * @throws {Error} in one line, when it cannot be built
 */
export async function ensureBuilt() {
  const digest = digestOf(SOURCES);
  const built = existsSync(BUILT) ? readFileSync(BUILT, "utf8") : "";
  if (built === digest && existsSync(join(DIST, "index.html"))) return;
  console.error("Building the page ...");
  const fresh = join(CACHE, `partyline-web-${pid}`);
  try {
    const args = [VITE, "build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "error"];
    if (!run(existsSync(NODE) ? NODE : process.execPath, args, { cwd: WEB }))
      throw new Error("The page could not be built; what vite said is above.");
    await compress(fresh);
    rmSync(DIST, { recursive: true, force: true });
    renameSync(fresh, DIST);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(BUILT, digest);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} paths files and folders; what is not there counts as such */
function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder))
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} in a fixed order */
function filesUnder(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @param {string} folder */
async function compress(folder) {
  // Not before it is there: `npm start` calls this after it has installed.
  const { gzipAsync } = (await import("@gfx/zopfli")).default;
  for (const path of filesUnder(folder)) {
    if (!COMPRESSED.has(extname(path))) continue;
    const body = readFileSync(path);
    // 4 % less than zlib at its best makes, for 3 s of a build.
    const gz = await gzipAsync(body, { numiterations: 3 });
    const forms = { gz, br: brotliCompressSync(body) };
    for (const [extension, form] of Object.entries(forms))
      if (form.length < body.length) writeFileSync(`${path}.${extension}`, form);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
