import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import multicastDns from "multicast-dns";
import { isOnLink } from "../interfaces/address.ts";
import type { RealInterface } from "../interfaces/real-interfaces.ts";
import { MAX_KNOWN_ANSWERS, MAX_QUESTIONS_PER_QUERY } from "../limits.ts";
import type { KnownAnswer, LinkQuestion } from "./link-cache.ts";
import { type RoomRecord, roomRecords } from "./records.ts";

const GROUP = { IPv4: "224.0.0.251", IPv6: "ff02::fb" } as const;

/** An open ear and mouth on one interface in one family. */
export interface LinkSocket {
  /** Multicasts questions, in as many packets as they need; the known answers go with the first. */
  ask(questions: readonly LinkQuestion[], known: readonly KnownAnswer[]): void;
  /** Joins the multicast group anew: a switch or an access point may have forgotten us. */
  rejoin(): void;
  close(): void;
}

/**
 * Opens an mDNS socket on one interface.
 *
 * Bound to the wildcard address: bound to its own, Linux gives it no multicast. It then hears every interface
 * whose group anybody on this machine has joined, so packets from elsewhere are sorted out by their sender.
 * Questions are asked for multicast answers (no QU bit): unicast ones go to whichever of the machine's sockets on
 * port 5353 the kernel likes best.
 */
export function openLinkSocket(options: {
  at: RealInterface;
  family: "IPv4" | "IPv6";
  onRecords: (records: RoomRecord[], source: string) => void;
  log: (line: string) => void;
  /** For tests that hand in bytes. */
  socket?: Socket;
}): LinkSocket | undefined {
  const { at, family, onRecords, log } = options;
  const own = (family === "IPv4" ? at.ipv4 : at.ipv6)[0]?.address;
  // multicast-dns and the kernel name an IPv4 interface by its address, an IPv6 one by its zone.
  if (own === undefined) return undefined;
  const membership = family === "IPv4" ? own : `::%${at.zone}`;
  const socket =
    options.socket ??
    createSocket(
      // Without ipv6Only an IPv6 socket hears IPv4 as well.
      family === "IPv4"
        ? { type: "udp4", reuseAddr: true }
        : { type: "udp6", reuseAddr: true, ipv6Only: true },
    );
  const warn = (error: Error) => log(`mDNS on ${at.name} (${family}): ${error.message}`);
  const mdns = multicastDns({
    socket,
    type: family === "IPv4" ? "udp4" : "udp6",
    ip: GROUP[family],
    interface: membership,
    bind: family === "IPv4" ? "0.0.0.0" : "::",
  });
  mdns.on("error", warn);
  mdns.on("warning", warn);
  mdns.on("response", (packet: unknown, from: RemoteInfo) => {
    // RFC 6762 section 6: a response from any other port is a forgery or a mistake.
    if (from.port !== 5353 || !cameOver(at, from.address)) return;
    const records = roomRecords(packet);
    if (records.length > 0) onRecords(records, from.address);
  });

  return {
    ask: (questions, known) => {
      for (let first = 0; first < questions.length; first += MAX_QUESTIONS_PER_QUERY) {
        const answers = first === 0 ? known.slice(0, MAX_KNOWN_ANSWERS) : [];
        const part = questions.slice(first, first + MAX_QUESTIONS_PER_QUERY);
        mdns.query({ questions: [...part], answers }, (error) => {
          if (error) warn(error);
        });
      }
    },
    rejoin: () => {
      for (const change of ["dropMembership", "addMembership"] as const) {
        try {
          socket[change](GROUP[family], membership);
        } catch (error) {
          log(`mDNS on ${at.name} (${family}): ${change}: ${String(error)}`);
        }
      }
    },
    close: () => mdns.destroy(),
  };
}

/** Whether a packet with this sender came over this interface. */
function cameOver(at: RealInterface, sender: string): boolean {
  const [address = "", zone] = sender.split("%");
  return zone === undefined ? isOnLink(address, [...at.ipv4, ...at.ipv6]) : zone === at.zone;
}
