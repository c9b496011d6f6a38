import { type Avahi, startAvahi } from "./avahi.ts";
import { ip } from "./ip.ts";
import { switchPort } from "./names.ts";
import { type HostProcess, type ProcessPlace, runIn, type SpawnOptions, spawnIn } from "./process.ts";

/** One machine of the test network. Its interfaces are eth0, eth1, ... in the order of its LANs. */
export class LanHost implements ProcessPlace {
  readonly namespace: string;
  readonly #switchName: string;
  readonly #number: number;
  readonly #running = new Set<HostProcess>();

  constructor(namespace: string, switchName: string, number: number) {
    this.namespace = namespace;
    this.#switchName = switchName;
    this.#number = number;
  }

  spawn(command: string, args: readonly string[], options?: SpawnOptions): HostProcess {
    const started = spawnIn(this.namespace, command, args, options);
    this.#running.add(started);
    started.exit.then(() => this.#running.delete(started));
    return started;
  }

  run(command: string, args: readonly string[], options?: SpawnOptions): Promise<string> {
    return runIn(this.namespace, command, args, options);
  }

  /** Starts avahi-daemon on this host: an mDNS implementation that is not ours, to judge ours by. */
  avahi(): Promise<Avahi> {
    return startAvahi(this);
  }

  /** The addresses of an interface without their prefix length, IPv4 first. */
  addresses(port = 0): { ipv4: string[]; ipv6: string[]; linkLocal: string[] } {
    const words = ip(`-o addr show dev eth${port}`, this.namespace).matchAll(/inet6? ([^/ ]+)/g);
    const all = [...words].map((match) => match[1] ?? "");
    return {
      ipv4: all.filter((address) => address.includes(".")),
      ipv6: all.filter((address) => address.includes(":") && !address.startsWith("fe80")),
      linkLocal: all.filter((address) => address.startsWith("fe80")),
    };
  }

  /** Pulls the cable of interface eth<port>: the link goes down at both ends. */
  cut(port = 0): void {
    ip(`link set ${switchPort(this.#number, port)} down`, this.#switchName);
  }

  /** Puts the cable back. */
  restore(port = 0): void {
    ip(`link set ${switchPort(this.#number, port)} up`, this.#switchName);
  }

  /** Takes interface eth<port> down, as a sleeping laptop does: its IPv6 addresses are lost. */
  interfaceDown(port = 0): void {
    ip(`link set eth${port} down`, this.namespace);
  }

  /** Brings interface eth<port> up again with its link-local IPv6 and its old IPv4 address. */
  interfaceUp(port = 0): void {
    ip(`link set eth${port} up`, this.namespace);
  }

  /** Replaces the IPv4 address of interface eth<port>, e.g. by "10.77.1.99/24". */
  changeAddress(cidr: string, port = 0): void {
    ip(`-4 addr flush dev eth${port}`, this.namespace);
    ip(`addr add ${cidr} brd + dev eth${port}`, this.namespace);
  }

  /** Adds what Docker adds to a machine: an interface that is up, has an address and leads to nobody near. */
  addDocker(name = "docker0", cidr = "172.17.0.1/16"): void {
    ip(`link add ${name} type bridge`, this.namespace);
    // A bridge without a port has no carrier and would be left out of the list for that reason alone.
    ip(`link add veth0a1b2c3 type veth peer name veth0d4e5f6`, this.namespace);
    ip(`link set veth0a1b2c3 master ${name} up`, this.namespace);
    ip("link set veth0d4e5f6 up", this.namespace);
    ip(`addr add ${cidr} brd + dev ${name}`, this.namespace);
    ip(`link set ${name} up`, this.namespace);
  }

  /** Resolves when nothing that {@link spawn} started runs any more. */
  async ended(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.exit));
  }
}
