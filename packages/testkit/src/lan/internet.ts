import { LanHost } from "./host.ts";
import { ip } from "./ip.ts";
import { addNamespace, deleteNamespace, nextPrefix, sweepLeftovers } from "./namespaces.ts";
import { Router } from "./router.ts";
import { addBridge, addHostNamespace, plug } from "./wires.ts";

/** What a test internet looks like. */
export interface InternetOptions<Name extends string, Site extends string> {
  /** Hosts that everybody can reach. */
  outside: readonly Name[];
  /** Hosts behind a router each site has, which lets nobody in. */
  sites: Record<Site, readonly Name[]>;
}

/** A running test internet. */
export interface Internet<Name extends string, Site extends string> {
  readonly hosts: Readonly<Record<Name, LanHost>>;
  readonly routers: Readonly<Record<Site, Router>>;
  /** Ends every process in it and removes it; may be called twice. */
  close(): Promise<void>;
}

/** The bridge of the outside; site number s (from 1) has bridge s + 1. */
const OUTSIDE = 1;

/**
 * Builds an internet out of Linux network namespaces: hosts outside, and sites whose router masquerades (nftables) and
 * drops whatever nobody inside has asked for. Every host has one interface, eth0, and a default route.
 *
 * Outside is 198.51.100.0/24 (RFC 5737): hosts are .1, .2, ... in their order, the router of site number s (from 1) is
 * .(100 + s). Site s is 192.168.s.0/24: its router is .1 and its hosts are .2, .3, ... There is no IPv6 but link-local.
 * @throws LanError COMMAND_FAILED; what was built until then is removed.
 */
export function createInternet<Name extends string, Site extends string>(
  options: InternetOptions<Name, Site>,
): Internet<Name, Site> {
  sweepLeftovers();
  const prefix = nextPrefix();
  const switchName = `${prefix}-switch`;
  const namespaces = [switchName];
  const machines: LanHost[] = [];
  const hosts = {} as Record<Name, LanHost>;
  const routers = {} as Record<Site, Router>;
  const remove = () => {
    for (const name of namespaces) deleteNamespace(name);
  };
  const machine = <M extends LanHost>(name: string, Kind: new (...of: [string, string, number]) => M): M => {
    const namespace = `${prefix}-${name}`;
    namespaces.push(namespace);
    addHostNamespace(namespace);
    const made = new Kind(namespace, switchName, machines.length + 1);
    machines.push(made);
    return made;
  };
  const wire = ({ namespace }: LanHost, port: number, bridge: number, address: string) => {
    plug({ switchName, bridge, namespace, host: machines.length, port });
    ip(`addr add ${address}/24 brd + dev eth${port}`, namespace);
    ip(`link set eth${port} up`, namespace);
  };
  try {
    addNamespace(switchName);
    addBridge(switchName, OUTSIDE);
    options.outside.forEach((name, index) => {
      hosts[name] = machine(name, LanHost);
      wire(hosts[name], 0, OUTSIDE, `198.51.100.${index + 1}`);
    });
    (Object.keys(options.sites) as Site[]).forEach((site, index) => {
      const number = index + 1;
      addBridge(switchName, number + OUTSIDE);
      const router = machine(`${site}-router`, Router);
      routers[site] = router;
      wire(router, 0, OUTSIDE, `198.51.100.${100 + number}`);
      wire(router, 1, number + OUTSIDE, `192.168.${number}.1`);
      router.start();
      options.sites[site].forEach((name, place) => {
        hosts[name] = machine(name, LanHost);
        wire(hosts[name], 0, number + OUTSIDE, `192.168.${number}.${place + 2}`);
        ip(`route add default via 192.168.${number}.1`, hosts[name].namespace);
      });
    });
  } catch (error) {
    remove();
    throw error;
  }
  return {
    hosts,
    routers,
    close: async () => {
      remove();
      await Promise.all(machines.map((one) => one.ended()));
    },
  };
}
