/** The WebSocket of a trunk: the port that a trunk is written against, and its adapter by `ws`. */
import type { Socket } from "node:net";
import { limits } from "@partyline/relay";
import { WebSocket } from "ws";

export interface TrunkSocket {
  /** Writes one message. True: the road has taken it, or will soon. False: it waits, and nothing more is written before
   *  `drained`. */
  write(message: Uint8Array): boolean;
  ping(): void;
  /** Closes behind what is written, with a WebSocket close code. May be called twice. */
  close(code: number): void;
  /** Ends it at once. */
  terminate(): void;
}

/** What a socket tells: `open` once, then the others, `closed` once and last, even where it was never open. */
export interface TrunkSocketEvents {
  open(): void;
  /** One binary message, or a text, which has no place here. */
  message(bytes: Uint8Array, binary: boolean): void;
  /** A ping, or the answer to one. */
  alive(): void;
  drained(): void;
  /** `code` is the other side's (RFC 6455, 7.4), 1006 where the connection broke; `failure` why it did, as far as
   *  known. */
  closed(code: number, failure: Error | undefined): void;
}

/** Dials. Never throws: what fails is told by `closed`. Calls no event before it returns. */
export type DialTrunk = (url: string, events: TrunkSocketEvents) => TrunkSocket;

/** Without compression (R1.2 of relay's SPEC.md). */
export const dialTrunk: DialTrunk = (url, events) => {
  const webSocket = new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: limits.FRAME_BYTES,
    handshakeTimeout: limits.HELLO_MS,
  });
  let socket: Socket | undefined;
  let failure: Error | undefined;
  let corked = false;

  webSocket.on("upgrade", (response) => {
    socket = response.socket;
    socket.setNoDelay(true);
    socket.on("drain", () => events.drained());
  });
  webSocket.on("open", () => events.open());
  webSocket.on("message", (data: Buffer, binary) => events.message(data, binary));
  webSocket.on("ping", () => events.alive());
  webSocket.on("pong", () => events.alive());
  webSocket.on("error", (error) => {
    failure = error;
  });
  webSocket.on("close", (code) => events.closed(code, failure));

  return {
    write(message) {
      if (webSocket.readyState !== WebSocket.OPEN || !socket) return true;
      // What is said in one go leaves in one piece: a welcome and its ADMIT are one packet.
      if (!corked) {
        const opened = socket;
        opened.cork();
        corked = true;
        process.nextTick(() => {
          corked = false;
          opened.uncork();
        });
      }
      webSocket.send(message);
      return !socket.writableNeedDrain;
    },
    ping() {
      if (webSocket.readyState === WebSocket.OPEN) webSocket.ping();
    },
    close: (code) => webSocket.close(code),
    terminate: () => webSocket.terminate(),
  };
};
