import { isIPv4 } from "node:net";
import type { TxtErrorCode } from "../errors.ts";
import { MAX_ADDRESSES_PER_HOST, MAX_ROOMS, MAX_ROOMS_PER_SOURCE } from "../limits.ts";
import { SERVICE_DOMAIN } from "../listing.ts";
import { decodeTxt, type TxtFields, type TxtResult } from "../txt.ts";
import type { RoomRecord } from "./records.ts";
import { isExpired, isKnownAnswer, secondsLeft, type Timed, takeRefresh, timed } from "./timed.ts";

/** A question for the link. */
export interface LinkQuestion {
  name: string;
  type: "PTR" | "SRV" | "TXT" | "A" | "AAAA";
}

/** An answer that the link need not give again. */
export interface KnownAnswer {
  name: string;
  type: "PTR";
  ttl: number;
  data: string;
}

/** A listing that is complete: name, keys, port and where the host is. */
export interface ResolvedInstance {
  instance: string;
  fields: TxtFields;
  port: number;
  addresses: string[];
  /** When it first appeared, and when a record of it last came; ms. */
  since: number;
  lastSeen: number;
}

interface Instance {
  label: string;
  source: string;
  since: number;
  pointer: Timed<undefined>;
  service?: Timed<{ host: string; port: number }>;
  text?: Timed<TxtResult>;
  /** How often what is missing was asked for, and when to ask next (ms). */
  attempts: number;
  nextAsk: number;
}

/**
 * What one link (an interface, both families) has said about rooms. Pure: the time comes in as ms. Knows only the
 * hosts that a listing names and only the listings that a pointer names, within the caps of `limits.ts`.
 */
export class LinkCache {
  readonly #instances = new Map<string, Instance>();
  readonly #hosts = new Map<string, Map<string, Timed<string>>>();
  readonly #onIgnored: (instance: string, code: TxtErrorCode) => void;

  /** @param onIgnored told once when a listing is ignored for its TXT record. */
  constructor(onIgnored: (instance: string, code: TxtErrorCode) => void = () => {}) {
    this.#onIgnored = onIgnored;
  }

  /** Takes in the records of one packet, as {@link roomRecords} orders them, from one sender. */
  apply(records: readonly RoomRecord[], source: string, now: number): void {
    for (const record of records) {
      if (record.kind === "instance") this.#applyPointer(record, source, now);
      else if (record.kind === "address") this.#applyAddress(record, now);
      else this.#applyDetail(record, now);
    }
  }

  /** Forgets what is past its time. */
  expire(now: number): void {
    for (const [key, instance] of this.#instances) {
      if (isExpired(instance.pointer, now)) this.#instances.delete(key);
      if (instance.service && isExpired(instance.service, now)) delete instance.service;
      if (instance.text && isExpired(instance.text, now)) delete instance.text;
    }
    const named = this.#namedHosts();
    for (const [host, addresses] of this.#hosts) {
      for (const [key, address] of addresses) if (isExpired(address, now)) addresses.delete(key);
      if (addresses.size === 0 || !named.has(host)) this.#hosts.delete(host);
    }
  }

  /** The listings that can be shown. */
  resolved(): ResolvedInstance[] {
    return [...this.#instances.values()].flatMap((instance) => {
      const { label, service, text, since } = instance;
      if (service === undefined || text === undefined || !text.value.ok) return [];
      const addresses = [...(this.#hosts.get(fold(service.value.host))?.values() ?? [])];
      if (addresses.length === 0) return [];
      const stamps = [instance.pointer, service, text, ...addresses].map((entry) => entry.received);
      return {
        instance: label,
        fields: text.value.fields,
        port: service.value.port,
        addresses: addresses.map((address) => address.value),
        since,
        lastSeen: Math.max(...stamps),
      };
    });
  }

  /**
   * What is to be asked now: what is missing (at once, then after 1, 2, 4 ... 60 s) and what is about to run out.
   * Each is named once: the next call leaves it out until it is due again.
   */
  dueQuestions(now: number): LinkQuestion[] {
    const questions = new Map<string, LinkQuestion>();
    const ask = (name: string, type: LinkQuestion["type"]) =>
      questions.set(`${type} ${fold(name)}`, { name, type });
    for (const instance of this.#instances.values()) {
      const name = `${instance.label}.${SERVICE_DOMAIN}`;
      const { service, text } = instance;
      const addresses = service && this.#hosts.get(fold(service.value.host));
      const missing = service === undefined || text === undefined || addresses === undefined;
      if (missing && now >= instance.nextAsk) {
        instance.nextAsk = now + Math.min(60, 2 ** instance.attempts) * 1000;
        instance.attempts += 1;
        if (service === undefined) ask(name, "SRV");
        if (text === undefined) ask(name, "TXT");
        if (service && addresses === undefined) askAddresses(ask, service.value.host);
      }
      if (takeRefresh(instance.pointer, now)) ask(SERVICE_DOMAIN, "PTR");
      if (service && takeRefresh(service, now)) ask(name, "SRV");
      if (text && takeRefresh(text, now)) ask(name, "TXT");
      for (const address of addresses?.values() ?? []) {
        if (service && takeRefresh(address, now)) askAddresses(ask, service.value.host);
      }
    }
    return [...questions.values()];
  }

  /** The pointers that a query for rooms can name as known, the freshest first. */
  knownAnswers(now: number): KnownAnswer[] {
    return [...this.#instances.values()]
      .filter(({ pointer }) => isKnownAnswer(pointer, now))
      .map(({ label, pointer }) => ({
        name: SERVICE_DOMAIN,
        type: "PTR" as const,
        ttl: secondsLeft(pointer, now),
        data: `${label}.${SERVICE_DOMAIN}`,
      }))
      .sort((a, b) => b.ttl - a.ttl);
  }

  #applyPointer(record: RoomRecord & { kind: "instance" }, source: string, now: number): void {
    const key = fold(record.instance);
    // RFC 6762 10.1 keeps a withdrawn record for a second more; a room that is closed is closed.
    if (record.ttl === 0) return void this.#instances.delete(key);
    const pointer = timed(undefined, record.ttl, now);
    const known = this.#instances.get(key);
    if (known !== undefined) {
      known.pointer = pointer;
      return;
    }
    if (this.#instances.size >= MAX_ROOMS || this.#countFrom(source) >= MAX_ROOMS_PER_SOURCE) return;
    const fresh = { label: record.instance, source, since: now, pointer, attempts: 0, nextAsk: now };
    this.#instances.set(key, fresh);
  }

  #applyDetail(record: RoomRecord & { kind: "service" | "text" }, now: number): void {
    const instance = this.#instances.get(fold(record.instance));
    if (instance === undefined) return;
    if (record.kind === "service") {
      const { host, port, ttl } = record;
      if (ttl === 0) delete instance.service;
      else instance.service = timed({ host, port }, ttl, now);
      return;
    }
    if (record.ttl === 0) return void delete instance.text;
    const result = decodeTxt(record.strings);
    const before = instance.text?.value;
    if (!result.ok && (before === undefined || before.ok)) this.#onIgnored(instance.label, result.code);
    instance.text = timed(result, record.ttl, now);
  }

  #applyAddress(record: RoomRecord & { kind: "address" }, now: number): void {
    const host = fold(record.host);
    if (!this.#namedHosts().has(host)) return;
    const addresses = this.#hosts.get(host) ?? new Map<string, Timed<string>>();
    if (record.flush) {
      const family = isIPv4(record.address);
      for (const [key, { value, received }] of addresses) {
        // RFC 6762 10.2: what came within the last second belongs to the same announcement.
        if (isIPv4(value) === family && received < now - 1000) addresses.delete(key);
      }
    }
    if (record.ttl === 0) addresses.delete(record.address);
    else if (addresses.has(record.address) || addresses.size < MAX_ADDRESSES_PER_HOST) {
      addresses.set(record.address, timed(record.address, record.ttl, now));
    }
    if (addresses.size === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, addresses);
  }

  #namedHosts(): Set<string> {
    const hosts = [...this.#instances.values()].map(({ service }) => service && fold(service.value.host));
    return new Set(hosts.filter((host) => host !== undefined));
  }

  #countFrom(source: string): number {
    return [...this.#instances.values()].filter((instance) => instance.source === source).length;
  }
}

function askAddresses(ask: (name: string, type: "A" | "AAAA") => void, host: string): void {
  ask(host, "A");
  ask(host, "AAAA");
}

function fold(name: string): string {
  return name.toLowerCase();
}
