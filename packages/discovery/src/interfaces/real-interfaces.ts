import type { NetworkInterfaceInfo } from "node:os";
import type { OwnAddress } from "./address.ts";

/** Which interfaces to use. Names may end in `*`. */
export interface InterfaceFilter {
  /** Use these and no others, even those that are left out by default (a VPN, loopback). */
  include?: readonly string[];
  /** Leave these out as well. */
  exclude?: readonly string[];
}

/** An interface on which people near may be. */
export interface RealInterface {
  /** As the system names it: eth0, en0, Wi-Fi. */
  name: string;
  /** What stands after the % of a link-local address: the name, on Windows the number. */
  zone: string;
  /** In the system's order: the first is the one to use. */
  ipv4: OwnAddress[];
  ipv6: OwnAddress[];
}

/** The shape of `os.networkInterfaces()`: interfaces that are up and have an address. */
export type SystemInterfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Names of interfaces that lead to containers, virtual machines or far away, on Linux, macOS and Windows.
 * `veth` only with the long hexadecimal tail that Docker and its kin give to the host's end: inside a container
 * the other end is called eth0 and is the way out.
 */
const NOT_A_LAN: readonly RegExp[] = [
  /^docker(\d+|_gwbridge)$/,
  /^br-[0-9a-f]{6,}$/,
  /^veth[0-9a-f]{6,}$/,
  /^(virbr|vnet|vboxnet|vmnet|lxcbr|lxdbr|incusbr|podman|cni|cni-podman)\d+/,
  /^(cali[0-9a-f]+|flannel\.|cilium_|kube-|nodelocaldns)/,
  /^(tun|tap|wg|utun|ipsec|gpd|ppp|wwan|nordlynx|proton)[\w-]*$/,
  /^(tailscale|zt)[0-9a-z]*$/,
  /^(awdl|llw|anpi|bridge)\d+$/,
  /^(vEthernet|VirtualBox|VMware|Tailscale|ZeroTier|WireGuard|OpenVPN|TAP-Windows|Npcap)\b/,
];

/**
 * The interfaces that are a LAN: not loopback, not a container's, a virtual machine's or a VPN's. Pure.
 * An interface without link has no entry in `os.networkInterfaces()` and so none here.
 */
export function realInterfaces(all: SystemInterfaces, filter: InterfaceFilter = {}): RealInterface[] {
  const found: RealInterface[] = [];
  for (const [name, infos = []] of Object.entries(all)) {
    if (infos.length === 0 || matches(filter.exclude, name)) continue;
    const wanted = filter.include === undefined ? isLan(name, infos) : matches(filter.include, name);
    if (wanted) found.push(toInterface(name, infos));
  }
  return found;
}

/**
 * {@link realInterfaces}, or loopback when there are none, so that a machine without any network still finds
 * its own rooms.
 */
export function usableInterfaces(all: SystemInterfaces, filter: InterfaceFilter = {}): RealInterface[] {
  const real = realInterfaces(all, filter);
  if (real.length > 0 || filter.include !== undefined) return real;
  return Object.entries(all)
    .filter(([, infos = []]) => infos.some((info) => info.internal))
    .map(([name, infos = []]) => toInterface(name, infos));
}

function isLan(name: string, infos: readonly NetworkInterfaceInfo[]): boolean {
  if (infos.every((info) => info.internal)) return false;
  // `ip link` shows a veth as eth0@if12; should a name ever come so, the part before the @ is the name.
  const plain = name.split("@")[0] ?? name;
  return !NOT_A_LAN.some((pattern) => pattern.test(plain));
}

function matches(patterns: readonly string[] | undefined, name: string): boolean {
  return (patterns ?? []).some((pattern) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

function toInterface(name: string, infos: readonly NetworkInterfaceInfo[]): RealInterface {
  const of = (family: "IPv4" | "IPv6", bits: number): OwnAddress[] =>
    infos
      .filter((info) => info.family === family)
      .map(({ address, cidr }) => ({ address, prefix: Number(cidr?.split("/")[1] ?? bits) }));
  const scope = infos.find((info) => info.family === "IPv6" && info.scopeid !== 0);
  const zone = process.platform === "win32" && scope?.family === "IPv6" ? String(scope.scopeid) : name;
  return { name, zone, ipv4: of("IPv4", 32), ipv6: of("IPv6", 128) };
}
