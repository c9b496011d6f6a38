/** A switchboard with its sockets, and bare hosts and clients that dial it. */
import { mkdtempSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  castParts,
  decodeSwitchboardFrame,
  encodeAdmit,
  encodeHello,
  encodeRegister,
  type SwitchboardFrame,
} from "@partyline/relay";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { openSwitchboard, type Switchboard, type SwitchboardOptions } from "../src/index.ts";
import { type RoomKeysForTest, registerOf } from "./keys.ts";

export const freshHome = () => mkdtempSync(join(tmpdir(), "partyline-switchboard-"));

export async function live(options: Partial<SwitchboardOptions> = {}): Promise<Switchboard> {
  const switchboard = await openSwitchboard({
    home: freshHome(),
    host: "127.0.0.1",
    port: 0,
    metrics: null,
    ...options,
  });
  onTestFinished(() => switchboard.close({ windowSeconds: 0 }));
  return switchboard;
}

/** A WebSocket whose messages are kept, and can be waited for. */
export class Peer {
  readonly socket: WebSocket;
  readonly messages: Buffer[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(port: number, path: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false, headers });
    this.socket.on("message", (data: Buffer) => {
      this.messages.push(data);
      this.#wake();
    });
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) };
      this.#wake();
    });
    this.socket.on("error", () => {});
    onTestFinished(() => this.socket.terminate());
  }

  /** Resolves with what `find` gives, as soon as that is something. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** The code that it is closed with. */
  async end(): Promise<number> {
    return (await this.until(() => this.closed)).code;
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => this.socket.once("open", resolve));
    return this;
  }

  send(bytes: Uint8Array): void {
    this.socket.send(bytes);
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

type Of<K extends SwitchboardFrame["kind"]> = Extract<SwitchboardFrame, { kind: K }>;

export class LiveHost extends Peer {
  readonly authority: string;

  constructor(port: number, headers: Record<string, string> = {}) {
    super(port, "/v1/trunk", headers);
    this.authority = headers.host ?? `127.0.0.1:${port}`;
  }

  all<K extends SwitchboardFrame["kind"]>(kind: K): Of<K>[] {
    return this.messages.map(decodeSwitchboardFrame).filter((frame) => frame.kind === kind) as Of<K>[];
  }

  /** The frame of this kind with this place among them. */
  nth<K extends SwitchboardFrame["kind"]>(kind: K, place = 0): Promise<Of<K>> {
    return this.until(() => this.all(kind)[place]);
  }

  async nonce(): Promise<string> {
    const { hello } = await this.nth("hello");
    return hello.nonce;
  }

  /** Says hello and registers the room; resolves when the room is here. */
  async register(keys: RoomKeysForTest, number = 1, generation = 1): Promise<void> {
    await this.opened();
    if (number === 1) this.send(encodeHello({ v: 1, agent: "test" }));
    const challenge = { nonce: await this.nonce(), authority: this.authority };
    const before = this.all("registered").length;
    this.send(encodeRegister(number, registerOf(keys, challenge, generation)));
    await this.nth("registered", before);
  }

  cast(room: number, epoch: number, batchNo: number, payload: Uint8Array): void {
    this.send(Buffer.concat(castParts(room, epoch, batchNo, payload)));
  }

  async admitNext(place: number, replay?: { epoch: number; from: number }): Promise<number> {
    const { circuit } = await this.nth("open", place);
    this.send(encodeAdmit(circuit, replay));
    return circuit;
  }
}

export const client = (port: number, { room }: RoomKeysForTest, headers: Record<string, string> = {}): Peer =>
  new Peer(port, `/v1/r/${room}`, headers);

/** A bare TCP connection that has upgraded, for what no WebSocket library would send. */
export async function upgraded(port: number, path: string): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once("data", resolve));
  return socket;
}
