import { isIPv4, isIPv6 } from "node:net";
import { MAX_LABEL_BYTES, MAX_RECORDS_PER_PACKET, MAX_TTL_SECONDS } from "../limits.ts";
import { isPort, SERVICE_DOMAIN } from "../listing.ts";

/**
 * One record that concerns rooms. `ttl` is in seconds, 0 is a goodbye (RFC 6762 10.1). `instance` is the label
 * before the service's domain, `host` a domain name; both are compared without case.
 */
export type RoomRecord =
  | { kind: "instance"; instance: string; ttl: number }
  | { kind: "service"; instance: string; host: string; port: number; ttl: number }
  | { kind: "text"; instance: string; strings: Uint8Array[]; ttl: number }
  /** `flush`: all addresses of this family that are older than a second are outdated (RFC 6762 10.2). */
  | { kind: "address"; host: string; address: string; flush: boolean; ttl: number };

const SUFFIX = `.${SERVICE_DOMAIN}`;

/**
 * Takes from a decoded DNS packet the records that concern rooms, in the order in which they build on each other:
 * instances, their services and texts, then addresses. Whatever is malformed, foreign or too much is left out.
 * @param packet what dns-packet made of the bytes; nothing about it is taken for granted.
 */
export function roomRecords(packet: unknown): RoomRecord[] {
  if (!isObject(packet) || packet.type !== "response") return [];
  // RFC 6762 18.3 and 18.11: other opcodes and response codes must be ignored.
  if (packet.opcode !== "QUERY" || packet.rcode !== "NOERROR") return [];
  const sections = [packet.answers, packet.additionals].filter(Array.isArray).flat();
  const records = sections
    .slice(0, MAX_RECORDS_PER_PACKET)
    .map(toRecord)
    .filter((record) => record !== undefined);
  return records.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
}

const ORDER = { instance: 0, service: 1, text: 1, address: 2 } as const;

function toRecord(raw: unknown): RoomRecord | undefined {
  if (!isObject(raw) || typeof raw.name !== "string" || raw.class !== "IN") return undefined;
  if (typeof raw.ttl !== "number" || !(raw.ttl >= 0)) return undefined;
  const { name, data } = raw;
  const ttl = Math.min(raw.ttl, MAX_TTL_SECONDS);
  switch (raw.type) {
    case "PTR": {
      const instance = name.toLowerCase() === SERVICE_DOMAIN ? toInstance(data) : undefined;
      return instance === undefined ? undefined : { kind: "instance", instance, ttl };
    }
    case "SRV": {
      const instance = toInstance(name);
      if (instance === undefined || !isObject(data)) return undefined;
      const { target: host, port } = data;
      if (!isDomainName(host) || !isPort(port)) return undefined;
      return { kind: "service", instance, host, port, ttl };
    }
    case "TXT": {
      const instance = toInstance(name);
      const strings = Array.isArray(data) ? data : [data];
      if (instance === undefined || !strings.every((string) => string instanceof Uint8Array))
        return undefined;
      return { kind: "text", instance, strings, ttl };
    }
    case "A":
    case "AAAA": {
      if (typeof data !== "string" || !isDomainName(name)) return undefined;
      if (!(raw.type === "A" ? isIPv4(data) : isIPv6(data))) return undefined;
      return { kind: "address", host: name, address: data, flush: raw.flush === true, ttl };
    }
    default:
      return undefined;
  }
}

/** The instance's label of `<label>._partyline._tcp.local`; a label may hold dots. */
function toInstance(name: unknown): string | undefined {
  if (typeof name !== "string" || !name.toLowerCase().endsWith(SUFFIX)) return undefined;
  const label = name.slice(0, -SUFFIX.length);
  return isLabel(label) ? label : undefined;
}

function isDomainName(name: unknown): name is string {
  return typeof name === "string" && name.length <= 255 && name.split(".").every(isLabel);
}

/**
 * A label that can be asked for again. Bytes that were no UTF-8 have become U+FFFD, three bytes each: the name is
 * lost, and too long a label would make a malformed packet of our question.
 */
function isLabel(label: string): boolean {
  return label !== "" && !label.includes("\ufffd") && Buffer.byteLength(label) <= MAX_LABEL_BYTES;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
