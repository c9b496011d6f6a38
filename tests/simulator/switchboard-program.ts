/** A switchboard: the real exchange and directory rules, on a simulated machine. */

import { limits } from "@partyline/relay";
import { LIMITS, parts, type SwitchboardLimits } from "@partyline/switchboard";
import { cryptoOf } from "./crypto.ts";
import { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { SocketEvents, WireEnd } from "./wire.ts";

/** Seconds within which those who are sent away come back. */
const WINDOW_SECONDS = 2;

type Clock = ReturnType<Machine["boot"]>;

class Outlet implements parts.Outlet {
  session: parts.Session | undefined;
  heard = true;
  readonly end: WireEnd;
  readonly #clock: Clock;
  #wanted = true;
  #rests: (() => void) | undefined;

  constructor(end: WireEnd, clock: Clock) {
    this.end = end;
    this.#clock = clock;
  }

  write(message: Uint8Array): boolean {
    let taken = true;
    for (const payload of payloadsOf(message)) taken = this.end.send(payload);
    return taken;
  }

  close(code: number, reason: string): void {
    this.#rests?.();
    this.end.close(code, reason);
  }

  read(on: boolean): void {
    this.#wanted = on;
    this.#apply();
  }

  rest(ms: number): void {
    this.#rests?.();
    this.#rests = this.#clock.after(ms, () => {
      this.#rests = undefined;
      this.#apply();
    });
    this.#apply();
  }

  ping(): void {
    if (!this.heard && !this.session?.unread) {
      this.session?.end("SILENT");
      this.end.terminate();
      return;
    }
    this.heard = false;
    this.end.ping();
  }

  #apply(): void {
    this.end.read(this.#wanted && !this.#rests);
  }
}

export class SwitchboardProgram {
  readonly machine: Machine;
  readonly url: string;
  readonly errors: string[] = [];
  readonly #network: Network;
  readonly #address: string;
  readonly #random: Random;
  readonly #seed: Uint8Array;
  readonly #limits: SwitchboardLimits;
  #directory = parts.memoryDirectory();
  #close: (() => void) | undefined;

  constructor(network: Network, name: string, limits: Partial<SwitchboardLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.machine = new Machine(name, network.world);
    this.#address = `${name}.example`;
    this.url = `https://${this.#address}`;
    this.#network = network;
    this.#random = network.world.random.fork(name);
    this.#seed = this.#random.bytes(32);
    network.place(this.#address, this.machine);
  }

  boot(): void {
    const clock = this.machine.boot();
    const network = this.#network;
    network.booted(this.machine);
    const logger = (level: string, message: string, fields?: object) => {
      network.world.note(`${this.machine.name} ${level} ${message}`);
      const isFault = message === "a trunk was ended" && !network.wasMeddledWith;
      if (level === "error" || isFault)
        this.errors.push(`${this.machine.name}: ${message} ${JSON.stringify(fields)}`);
    };
    const key = base64Url(parts.publicKeyOf(this.#seed));
    const { ed25519 } = cryptoOf(this.#random);
    const signer = new parts.Signer(key, this.#seed, ed25519);
    const directory = this.#directory;
    const registrar = new parts.Registrar({
      directory,
      signer,
      ed25519,
      clock,
      limits: this.#limits,
      logger,
    });
    void registrar.load();
    const exchange = new parts.Exchange({
      key,
      authorities: [this.#address],
      limits: this.#limits,
      registry: registrar,
      ed25519,
      logger,
      cluster: parts.singleNode(),
      now: clock.monotonic,
      nonce: () => base64Url(this.#random.bytes(32)),
      allocate: (bytes) => new Uint8Array(bytes),
      defer: (task) => void network.world.in(0, `${this.machine.name} deferred`, task, this.machine),
    });
    const outlets = new Set<Outlet>();
    every(clock, parts.TICK_MS, () => exchange.tick());
    every(clock, parts.DIRECTORY_TICK_MS, () => registrar.tick());
    every(clock, limits.PING_MS, () => {
      for (const outlet of outlets) outlet.ping();
    });
    network.listen(this.#address, this.machine, (end, path): SocketEvents => {
      const outlet = new Outlet(end, clock);
      outlets.add(outlet);
      const peer = {
        address: end.peerName,
        tag: new TextEncoder().encode(end.peerName.padEnd(8, ".").slice(0, 8)),
      };
      const [, room, waits] = /^\/v1\/r\/([a-z2-7]{32})(\/wait)?$/.exec(path) ?? [];
      const session =
        room === undefined
          ? exchange.trunk(outlet, peer, this.#address)
          : waits
            ? exchange.wait(outlet, room)
            : exchange.circuit(outlet, peer, room);
      outlet.session = session;
      return {
        open() {},
        message: (frame) => {
          outlet.heard = true;
          session.frame(frame);
        },
        alive: () => {
          outlet.heard = true;
        },
        drained: () => session.drained(),
        closed: (code) => {
          outlets.delete(outlet);
          session.closed(code);
        },
      };
    });
    this.#close = () => {
      exchange.goaway(WINDOW_SECONDS);
      clock.after(WINDOW_SECONDS * 1000, () => {
        network.unlisten(this.#address);
        exchange.close(WINDOW_SECONDS);
        clock.after(500, () => this.kill(false));
      });
    };
  }

  /** Ends it in good order, in a few seconds. */
  close(): void {
    this.#close?.();
  }

  kill(dark: boolean): void {
    this.machine.halt(dark);
    this.#network.halted(this.machine, dark);
    this.#close = undefined;
  }

  /** Its directory is gone, as after a damaged disk. */
  forget(): void {
    this.#directory = parts.memoryDirectory();
  }
}

function every(clock: Clock, ms: number, task: () => void): void {
  clock.after(ms, () => {
    task();
    every(clock, ms, task);
  });
}

const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** What is in WebSocket messages that stand one behind the other: unmasked, final, binary (RFC 6455, 5.2). */
function payloadsOf(messages: Uint8Array): Uint8Array[] {
  const view = new DataView(messages.buffer, messages.byteOffset, messages.byteLength);
  const payloads: Uint8Array[] = [];
  for (let at = 0; at < messages.length; ) {
    const short = view.getUint8(at + 1);
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length = short < 126 ? short : short === 126 ? view.getUint16(at + 2) : view.getUint32(at + 6);
    payloads.push(messages.subarray(at + header, at + header + length));
    at += header + length;
  }
  return payloads;
}
