/** The switchboard: everything put together. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { loadPages } from "@partyline/pages";
import { SWITCHBOARD_PORT } from "@partyline/relay";
import { nodeEd25519, publicKeyOf } from "./adapters/ed25519.ts";
import { loadSeed } from "./adapters/key-file.ts";
import { systemClock, systemRandom } from "./adapters/system.ts";
import { Buckets } from "./buckets.ts";
import type { Clock } from "./clock.ts";
import { singleNode } from "./cluster/index.ts";
import { Lookup, Registrar, Signer, sqliteDirectory } from "./directory/index.ts";
import { SwitchboardError } from "./errors.ts";
import { Exchange } from "./exchange/index.ts";
import { answer, blockOf, clientAddress, frontPage, peers, serveMetrics } from "./http/index.ts";
import { DIRECTORY_TICK_MS, LIMITS, TICK_MS, WINDOW_SECONDS } from "./limits.ts";
import { listen } from "./listeners/listener.ts";
import type { Switchboard, SwitchboardOptions } from "./options.ts";

/** Opens a switchboard. Errors: SwitchboardError HOME, KEY, DIRECTORY_DAMAGED, DIRECTORY_TOO_NEW, TLS, PORT; PagesError
 *  for a page's folder without a page. */
export async function openSwitchboard(options: SwitchboardOptions): Promise<Switchboard> {
  const { clock = systemClock, random = systemRandom, logger = () => {}, cluster = singleNode() } = options;
  const limits = { ...LIMITS, ...options.limits };
  const proxies = options.trustProxy ?? 0;

  const seed = loadSeed(join(options.home, "switchboard.key"), random);
  const key = base64Url(publicKeyOf(seed));
  const pages = options.pages === undefined ? undefined : await loadPages(options.pages);
  const tls = options.tls && (await readTls(options.tls));
  const directory = sqliteDirectory(join(options.home, "directory.db"), {
    note: (words) => logger("warn", words),
  });

  const signer = new Signer(key, seed, nodeEd25519);
  const registrar = new Registrar({ directory, signer, ed25519: nodeEd25519, clock, limits, logger });
  await registrar.load();
  const lookup = new Lookup({ directory, online: registrar.rooms, signer, clock });
  const exchange = new Exchange({
    key,
    authorities: options.names ?? [],
    limits,
    cluster,
    registry: registrar,
    ed25519: nodeEd25519,
    now: clock.monotonic,
    nonce: () => base64Url(random(32)),
    // Not from the shared pool: one batch in a ring would keep 8 KiB of others' bytes alive.
    allocate: (bytes) => Buffer.allocUnsafeSlow(bytes),
    defer: (task) => process.nextTick(task),
    logger,
  });

  const peerAt = peers(clock, random);
  const peerOf = (request: IncomingMessage) => peerAt(clientAddress(request, proxies));
  const requests = new Buckets(limits.requests, limits.addresses);
  const answers = {
    lookup,
    key,
    pages: pages && frontPage({ pages, lookup, clock, logger }),
    mayAsk: (request: IncomingMessage) => requests.take(peerOf(request).address, clock.monotonic()),
    isSecure: (request: IncomingMessage) =>
      tls !== undefined || (proxies > 0 && request.headers["x-forwarded-proto"] === "https"),
    logger,
  };
  const stops: (() => Promise<void> | void)[] = [() => directory.close()];
  try {
    const metrics =
      options.metrics === null
        ? undefined
        : await serveMetrics(exchange, { host: "127.0.0.1", port: 0, ...options.metrics });
    if (metrics) stops.unshift(() => metrics.close());
    const listener = await listen({
      host: options.host ?? "0.0.0.0",
      port: options.port ?? SWITCHBOARD_PORT,
      tls,
      exchange,
      peerOf,
      blockOf: proxies === 0 ? blockOf : undefined,
      answer: (request, response) => void answer(request, response, answers),
      clock,
      random: () => new DataView(random(4).slice().buffer).getUint32(0) / 2 ** 32,
      limits,
      logger,
    });
    stops.unshift(every(clock, TICK_MS, () => exchange.tick()));
    stops.unshift(every(clock, DIRECTORY_TICK_MS, () => registrar.tick()));
    let closing: Promise<void> | undefined;
    return {
      port: listener.port,
      url: `${tls ? "https" : "http"}://127.0.0.1:${listener.port}`,
      metricsPort: metrics?.port,
      key,
      async reloadTls() {
        if (options.tls) listener.useTls(await readTls(options.tls));
      },
      get census() {
        return exchange.census;
      },
      close({ windowSeconds = WINDOW_SECONDS } = {}) {
        closing ??= (async () => {
          listener.stop();
          exchange.goaway(windowSeconds);
          await drained(exchange, clock, windowSeconds * 1000);
          exchange.close(windowSeconds);
          await listener.close();
          await registrar.settled();
          for (const stop of stops) await stop();
        })();
        return closing;
      },
    };
  } catch (error) {
    for (const stop of stops) await stop();
    throw error;
  }
}

/** Resolves when no trunk is left, or after `ms`. */
async function drained(exchange: Exchange, clock: Clock, ms: number): Promise<void> {
  const until = clock.monotonic() + ms;
  while (exchange.census.trunks > 0 && clock.monotonic() < until)
    await new Promise<void>((resolve) => void clock.after(Math.min(100, until - clock.monotonic()), resolve));
}

/** Runs `task` again and again; the answer stops it. */
function every(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = () => {};
  const run = () => {
    task();
    cancel = clock.after(ms, run);
  };
  cancel = clock.after(ms, run);
  return () => cancel();
}

const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Error: TLS. */
async function readTls({ cert, key }: { cert: string; key: string }): Promise<{ cert: string; key: string }> {
  try {
    return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
  } catch (cause) {
    throw new SwitchboardError("TLS", (cause as Error).message, { cause });
  }
}
