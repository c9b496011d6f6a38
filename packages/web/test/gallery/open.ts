/** Builds the gallery and serves it as the product is served: from its own origin, under its policy. */
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";
import config from "./vite.config.ts";

/** What the program sends with its page: nothing inline, nothing from elsewhere. */
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

export interface Gallery {
  /** The address of a screen, e.g. `screen=home&state=few&theme=dark`. */
  url(query: string): string;
  close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
  const outDir = mkdtempSync(join(tmpdir(), "partyline-gallery-"));
  const here = { ...config, build: { ...config.build, outDir, emptyOutDir: true } };
  await build({ ...here, logLevel: "silent" });
  const server = await preview({
    ...here,
    preview: { host: "127.0.0.1", port: 0, open: false, headers: { "content-security-policy": CSP } },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: (query) => `http://127.0.0.1:${port}/gallery.html?${query}`,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
