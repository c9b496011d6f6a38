import { DiscoveryError } from "../errors.ts";
import { fromInstanceName } from "../instance-name.ts";
import { isLinkLocal6 } from "../interfaces/address.ts";
import type { InterfaceFilter, RealInterface } from "../interfaces/real-interfaces.ts";
import { type InterfaceWatch, watchInterfaces } from "../interfaces/watch.ts";
import { ADVERTISE_TIMEOUT_MS, GOODBYE_TIMEOUT_MS, RESTART_DELAY_MS } from "../limits.ts";
import type { FromThread, ServiceRecord } from "./messages.ts";
import { type CiaoThread, startCiaoThread } from "./thread.ts";

/** One advertisement as the announcer keeps it: enough to make it again on another network. */
export interface Entry {
  /** Its `instance` is the name in use: a number that was given stays for the life of the process. */
  service: ServiceRecord;
  onRenamed: (instance: string) => void;
  log: (line: string) => void;
}

interface Held extends Entry {
  announced: () => void;
  failed: (error: DiscoveryError) => void;
}

/**
 * All advertisements of this process over one set of interfaces, on one ciao. When the interfaces change, ciao
 * is taken down and put up again: it would keep sockets whose multicast memberships are lost, and never learns
 * of an interface that it was not told of at its start.
 */
export class Announcer {
  readonly #filter: InterfaceFilter;
  readonly #held = new Map<number, Held>();
  /** Who waits for which goodbye. */
  readonly #removing = new Map<number, () => void>();
  #thread: CiaoThread | undefined;
  #watch: InterfaceWatch | undefined;
  #restart: NodeJS.Timeout | undefined;
  #restartDelay: number = RESTART_DELAY_MS.first;
  #closing: Promise<void> = Promise.resolve();
  #nextKey = 1;

  constructor(filter: InterfaceFilter) {
    this.#filter = filter;
  }

  /**
   * Advertises one more room. Resolves when it is announced; where there is no network to announce it on, at once,
   * and it is announced when one comes.
   * @throws DiscoveryError ADVERTISE_TIMEOUT, or ADVERTISE_STOPPED by `signal`; it is then no longer advertised.
   */
  async add(entry: Entry, signal?: AbortSignal): Promise<number> {
    if (signal?.aborted) throw stopped();
    const key = this.#nextKey++;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const held: Held = { ...entry, announced: resolve, failed: reject };
    this.#held.set(key, held);
    const timer = setTimeout(() => {
      held.failed(new DiscoveryError("ADVERTISE_TIMEOUT", "no announcement could be made in time"));
    }, ADVERTISE_TIMEOUT_MS);
    timer.unref();
    const giveUp = () => held.failed(stopped());
    signal?.addEventListener("abort", giveUp);
    try {
      if (this.#thread === undefined) void this.#open();
      else this.#thread.send({ kind: "add", key, service: held.service });
      await promise;
      return key;
    } catch (error) {
      await this.remove(key);
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  /** Replaces the TXT record; peers are told at once. */
  setText(key: number, txt: Record<string, string>): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    held.service = { ...held.service, txt };
    this.#thread?.send({ kind: "text", key, txt });
  }

  /** Says goodbye for one room; resolves when it is sent. Nothing happens for one that is already gone. */
  async remove(key: number): Promise<void> {
    const held = this.#held.get(key);
    if (held === undefined) return;
    this.#held.delete(key);
    held.failed(stopped());
    if (this.#held.size === 0) return this.#close();
    const thread = this.#thread;
    if (thread === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GOODBYE_TIMEOUT_MS);
      this.#removing.set(key, () => {
        clearTimeout(timer);
        resolve();
      });
      thread.send({ kind: "remove", key });
    });
    this.#removing.delete(key);
  }

  /** Starts ciao for the first room, after an earlier one has said its goodbyes. */
  #open(): Promise<void> {
    this.#watch ??= watchInterfaces({
      filter: this.#filter,
      fingerprint: whatCiaoBinds,
      settled: true,
      onChange: () => void this.#reopen(),
    });
    return this.#reopen();
  }

  #start(interfaces: readonly RealInterface[]): void {
    if (interfaces.length === 0) for (const { announced } of this.#held.values()) announced();
    if (this.#held.size === 0 || this.#thread !== undefined || interfaces.length === 0) return;
    clearTimeout(this.#restart);
    const names = interfaces.map((one) => one.name);
    this.#log(`advertising on ${names.join(", ")}`);
    const thread = startCiaoThread({
      interfaces: names,
      onMessage: (message) => this.#hear(message),
      onDeath: () => this.#restartLater(),
      log: (line) => this.#log(line),
    });
    this.#thread = thread;
    for (const [key, { service }] of this.#held) thread.send({ kind: "add", key, service });
  }

  async #reopen(): Promise<void> {
    await this.#closeThread();
    if (this.#watch !== undefined) this.#start(this.#watch.current());
  }

  #restartLater(): void {
    this.#thread = undefined;
    this.#restart = setTimeout(() => void this.#reopen(), this.#restartDelay);
    this.#restart.unref();
    this.#restartDelay = Math.min(this.#restartDelay * 2, RESTART_DELAY_MS.longest);
  }

  #close(): Promise<void> {
    this.#watch?.stop();
    this.#watch = undefined;
    clearTimeout(this.#restart);
    return this.#closeThread();
  }

  /** Two closings of one thread wait for the same end, so that a new one never meets the old one's names. */
  #closeThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    if (thread !== undefined) this.#closing = Promise.all([this.#closing, thread.close()]).then(() => {});
    return this.#closing;
  }

  #hear(message: FromThread): void {
    const held = this.#held.get(message.key);
    switch (message.kind) {
      case "removed":
        this.#removing.get(message.key)?.();
        break;
      case "announced":
        this.#restartDelay = RESTART_DELAY_MS.first;
        held?.announced();
        break;
      case "renamed":
        if (held === undefined) break;
        held.service = { ...held.service, instance: message.instance };
        held.onRenamed(fromInstanceName(message.instance));
        break;
      case "failed":
        held?.log(`the room is not advertised: ${message.why}`);
    }
  }

  /** What concerns all rooms goes to the log of one: they nearly always share it. */
  #log(line: string): void {
    const [first] = this.#held.values();
    first?.log(line);
  }
}

const stopped = () => new DiscoveryError("ADVERTISE_STOPPED", "the advertisement was stopped");

/**
 * What ciao binds its sockets to: names, IPv4 and link-local addresses. Other IPv6 addresses come and go by the
 * hour (RFC 8981); ciao follows those by itself.
 */
function whatCiaoBinds(interfaces: readonly RealInterface[]): string {
  return JSON.stringify(
    interfaces.map(({ name, ipv4, ipv6 }) => [
      name,
      ...[...ipv4, ...ipv6.filter(({ address }) => isLinkLocal6(address))].map(({ address }) => address),
    ]),
  );
}
