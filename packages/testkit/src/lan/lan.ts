import { LanHost } from "./host.ts";
import { ip } from "./ip.ts";
import { addNamespace, deleteNamespace, nextPrefix, sweepLeftovers } from "./namespaces.ts";
import { addBridge, addHostNamespace, plug } from "./wires.ts";

/** What a test network looks like. */
export interface LanOptions<Name extends string> {
  /** Each host with the LANs it is on, in the order of its interfaces: eth0, eth1, ... */
  hosts: Record<Name, readonly string[]>;
}

/** A running test network. */
export interface Lan<Name extends string> {
  readonly hosts: Readonly<Record<Name, LanHost>>;
  /** Ends every process in the network and removes it; may be called twice. */
  close(): Promise<void>;
}

/**
 * Builds LANs out of Linux network namespaces. Each host is a namespace of its own; each LAN is a bridge in
 * one further namespace, the switch, so that the network of the machine is never touched.
 *
 * Host number h (from 1, in the order given) on LAN number l (from 1, in the order of first mention) has
 * 10.77.l.h/24 and fd77:l::h/64 beside its link-local address. There is no default route: as on a LAN
 * without a router, multicast must find its way by interface.
 * @throws LanError COMMAND_FAILED; what was built until then is removed.
 */
export function createLan<Name extends string>(options: LanOptions<Name>): Lan<Name> {
  sweepLeftovers();
  const prefix = nextPrefix();
  const switchName = `${prefix}-switch`;
  const namespaces = [switchName];
  const remove = () => {
    for (const name of namespaces) deleteNamespace(name);
  };
  try {
    addNamespace(switchName);
    const names = Object.keys(options.hosts) as Name[];
    const lans = [...new Set(names.flatMap((name) => options.hosts[name]))];
    lans.forEach((_, index) => {
      addBridge(switchName, index + 1);
    });
    const hosts = names.map((name, hostIndex) => {
      const namespace = `${prefix}-${name}`;
      namespaces.push(namespace);
      addHostNamespace(namespace);
      options.hosts[name].forEach((lan, port) => {
        plugIn({ switchName, namespace, port, host: hostIndex + 1, lan: lans.indexOf(lan) + 1 });
      });
      return [name, new LanHost(namespace, switchName, hostIndex + 1)] as const;
    });
    return {
      hosts: Object.fromEntries(hosts) as Record<Name, LanHost>,
      close: async () => {
        remove();
        await Promise.all(hosts.map(([, host]) => host.ended()));
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function plugIn(at: {
  switchName: string;
  namespace: string;
  port: number;
  host: number;
  lan: number;
}): void {
  const { switchName, namespace, port, host, lan } = at;
  plug({ switchName, bridge: lan, namespace, host, port });
  ip(`addr add 10.77.${lan}.${host}/24 brd + dev eth${port}`, namespace);
  ip(`addr add fd77:${lan}::${host}/64 dev eth${port} nodad`, namespace);
  ip(`link set eth${port} up`, namespace);
}
