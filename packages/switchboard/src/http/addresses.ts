/** Where a request comes from, and what budgets are kept for. */
import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import type { Clock } from "../clock.ts";
import type { Peer } from "../exchange/index.ts";
import { TAG_SECRET_MS } from "../limits.ts";

/** The client's address. With `proxies` trusted ones in front, the entry that the outermost of them wrote: each adds
 *  the address it sees at the right of X-Forwarded-For, and what stands further left is the client's own claim. */
export function clientAddress(request: IncomingMessage, proxies: number): string {
  const socket = request.socket.remoteAddress ?? "";
  if (proxies === 0) return socket;
  const header = request.headers["x-forwarded-for"];
  const hops = String(header ?? "")
    .split(",")
    .map((hop) => hop.trim());
  const claimed = hops.at(-proxies) ?? "";
  return isIPv4(claimed) || isIPv6(claimed) ? claimed : socket;
}

/** IPv4 as it is, IPv6 by its /64, which is what one subscriber has (RFC 6177). */
export function blockOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** Peers with their tags: a keyed hash of the address, whose key changes once a day (R4.2). */
export function peers(clock: Clock, random: (bytes: number) => Uint8Array): (address: string) => Peer {
  let secret = random(32);
  let since = clock.monotonic();
  return (address) => {
    if (clock.monotonic() - since > TAG_SECRET_MS) {
      secret = random(32);
      since = clock.monotonic();
    }
    const block = blockOf(address);
    const hash = createHmac("sha256", secret).update(block).digest();
    return { address: block, tag: new Uint8Array(hash.subarray(0, 8)) };
  };
}
