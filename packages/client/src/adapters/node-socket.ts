/** WebSockets in Node, by `ws`. */
import { connect } from "node:net";
import { WebSocket } from "ws";
import { DIAL_MS, LINK_FRAME_BYTES } from "../limits.ts";
import type { OpenSocket, Socket } from "./socket-race.ts";

/** Opens one without compression: sealed bytes do not shrink, and deflate would cost 20 times the work. */
export const openNodeSocket: OpenSocket = (url, road) =>
  new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: LINK_FRAME_BYTES,
    handshakeTimeout: DIAL_MS,
    // A process that leaves must not wait for a host that is gone.
    closeTimeout: 1_000,
    // The URL has no zone, and a link-local address means nothing without it.
    ...(road.kind === "direct" && road.address.includes("%")
      ? { createConnection: () => connect({ host: road.address, port: road.port }) }
      : {}),
  } as WebSocket.ClientOptions) as unknown as Socket;
