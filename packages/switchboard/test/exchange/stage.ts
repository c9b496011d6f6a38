/** An exchange with hosts and clients that are no sockets: what they were sent can be looked at, and their roads stop
 *  and go as a test says. */

import {
  castParts,
  chunksOf,
  decodeSwitchboardFrame,
  encodeAdmit,
  encodeHello,
  encodeRegister,
  type RelayErrorCode,
  type SwitchboardFrame,
} from "@partyline/relay";
import { expect } from "vitest";
import { nodeEd25519 } from "../../src/adapters/ed25519.ts";
import { singleNode } from "../../src/cluster/index.ts";
import { Exchange, type Outlet, type Registry, type Session } from "../../src/exchange/index.ts";
import { LIMITS, type SwitchboardLimits } from "../../src/limits.ts";
import { keysOf, type RoomKeysForTest, registerOf } from "../keys.ts";

export const AUTHORITY = "talk.example";
const NONCE = Buffer.alloc(32, 7).toString("base64url");

/** Payloads of unmasked binary WebSocket messages in a row. */
export function messagesIn(bytes: Uint8Array): Buffer[] {
  const from = Buffer.from(bytes);
  const found: Buffer[] = [];
  for (let at = 0; at < from.length; ) {
    expect(from[at]).toBe(0x82);
    const short = from[at + 1]!;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length =
      header === 2 ? short : header === 4 ? from.readUInt16BE(at + 2) : Number(from.readBigUInt64BE(at + 2));
    found.push(from.subarray(at + header, at + header + length));
    at += header + length;
  }
  return found;
}

export class FakeOutlet implements Outlet {
  /** What the road has taken. */
  readonly messages: Buffer[] = [];
  /** The very buffers that were written. */
  readonly buffers: Uint8Array[] = [];
  closed: number | undefined;
  reason = "";
  reading = true;
  rested = 0;
  session!: Session;
  /** Whether the road takes what is written. */
  open = true;
  #held: Uint8Array | undefined;

  write(message: Uint8Array): boolean {
    expect(this.closed, "written after close").toBeUndefined();
    expect(this.#held, "written while something waits").toBeUndefined();
    this.buffers.push(message);
    if (this.open) this.#take(message);
    else this.#held = message;
    return this.open;
  }

  /** The road takes what it holds, and then `count` further writes at most, or all from now on. */
  go(count = Number.POSITIVE_INFINITY): void {
    this.open = count === Number.POSITIVE_INFINITY;
    for (let left = count; this.#held && left > 0 && this.closed === undefined; left--) {
      this.#take(this.#held);
      this.#held = undefined;
      this.session.drained();
    }
  }

  get holds(): boolean {
    return this.#held !== undefined;
  }

  close(code: number, reason: string): void {
    expect(this.closed, "closed twice").toBeUndefined();
    this.closed = code;
    this.reason = reason;
  }

  read(on: boolean): void {
    this.reading = on;
  }

  rest(ms: number): void {
    this.rested = Math.max(this.rested, ms);
  }

  #take(message: Uint8Array): void {
    this.messages.push(...messagesIn(message));
  }
}

export class FakeHost extends FakeOutlet {
  get frames(): SwitchboardFrame[] {
    return this.messages.map(decodeSwitchboardFrame);
  }

  of<K extends SwitchboardFrame["kind"]>(kind: K): Extract<SwitchboardFrame, { kind: K }>[] {
    return this.frames.filter((frame) => frame.kind === kind) as Extract<SwitchboardFrame, { kind: K }>[];
  }

  /** The circuit that was opened last. */
  get opened(): number {
    return this.of("open").at(-1)!.circuit;
  }

  send(frame: Uint8Array): void {
    this.session.frame(frame);
  }

  data(circuit: number, linkFrame: Uint8Array, bulk = false): void {
    for (const parts of chunksOf(circuit, linkFrame, bulk)) this.send(Buffer.concat(parts));
  }

  cast(room: number, epoch: number, batchNo: number, text: string): void {
    this.send(Buffer.concat(castParts(room, epoch, batchNo, Buffer.from(text))));
  }

  admit(circuit: number, replay?: { epoch: number; from: number }): void {
    this.send(encodeAdmit(circuit, replay));
  }
}

export class FakeClient extends FakeOutlet {
  get texts(): string[] {
    return this.messages.map(String);
  }

  say(text: string | Uint8Array): void {
    this.session.frame(Buffer.from(text));
  }
}

export function stage(options: { limits?: Partial<SwitchboardLimits>; authorities?: string[] } = {}) {
  let now = 0;
  const deferred: (() => void)[] = [];
  const calls: string[] = [];
  const tombstones = new Map<string, Uint8Array>();
  const burials: ((code: RelayErrorCode | undefined) => void)[] = [];
  const registry: Registry = {
    online: (room) => void calls.push(`online ${room}`),
    offline: (room) => void calls.push(`offline ${room}`),
    list: (room) => void calls.push(`list ${room}`),
    unlist: (room) => void calls.push(`unlist ${room}`),
    bury: ({ room }, done) => {
      calls.push(`bury ${room}`);
      burials.push(done);
    },
    tombstone: (room) => tombstones.get(room),
  };
  const exchange = new Exchange({
    key: NONCE,
    authorities: options.authorities ?? [],
    limits: { ...LIMITS, ...options.limits },
    cluster: singleNode(),
    registry,
    ed25519: nodeEd25519,
    now: () => now,
    nonce: () => NONCE,
    allocate: (bytes) => new Uint8Array(bytes).fill(0xee),
    defer: (task) => void deferred.push(task),
    logger: () => {},
  });
  const peer = { address: "192.0.2.1", tag: new Uint8Array(8).fill(9) };
  const room = keysOf("room");
  return {
    exchange,
    registry: calls,
    /** What the directory shows, by room; and those who wait for its word, in their order. */
    tombstones,
    burials,
    room,
    /** Ends the read that the frames since came in. */
    flush() {
      for (const task of deferred.splice(0)) task();
    },
    pass(ms: number) {
      now += ms;
      exchange.tick();
    },
    trunk(): FakeHost {
      const host = new FakeHost();
      host.session = exchange.trunk(host, peer, AUTHORITY);
      return host;
    },
    /** A host that is through its hello and has the room as number 1. */
    host(generation = 1, keys: RoomKeysForTest = room): FakeHost {
      const host = this.trunk();
      host.send(encodeHello({ v: 1 }));
      host.send(encodeRegister(1, registerOf(keys, { nonce: NONCE, authority: AUTHORITY }, generation)));
      return host;
    },
    client(id = room.room): FakeClient {
      const client = new FakeClient();
      client.session = exchange.circuit(client, peer, id);
      return client;
    },
    /** A client that waits for a room. */
    waiting(id = room.room): FakeClient {
      const client = new FakeClient();
      client.session = exchange.wait(client, id);
      return client;
    },
    /** A client that said hello and is admitted. */
    member(
      host: FakeHost,
      replay?: { epoch: number; from: number },
    ): { client: FakeClient; circuit: number } {
      const client = this.client();
      client.say("hello");
      const circuit = host.opened;
      host.admit(circuit, replay);
      return { client, circuit };
    },
  };
}

export type Stage = ReturnType<typeof stage>;
