import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServedPage {
  /** Its address: plain http at a name under .test, which only {@link launchChromium}'s browser knows. */
  readonly url: string;
  /** May be called twice. */
  close(): Promise<void>;
}

export interface ServedPageOptions {
  /** The Content-Security-Policy. Default: what the GUI runs under. */
  csp?: string;
}

/** What a page of ours may do: scripts from its own origin, and WASM for argon2. */
const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src *";

/** Serves an empty page that runs one module, without a secure context. */
export async function servePage(script: string, { csp = CSP }: ServedPageOptions = {}): Promise<ServedPage> {
  const page = `<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/page.js"></script>`;
  const files: Record<string, readonly [type: string, text: string]> = {
    "/": ["text/html; charset=utf-8", page],
    "/page.js": ["text/javascript; charset=utf-8", script],
    // Another document of the same origin, to go to and come back from.
    "/elsewhere": ["text/html; charset=utf-8", "<!doctype html><title>elsewhere</title>"],
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        "content-type": file[0],
        "content-security-policy": csp,
        // A sandboxed page has an origin of its own, which may load its script all the same.
        "access-control-allow-origin": "*",
      })
      .end(file[1]);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://page.test:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
