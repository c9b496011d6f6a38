import { describe, expect, it } from "vitest";
import { isNearby, isOnLink } from "../src/interfaces/address.ts";
import { realInterfaces, usableInterfaces } from "../src/interfaces/real-interfaces.ts";
import { ETH0, info } from "./samples.ts";

const LO = { lo: [info("127.0.0.1/8", true), info("::1/128", true)] };
const named = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, [info("192.168.1.2/24")]]));
const names = (...all: Parameters<typeof realInterfaces>) => realInterfaces(...all).map(({ name }) => name);

describe("real interfaces", () => {
  it("are those of wires and radios, on every system", () => {
    const real = [
      "eth0",
      "enp3s0",
      "wlan0",
      "wlp2s0",
      "en0",
      "eth0@if12",
      "bond0",
      "veth0",
      "br0",
      "br-lan",
      "end0",
    ];
    const windows = ["Ethernet", "Wi-Fi", "Ethernet 2"];
    expect(names({ ...LO, ...named(...real, ...windows) })).toEqual([...real, ...windows]);
  });

  it("are not those of containers, virtual machines and tunnels", () => {
    const others = [
      ...[
        "docker0",
        "docker_gwbridge",
        "br-5f6f9fe0d8a4",
        "veth0a1b2c3",
        "veth0a1b2c3@if4",
        "virbr0",
        "virbr0-nic",
      ],
      ...[
        "vnet3",
        "vboxnet0",
        "vmnet8",
        "lxcbr0",
        "lxdbr0",
        "podman0",
        "cni0",
        "cali12345678901",
        "flannel.1",
      ],
      ...["tun0", "tap0", "wg0", "wg-home", "utun4", "ppp0", "tailscale0", "ztabcdefgh", "ipsec0"],
      ...["awdl0", "llw0", "bridge100", "vEthernet (WSL)", "VirtualBox Host-Only Network", "Tailscale"],
    ];
    expect(names({ ...LO, ...named(...others) })).toEqual([]);
  });

  it("can be chosen by name, and taken away", () => {
    const all = { ...LO, ...named("eth0", "eth1", "wg0") };
    expect(names(all, { include: ["wg0", "lo"] })).toEqual(["lo", "wg0"]);
    expect(names(all, { include: ["eth*"], exclude: ["eth1"] })).toEqual(["eth0"]);
    expect(names(all, { exclude: ["eth0"] })).toEqual(["eth1"]);
    expect(usableInterfaces(all, { include: ["none"] })).toEqual([]);
  });

  it("carry their addresses with the size of the network", () => {
    const all = { eth0: [info("10.77.1.2/24"), info("fd77:1::2/64"), info("fe80::2/64")], down: [] };
    expect(realInterfaces(all)).toEqual([ETH0]);
  });

  it("are loopback alone when there is nothing else", () => {
    expect(usableInterfaces({ ...LO, ...named("docker0") }).map(({ name }) => name)).toEqual(["lo"]);
    expect(usableInterfaces({ ...LO, ...named("eth0") }).map(({ name }) => name)).toEqual(["eth0"]);
  });
});

describe("an address", () => {
  const own = [...ETH0.ipv4, ...ETH0.ipv6, { address: "203.0.113.5", prefix: 26 }];

  it("is on the link when it is in one of our networks", () => {
    for (const address of ["10.77.1.200", "fd77:1::abcd", "fe80::99", "203.0.113.62"]) {
      expect(isOnLink(address, own), address).toBe(true);
    }
    for (const address of ["10.77.2.1", "fd77:2::1", "203.0.113.64"]) {
      expect(isOnLink(address, own), address).toBe(false);
    }
  });

  it("is near when it is on the link or private, and never a stranger's, a group or ourselves", () => {
    for (const address of ["10.77.1.1", "192.168.9.9", "169.254.1.1", "fd00::1", "fe80::1", "203.0.113.10"]) {
      expect(isNearby(address, own), address).toBe(true);
    }
    const far = ["8.8.8.8", "2001:db8::1", "127.0.0.1", "::1", "0.0.0.0", "224.0.0.251", "ff02::fb"];
    for (const address of [...far, "::ffff:10.77.1.1", "255.255.255.255", "host", ""]) {
      expect(isNearby(address, own), address).toBe(false);
    }
  });
});
