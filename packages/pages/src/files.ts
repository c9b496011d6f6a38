/** The files of a built page in memory: it is about 1 MB, and streaming it from disk at every request would cost
 *  several times as much (sirv does) and fail where the files are replaced underneath. */
import { createHash } from "node:crypto";
import { type Dirent, promises as fs } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { PagesError } from "./errors.ts";
import { PAGES_BYTES, PAGES_FILES } from "./limits.ts";

/** One file, ready to be answered with. */
export interface Page {
  readonly type: string;
  readonly body: Buffer;
  /** The same, compressed beforehand by the build; undefined where that does not pay. */
  readonly gzip: Buffer | undefined;
  /** The same by brotli, which is an eighth smaller. */
  readonly brotli: Buffer | undefined;
  /** Quoted, of `body`; the compressed forms have others (RFC 9110 section 8.8.3.3). */
  readonly etag: string;
  /** Its name holds a digest of its content, so it never changes under this name. */
  readonly hashed: boolean;
}

/** Files by path as a request writes it: "/index.html", "/assets/index-B1x2c3d4.js". */
export type Pages = ReadonlyMap<string, Page>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".gif": "image/gif",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
};

/** As Vite names them: assets/NAME-DIGEST.EXT, the digest 8 characters of base64url or more. */
const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * Reads the folder of a build, with `x.gz` and `x.br` beside `x` as its compressed forms. What is no plain file is passed over, a
 * symbolic link too, so nothing outside the folder is ever read; requests are then answered from what was read.
 * Errors: PagesError NO_PAGE, PAGE_TOO_LARGE; those of the file system where a file cannot be read.
 */
export async function loadPages(folder: string): Promise<Pages> {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  for (const path of await filesIn(folder)) {
    bytes += (await fs.stat(join(folder, path))).size;
    if (bytes > PAGES_BYTES) throw new PagesError("PAGE_TOO_LARGE", folder);
    files.set(path, await fs.readFile(join(folder, path)));
  }
  if (!files.has("index.html")) throw new PagesError("NO_PAGE", folder);
  const pages = new Map<string, Page>();
  for (const [path, body] of files) {
    if (/\.(?:gz|br)$/.test(path) && files.has(path.slice(0, -".gz".length))) continue;
    const url = `/${path.split(sep).map(encodeURIComponent).join("/")}`;
    pages.set(url, pageOf(url, body, files.get(`${path}.gz`), files.get(`${path}.br`)));
  }
  return pages;
}

/** The page at `url` with this content; `gzip` and `brotli` are the same compressed, undefined where that does not pay. */
export function pageOf(url: string, body: Buffer, gzip?: Buffer, brotli?: Buffer): Page {
  return {
    type: TYPES[extname(url).toLowerCase()] ?? "application/octet-stream",
    body,
    gzip,
    brotli,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    hashed: HASHED.test(url),
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folder];
  let seen = 0;
  for (let dir = waiting.pop(); dir !== undefined; dir = waiting.pop()) {
    for (const entry of await entriesOf(dir)) {
      seen += 1;
      if (seen > PAGES_FILES) throw new PagesError("PAGE_TOO_LARGE", folder);
      const path = join(dir, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) found.push(relative(folder, path));
    }
  }
  return found;
}

async function entriesOf(dir: string): Promise<Dirent[]> {
  try {
    return await fs.readdir(dir, { withFileTypes: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw new PagesError("NO_PAGE", dir, { cause });
    throw cause;
  }
}
