/** `/metrics` for Prometheus, on an address of its own, so that members never see it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HostError } from "../errors.ts";

export interface MetricsListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves what `text` gives. Error: PORT. */
export async function serveMetrics(
  { host, port }: { host: string; port: number },
  text: () => string,
): Promise<MetricsListener> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    // A page in the owner's browser must not read it by another name for this address (DNS rebinding).
    const isOther =
      host === "127.0.0.1" && !/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? "");
    if (request.url !== "/metrics" || isOther) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new HostError("PORT", `No metrics at ${host}:${port}: that cannot be opened.`, { cause })),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
