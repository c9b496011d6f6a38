/** The wires that every test network is made of. */
import { ip, sysctl } from "./ip.ts";
import { switchPort } from "./names.ts";
import { addNamespace } from "./namespaces.ts";

/** Adds a LAN to the switch: `br<lan>`. */
export function addBridge(switchName: string, lan: number): void {
  // Snooping off: without a multicast router on the LAN it would time memberships out after minutes.
  ip(`link add br${lan} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`, switchName);
  ip(`link set br${lan} up`, switchName);
}

/** Makes a namespace whose IPv6 addresses are usable at once. */
export function addHostNamespace(namespace: string): void {
  addNamespace(namespace);
  // Duplicate address detection keeps a new IPv6 address unusable for a second or two.
  sysctl(
    namespace,
    "net.ipv6.conf.all.disable_ipv6=0",
    "net.ipv6.conf.default.disable_ipv6=0",
    "net.ipv6.conf.all.accept_dad=0",
    "net.ipv6.conf.default.accept_dad=0",
    "net.ipv6.conf.default.dad_transmits=0",
  );
}

/** A cable from interface eth<port> of a host, by its number, to the bridge of a LAN. The interface has no address yet
 *  and is down. */
export function plug(at: {
  switchName: string;
  bridge: number;
  namespace: string;
  host: number;
  port: number;
}): void {
  const { switchName, bridge, namespace, host, port } = at;
  const socket = switchPort(host, port);
  ip(`link add ${socket} type veth peer name eth${port} netns ${namespace}`, switchName);
  ip(`link set ${socket} master br${bridge} up`, switchName);
}
