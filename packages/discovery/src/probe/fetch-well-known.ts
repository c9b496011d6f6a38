import { get, type IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";
import { DiscoveryError } from "../errors.ts";
import { MAX_WELL_KNOWN_BYTES, PROBE_TIMEOUT_MS } from "../limits.ts";
import { decodeWellKnown, WELL_KNOWN_PATH, type WellKnown } from "./well-known.ts";

/** How long to wait, and when to give up before that. */
export interface FetchOptions {
  /** For the whole answer, in ms; default {@link PROBE_TIMEOUT_MS}. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Asks a host which rooms are open there.
 * @param address IPv4, IPv6 (link-local with its zone: fe80::1%eth0) or a host name.
 * @throws DiscoveryError UNREACHABLE, TIMEOUT, NOT_PARTYLINE, TOO_BIG; `cause` is what the network said.
 */
export async function fetchWellKnown(
  address: string,
  port: number,
  options: FetchOptions = {},
): Promise<WellKnown> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? PROBE_TIMEOUT_MS);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    const response = await request(address, port, signal);
    if (response.statusCode !== 200) {
      response.destroy();
      throw new DiscoveryError("NOT_PARTYLINE", `${address} answered with status ${response.statusCode}`);
    }
    const known = decodeWellKnown(await readCapped(response));
    if (known === undefined) throw new DiscoveryError("NOT_PARTYLINE", `${address} is no Partyline host`);
    return known;
  } catch (cause) {
    if (cause instanceof DiscoveryError) throw cause;
    if (timeout.aborted) throw new DiscoveryError("TIMEOUT", `${address} did not answer in time`, { cause });
    throw new DiscoveryError(codeOf(cause), `${address} port ${port}: ${String(cause)}`, { cause });
  }
}

function request(address: string, port: number, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const family = isIP(address);
  get({
    host: address,
    ...(family === 0 ? {} : { family }),
    port,
    path: WELL_KNOWN_PATH,
    headers: { accept: "application/json", connection: "close", host: hostHeader(address, port) },
    agent: false,
    signal,
  })
    .once("response", resolve)
    .on("error", reject);
  return promise;
}

/** A zone means something on this machine only and is no part of the header (RFC 6874 section 1). */
function hostHeader(address: string, port: number): string {
  return isIPv6(address) ? `[${address.split("%")[0]}]:${port}` : `${address}:${port}`;
}

async function readCapped(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > MAX_WELL_KNOWN_BYTES) {
      response.destroy();
      throw new DiscoveryError("TOO_BIG", `the answer is larger than ${MAX_WELL_KNOWN_BYTES} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What node:http reports by an HPE code is an answer that is not HTTP; the rest is the network's. */
function codeOf(cause: unknown): "NOT_PARTYLINE" | "UNREACHABLE" {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code.startsWith("HPE_") ? "NOT_PARTYLINE" : "UNREACHABLE";
}
