import { BlockList, isIP, isIPv4 } from "node:net";

/** An address of this machine with its network's size in bits. */
export interface OwnAddress {
  address: string;
  prefix: number;
}

/** Ranges that never leave a site: RFC 1918, RFC 3927, RFC 6598; RFC 4291 2.5.6, RFC 4193. */
const PRIVATE = blockList(
  ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"],
  ["fe80::/10", "fc00::/7"],
);

/** Whether an address is in the same network as one of ours. */
export function isOnLink(address: string, own: readonly OwnAddress[]): boolean {
  const family = familyOf(address);
  return own.some((mine) => {
    if (familyOf(mine.address) !== family) return false;
    const network = new BlockList();
    network.addSubnet(mine.address, mine.prefix, family);
    return network.check(address, family);
  });
}

/**
 * Whether a listed address may be dialled: one in a network of ours or in a private range. Anything else is
 * refused, or a hostile listing could make everybody on the LAN call a stranger's server.
 */
export function isNearby(address: string, own: readonly OwnAddress[]): boolean {
  // BlockList takes an IPv4 address in IPv6's clothes for the IPv4 address.
  if (isIP(address) === 0 || /^::ffff:/i.test(address)) return false;
  return isOnLink(address, own) || PRIVATE.check(address, familyOf(address));
}

/** Whether an address means something on its own link only and needs a zone to be dialled (RFC 4007). */
export function isLinkLocal6(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [cidrs, family] of [[ipv4, "ipv4"] as const, [ipv6, "ipv6"] as const]) {
    for (const cidr of cidrs) {
      const [network, prefix] = cidr.split("/");
      list.addSubnet(network ?? "", Number(prefix), family);
    }
  }
  return list;
}
