import type { Socket } from "node:dgram";
import { EventEmitter } from "node:events";
import type { NetworkInterfaceInfo } from "node:os";
import { setImmediate } from "node:timers/promises";
import multicastDns from "multicast-dns";
import type { RealInterface } from "../src/interfaces/real-interfaces.ts";
import { encodeTxt } from "../src/txt.ts";

export const ID = "abcdefghijklmnopqrstuvwxyz234567";
export const KEYS = `${"kK0_-"}${"A".repeat(81)}`;

/** eth0 of a host at 10.77.1.2/24 and fd77:1::2/64. */
export const ETH0: RealInterface = {
  name: "eth0",
  zone: "eth0",
  ipv4: [{ address: "10.77.1.2", prefix: 24 }],
  ipv6: [
    { address: "fd77:1::2", prefix: 64 },
    { address: "fe80::2", prefix: 64 },
  ],
};

/** The strings of a TXT record, as they come off the wire. */
export function strings(values: Record<string, string>): Buffer[] {
  return Object.entries(values).map(([key, value]) => Buffer.from(`${key}=${value}`));
}

export const TXT = strings(encodeTxt({ id: ID, keys: KEYS, password: false }));

/** An entry of `os.networkInterfaces()`. */
export function info(cidr: string, internal = false): NetworkInterfaceInfo {
  const address = cidr.split("/")[0] ?? "";
  const common = { address, netmask: "", mac: "00:00:00:00:00:00", internal, cidr };
  return address.includes(":")
    ? { ...common, family: "IPv6", scopeid: address.startsWith("fe80") ? 2 : 0 }
    : { ...common, family: "IPv4" };
}

/** Stands where the kernel would: takes what is sent and hands in whatever bytes a test makes up. */
export class FakeSocket extends EventEmitter {
  sent: Buffer[] = [];
  closed = false;
  bind(_port: number, _address: string, bound: () => void) {
    bound();
    queueMicrotask(() => this.emit("listening"));
  }
  send(bytes: Buffer) {
    this.sent.push(Buffer.from(bytes));
  }
  receive(bytes: Uint8Array, address = "10.77.1.1", port = 5353) {
    this.emit("message", Buffer.from(bytes), { address, port, family: "IPv4", size: bytes.length });
  }
  close() {
    this.closed = true;
  }
  addMembership() {}
  dropMembership() {}
  setMulticastTTL() {}
  setMulticastLoopback() {}
  setMulticastInterface() {}
  asSocket(): Socket {
    return this as unknown as Socket;
  }
}

/** Resolves when multicast-dns has passed on what it was given: it does so in later ticks. */
export const settled = setImmediate;

/** The bytes of an announcement as a host on ETH0's link sends it. */
export async function announcement(name = "Club", host = "h.local", ttl = 120): Promise<Buffer> {
  const socket = new FakeSocket();
  const mdns = multicastDns({ socket: socket.asSocket(), interface: "10.77.1.1", bind: "0.0.0.0" });
  const instance = `${name}._partyline._tcp.local`;
  mdns.respond([
    { type: "PTR", name: "_partyline._tcp.local", ttl, data: instance },
    { type: "SRV", name: instance, ttl, data: { target: host, port: 2525 } },
    { type: "TXT", name: instance, ttl, data: [...TXT] },
    { type: "A", name: host, ttl, data: "10.77.1.1" },
    { type: "AAAA", name: host, ttl, data: "fe80::1" },
  ]);
  await settled();
  mdns.destroy();
  const [bytes] = socket.sent;
  if (bytes === undefined) throw new Error("nothing was sent");
  return bytes;
}
