/** A member as cheap as can be, so that a measurement shows the host and not its clients: a bare socket that shakes
 *  hands for real, then counts what it is sent; only a judge opens every batch. */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { type Command, decodeBatch, decodeHostMessage, encodeCommand } from "@partyline/protocol";
import { ClientChannel, decodeHostPublicKeys, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";

const BATCH = 0x03;

export interface RoomUnderTest {
  port: number;
  id: string;
  keys: string;
  /** Where a WebSocket to it is dialled; the host's own place for it unless said otherwise. */
  path?: string;
}

/** One masked binary WebSocket message (RFC 6455, 5.2); the mask is zero, which leaves the payload as it is. */
export function maskedMessage(payload: Uint8Array): Buffer {
  const { length } = payload;
  const header = length < 126 ? 6 : 8;
  const frame = Buffer.alloc(header + length);
  frame[0] = 0x82;
  if (header === 6) frame[1] = 0x80 | length;
  else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.set(payload, header);
  return frame;
}

/** The answer to a ping, without which a peer is taken for dead. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

/** Splits a byte stream into the payloads of unmasked WebSocket messages, after the HTTP answer. */
export class MessageSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #upgraded = false;
  readonly #message: (payload: Buffer) => void;
  readonly #upgrade: () => void;
  readonly #ping: () => void;

  constructor(upgraded: () => void, message: (payload: Buffer) => void, ping: () => void = () => {}) {
    this.#upgrade = upgraded;
    this.#message = message;
    this.#ping = ping;
  }

  push(chunk: Buffer): void {
    let bytes = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#upgraded) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = bytes;
        return;
      }
      bytes = bytes.subarray(end + 4);
      this.#upgraded = true;
      this.#upgrade();
    }
    let at = 0;
    while (bytes.length - at >= 2) {
      const small = (bytes[at + 1] ?? 0) & 0x7f;
      const header = small < 126 ? 2 : small === 126 ? 4 : 10;
      if (bytes.length - at < header) break;
      const length =
        header === 2
          ? small
          : header === 4
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.length - at < header + length) break;
      const opcode = (bytes[at] ?? 0) & 0x0f;
      if (opcode === 2) this.#message(bytes.subarray(at + header, at + header + length));
      else if (opcode === 9) this.#ping();
      at += header + length;
    }
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
  }
}

export interface RawMemberOptions {
  room: RoomUnderTest;
  name: string;
  /** Opens every batch and counts the events; the others count bytes. */
  judge?: boolean;
  /** The number of what is stored, and its place in the log. */
  onAck?: (n: number, seq: number | null) => void;
}

export class RawMember {
  /** Bytes of batches since admission, and, for a judge, messages in them. */
  batchBytes = 0;
  messages = 0;
  readonly admitted: Promise<void>;
  readonly #channel: ClientChannel;
  readonly #socket: Socket;

  constructor({ room, name, judge, onAck }: RawMemberOptions) {
    const seed = new Uint8Array(randomBytes(32));
    this.#channel = new ClientChannel({
      provider: nodeProvider,
      roomId: room.id,
      host: decodeHostPublicKeys(room.keys),
      memberKey: memberKeyFor(nodeProvider, seed, room.id),
    });
    this.#socket = connect({ port: room.port, host: "127.0.0.1", noDelay: true });
    this.admitted = new Promise((resolve, reject) => {
      const client = randomBytes(8).toString("hex");
      const splitter = new MessageSplitter(
        () => this.#write(this.#channel.start()),
        (payload) => {
          if (payload[0] === BATCH) {
            this.batchBytes += payload.length;
            if (!judge) return;
          }
          for (const event of this.#channel.receive(payload)) {
            if (event.kind === "reply") this.#write(event.frame);
            else if (event.kind === "open") this.command({ type: "hello", v: 1, name, client });
            else if (event.kind === "batch")
              for (const { kind } of decodeBatch(event.payload).events)
                if (kind === "message") this.messages += 1;
            if (event.kind !== "message") continue;
            const message = decodeHostMessage(event.plaintext);
            if (message.type === "welcome") {
              const { epoch, secret, next } = message.epoch;
              this.#channel.setEpoch({ epoch, secret: Buffer.from(secret, "base64url"), nextBatch: next });
            }
            if (message.type === "page" && message.re === 0) resolve();
            if (message.type === "ack") onAck?.(message.n, message.seq);
            if (message.type === "refused" || message.type === "bye") reject(new Error(message.code));
          }
        },
        () => this.#socket.write(PONG),
      );
      this.#socket.on("data", (chunk) => splitter.push(chunk));
      this.#socket.on("error", reject);
    });
    this.#socket.write(
      `GET ${room.path ?? `/r/${room.id}`} HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  }

  command(command: Command): void {
    this.#write(this.#channel.seal(encodeCommand(command)));
  }

  close(): void {
    this.#socket.destroy();
  }

  #write(frame: Uint8Array): void {
    this.#socket.write(maskedMessage(frame));
  }
}
