/** The public port: HTTP, trunks and circuits. SPEC.md of relay, section 1. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { limits, type RelayErrorCode, relayCloseCodeOf } from "@partyline/relay";
import { type WebSocket, WebSocketServer } from "ws";
import { Buckets } from "../buckets.ts";
import type { Clock } from "../clock.ts";
import { SwitchboardError } from "../errors.ts";
import type { Exchange, Peer } from "../exchange/index.ts";
import { HEADERS_BYTES, type SwitchboardLimits, TICK_MS } from "../limits.ts";
import type { Logger } from "../logger.ts";
import { Callers } from "./callers.ts";
import { Lobby } from "./lobby.ts";
import { Pulse } from "./pulse.ts";
import { SocketOutlet } from "./socket-outlet.ts";

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  /** PEM; undefined where a proxy in front does TLS, or nobody. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly exchange: Exchange;
  peerOf(request: IncomingMessage): Peer;
  /** What budgets for an address go by, of a connection that has not asked yet; undefined behind a proxy. */
  blockOf: ((address: string) => string) | undefined;
  answer(request: IncomingMessage, response: ServerResponse): void;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  random(): number;
  readonly limits: SwitchboardLimits;
  readonly logger: Logger;
}

export interface Listener {
  readonly port: number;
  /** Error: TLS; then what was used before stays in use. */
  useTls(pem: { cert: string; key: string }): void;
  /** Takes no more connections. */
  stop(): void;
  /** Resolves when all sockets are gone. */
  close(): Promise<void>;
}

/** Listens. Errors: PORT, TLS. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { clock, limits: caps, logger } = options;
  const server = serverOf(options);
  // A little more than connections are taken, so that those above are told BUSY.
  server.maxConnections = caps.connections + caps.lobby + 200;
  // Whoever leaves an answer unread for so long. `ws` ends it for those that are upgraded.
  server.timeout = 3 * caps.requestMs;
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.FRAME_BYTES,
    clientTracking: false,
  });
  const outlets = new Set<SocketOutlet>();
  const pulse = new Pulse(outlets, clock, options.random);
  const callers = new Callers(caps);
  const connects = new Buckets(caps.connects, caps.addresses);

  const lobby = new Lobby(caps);
  /** By the other end's address and port: with TLS the socket that connects is another object than the one that asks. */
  const waiting = new Map<string, () => void>();
  server.on("connection", (socket: Socket) => {
    const { remoteAddress = "" } = socket;
    const leave = lobby.enter(options.blockOf?.(remoteAddress));
    if (!leave) {
      socket.destroy();
      return;
    }
    const end = endOf(socket);
    waiting.set(end, leave);
    socket.once("close", () => {
      leave();
      if (waiting.get(end) === leave) waiting.delete(end);
    });
  });

  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const path = /^[^?]*/.exec(request.url ?? "")?.[0] ?? "";
    const [, room, waits] = /^\/v1\/r\/([a-z2-7]{32})(\/wait)?$/.exec(path) ?? [];
    if (room === undefined && path !== "/v1/trunk") {
      socket.once("finish", () => socket.destroy());
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const peer = options.peerOf(request);
    const host = request.headers.host ?? "";
    const refusal: RelayErrorCode | undefined =
      callers.refusal(peer.address) ?? (connects.take(peer.address, clock.monotonic()) ? undefined : "RATE");
    socket.setNoDelay(true);
    // What it is now is counted as a connection.
    waiting.get(endOf(socket))?.();
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("error", (error: NodeJS.ErrnoException) =>
        logger("debug", "a socket failed", { from: peer.address, code: error.code, error: error.message }),
      );
      if (refusal) {
        refuse(webSocket, refusal);
        return;
      }
      take(webSocket, socket, peer, room === undefined ? { host } : { room, waits: waits !== undefined });
    });
  });

  function take(
    webSocket: WebSocket,
    socket: Socket,
    peer: Peer,
    to: { readonly room: string; readonly waits: boolean } | { readonly host: string },
  ): void {
    const { exchange } = options;
    const outlet = new SocketOutlet(webSocket, socket, clock, caps);
    outlets.add(outlet);
    pulse.schedule(outlet);
    const caller = callers.add(peer.address);
    const session = !("room" in to)
      ? exchange.trunk(outlet, peer, to.host)
      : to.waits
        ? exchange.wait(outlet, to.room)
        : exchange.circuit(outlet, peer, to.room);
    outlet.session = session;
    if (session.greeted) caller.greeted();
    else outlet.boundGreeting();
    webSocket.on("message", (data: Buffer, binary) => {
      outlet.heard();
      caller.greeted();
      if (binary) session.frame(data);
      else session.end("BAD_FRAME");
    });
    webSocket.on("pong", () => outlet.heard());
    webSocket.on("ping", () => outlet.heard());
    webSocket.on("close", (code) => {
      outlets.delete(outlet);
      caller.gone();
      session.closed(code);
    });
  }

  function refuse(webSocket: WebSocket, code: RelayErrorCode): void {
    options.exchange.refused(code);
    webSocket.close(relayCloseCodeOf(code), code);
    const forget = clock.after(caps.cutMs, () => webSocket.terminate());
    webSocket.once("close", forget);
  }

  const port = await open(server, options);
  server.on("error", (error) => logger("warn", "a connection could not be taken", { error: error.message }));
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= new Promise((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    return stopped;
  };
  return {
    port,
    useTls(pem) {
      if ("setSecureContext" in server) setSecureContext(server as SecureServer, pem);
    },
    stop: () => void stop(),
    async close() {
      pulse.stop();
      const gone = stop();
      server.closeAllConnections();
      const cancelCut = clock.after(caps.cutMs, () => {
        for (const outlet of outlets) outlet.terminate();
      });
      await gone;
      cancelCut();
    },
  };
}

type SecureServer = Server & { setSecureContext(pem: { cert: string; key: string }): void };

function setSecureContext(server: SecureServer, pem: { cert: string; key: string }): void {
  try {
    server.setSecureContext(pem);
  } catch (cause) {
    throw new SwitchboardError("TLS", (cause as Error).message, { cause });
  }
}

const endOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

function serverOf({ tls, answer, limits: { requestMs } }: ListenerOptions): Server {
  const options = {
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    keepAliveTimeout: requestMs,
    // Node looks every 30 s otherwise, and who says nothing would stay for so much longer.
    connectionsCheckingInterval: Math.min(TICK_MS, requestMs),
    maxHeaderSize: HEADERS_BYTES,
  };
  if (!tls) return createServer(options, answer);
  try {
    return createTlsServer({ ...options, ...tls, handshakeTimeout: requestMs }, answer);
  } catch (cause) {
    throw new SwitchboardError("TLS", (cause as Error).message, { cause });
  }
}

const open = (server: Server, { host, port }: ListenerOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    const failed = (cause: Error) => reject(new SwitchboardError("PORT", `${host}:${port}`, { cause }));
    server.once("error", failed);
    server.listen({ port, host, backlog: 4_096 }, () => {
      server.off("error", failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
