/** `partyline switchboard`: connects hosts and clients anywhere, until Ctrl-C. */
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { realInterfaces } from "@partyline/discovery";
import { openSwitchboard, type Switchboard } from "@partyline/switchboard";
import type { Context } from "../context.ts";
import { codeOf, isBrokenPipe, sentenceOfError, wrongUsage } from "../errors.ts";
import { ensureHome } from "../home.ts";
import { aborted } from "../interrupt.ts";
import type { ListenAddress } from "../listen-address.ts";
import { pageFolder } from "../page-folder.ts";
import { addressText } from "../room-text.ts";

export interface SwitchboardOptions {
  listen: ListenAddress;
  tlsCert?: string;
  tlsKey?: string;
  /** True where no number was said. */
  trustProxy?: number | true;
  /** False for none. */
  metrics: ListenAddress | false;
  name?: string[];
}

/** The folder of its own in the data folder: a person's rooms may lie beside it. */
const FOLDER = "switchboard";

const EVERY = new Set(["0.0.0.0", "::"]);

/** Where it answers: `url` on this machine, `urls` for others, best first. */
export function urlsOf(
  { listen, tlsCert, trustProxy, name = [] }: SwitchboardOptions,
  port: number,
  addresses: readonly string[],
): { url: string; urls: string[] } {
  const scheme = tlsCert === undefined ? "http" : "https";
  const at = (host: string) => `${scheme}://${addressText(host, port)}`;
  const url = at(EVERY.has(listen.host) ? "127.0.0.1" : listen.host);
  // A proxy in front does TLS, as a rule.
  const named = name.map((one) => `${trustProxy ? "https" : scheme}://${one}`);
  const own = EVERY.has(listen.host) ? addresses.map(at) : [];
  return { url, urls: [...named, ...own] };
}

function lanAddresses({ host }: ListenAddress): string[] {
  const real = realInterfaces(networkInterfaces(), {});
  const six = real.flatMap(({ ipv6 }) => ipv6).filter(({ address }) => !address.startsWith("fe80:"));
  return [...real.flatMap(({ ipv4 }) => ipv4), ...(host === "::" ? six : [])].map(({ address }) => address);
}

function openRows(
  url: string,
  urls: readonly string[],
  metrics: string | undefined,
  hasPage: boolean,
): string {
  const places = [...urls, url];
  return [
    "The switchboard is open.",
    "",
    ...places.map((place, at) => `  ${at === 0 ? "Address" : "       "}  ${place}`),
    ...(metrics === undefined ? [] : [`  Metrics  ${metrics}`]),
    "",
    `Hosts come by:  partyline host NAME --switchboard ${places[0]}`,
    ...(hasPage ? ["In a browser the same address shows the public rooms, and opens them."] : []),
    "Ctrl-C to stop; names that were taken are kept.",
  ].join("\n");
}

/** Reads the certificate anew at each SIGHUP; without one, SIGHUP means the end only where a terminal has gone. */
function onHangUp(
  board: Switchboard,
  hasTls: boolean,
  { log, output, stdin }: Context,
): { gone: Promise<void>; off(): void } {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const hear = (): void => {
    if (!hasTls) {
      if (stdin.isTTY) resolve();
      else log("info", "SIGHUP: there is no certificate to read anew");
      return;
    }
    board.reloadTls().then(
      () => log("info", "the certificate was read anew"),
      (error) =>
        output.note(`The old certificate stays in use. ${sentenceOfError(error)} (${codeOf(error)})`),
    );
  };
  process.on("SIGHUP", hear);
  return { gone, off: () => void process.off("SIGHUP", hear) };
}

/** Runs it until it is interrupted; hosts and clients are then told to come back. Errors: USAGE, and those of
 *  switchboards: HOME, KEY, DIRECTORY_*, TLS, PORT. */
export async function runSwitchboard(options: SwitchboardOptions, context: Context): Promise<void> {
  const { listen, tlsCert, tlsKey, trustProxy = 0, metrics, name } = options;
  const { output, interrupt, log } = context;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw wrongUsage("--tls-cert and --tls-key go together.");
  const pages = pageFolder();
  if (pages === undefined) log("warn", "the page is not built, so browsers get none");
  const board = await openSwitchboard({
    home: join(await ensureHome(context.home), FOLDER),
    host: listen.host,
    port: listen.port,
    trustProxy: Number(trustProxy),
    metrics: metrics || null,
    logger: log,
    ...(tlsCert === undefined || tlsKey === undefined ? {} : { tls: { cert: tlsCert, key: tlsKey } }),
    ...(name ? { names: name } : {}),
    ...(pages === undefined ? {} : { pages }),
  });
  const hangUp = onHangUp(board, tlsCert !== undefined, context);
  try {
    const { url, urls } = urlsOf(options, board.port, lanAddresses(listen));
    const shown =
      metrics && board.metricsPort !== undefined
        ? `http://${addressText(metrics.host, board.metricsPort)}/metrics`
        : undefined;
    const open = { event: "open", url, urls, port: board.port, metrics: shown ?? null, key: board.key };
    await output.write(openRows(url, urls, shown, pages !== undefined), open).catch(ignoreBrokenPipe);
    await Promise.race([aborted(interrupt), hangUp.gone]);
    if (board.census.trunks > 0)
      output.note("Stopping: hosts are told to come back within 10 s. Ctrl-C again ends it at once.");
    await board.close();
    await output.write("The switchboard is closed.", { event: "closed" }).catch(ignoreBrokenPipe);
  } finally {
    hangUp.off();
    await board.close({ windowSeconds: 0 });
  }
}

/** Nobody reads stdout any more: that ends no switchboard. */
function ignoreBrokenPipe(error: unknown): void {
  if (!isBrokenPipe(error)) throw error;
}
