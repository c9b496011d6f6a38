/** A page's build in a folder of its own, as Vite and the compression after it leave it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

export const INDEX =
  '<!doctype html><title>Partyline</title><script type="module" src="/assets/a.js"></script>\n';
export const SCRIPT = `// ${"words ".repeat(500)}\n`;

export interface Site {
  readonly folder: string;
  /** A file at `path`, with its compressed forms beside it if wished. */
  write(path: string, content: string, compressed?: boolean): Promise<void>;
  remove(): Promise<void>;
}

export async function makeSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "partyline-pages-"));
  const site: Site = {
    folder,
    async write(path, content, compressed = false) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
      if (!compressed) return;
      await writeFile(`${target}.gz`, gzipSync(content));
      await writeFile(`${target}.br`, brotliCompressSync(content));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await site.write("index.html", INDEX, true);
  await site.write("assets/index-B1x2c3d4.js", SCRIPT, true);
  await site.write("assets/style-_-x2c3d4.css", "body{}");
  await site.write("favicon.svg", "<svg/>");
  return site;
}
