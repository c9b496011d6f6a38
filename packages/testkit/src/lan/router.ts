import { LanHost } from "./host.ts";
import { ip, runSync, sysctl } from "./ip.ts";

/**
 * What a home router does (RFC 4787, RFC 6092): who is inside goes out under the router's own address, and what comes
 * from outside gets in only as an answer.
 */
const RULES = `
table ip nat {
  chain out {
    type nat hook postrouting priority srcnat;
    oifname "eth0" masquerade
  }
}
table inet wall {
  chain through {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "eth1" oifname "eth0" accept
  }
  chain to-itself {
    type filter hook input priority filter; policy drop;
    iifname "lo" accept
    iifname "eth1" accept
    ct state established,related accept
    meta l4proto ipv6-icmp accept
  }
}
`;

/** Bytes that went over an interface, as the kernel counts them: whole frames. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/** A site's way out: eth0 is outside, eth1 inside. */
export class Router extends LanHost {
  /** The address that everybody at the site has outside. */
  get outside(): string {
    return this.addresses(0).ipv4[0] ?? "";
  }

  /** Begins to route. */
  start(): void {
    sysctl(this.namespace, "net.ipv4.ip_forward=1");
    runSync("ip", ["netns", "exec", this.namespace, "nft", RULES]);
  }

  /** What the site has sent to the outside and received from there, so far. */
  get traffic(): Traffic {
    const [link] = JSON.parse(ip("-j -s link show dev eth0", this.namespace)) as [
      { stats64: { tx: { bytes: number }; rx: { bytes: number } } },
    ];
    return { sent: link.stats64.tx.bytes, received: link.stats64.rx.bytes };
  }
}
