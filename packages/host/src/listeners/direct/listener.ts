/** The one HTTP server of a device: WebSocket upgrades to its rooms, and what it tells about them. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Clock, type ErrorCode, ROOM_ID } from "@partyline/protocol";
import { encodeRefuse, MAX_FRAME } from "@partyline/secure";
import { WebSocketServer } from "ws";
import { HostError } from "../../errors.ts";
import { type HostLimits, LOBBY_LOOK_MS, PING_MS } from "../../limits.ts";
import type { RoadMeters } from "../../metrics.ts";
import type { LinkHandler, Logger } from "../../ports.ts";
import type { RoomHost } from "../../room-host.ts";
import { DirectLink, DirectRoad } from "./direct-road.ts";
import { Lobby } from "./lobby.ts";
import { type Contents, respond } from "./pages.ts";
import { Traffic } from "./traffic.ts";

export interface DirectListenerOptions extends Contents {
  /** The port that is wanted; a free one is taken where it is in use. 0 takes any. */
  port: number;
  /** The address to listen on; "::" is every one, IPv4 included. */
  bind: string;
  room(id: string): RoomHost | undefined;
  /** What a client is told whose room is not open here: a frame of the secure channel, and the code to close with. */
  farewell(id: string): { frame: Uint8Array; code: ErrorCode };
  clock: Clock;
  limits: HostLimits;
  logger: Logger;
  meters: RoadMeters;
}

export interface DirectListener {
  readonly port: number;
  /** What goes through its connections. */
  readonly traffic: Traffic;
  close(): Promise<void>;
}

/** Listens. Errors: PORT, where no port can be had at all. */
export async function listenDirect(options: DirectListenerOptions): Promise<DirectListener> {
  const { clock, limits, logger, meters } = options;
  const traffic = new Traffic(meters);
  const { requestMs } = limits;
  const timeouts = {
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    keepAliveTimeout: requestMs,
    connectionsCheckingInterval: Math.min(LOBBY_LOOK_MS, requestMs),
  };
  const server = createServer(timeouts, (request, response) => respond(request, response, options));
  server.maxConnections = limits.connections;
  // Whoever leaves an answer unread for so long. `ws` ends it for those that are upgraded.
  server.timeout = 3 * requestMs;
  const lobby = new Lobby(limits);
  server.on("connection", (socket) => lobby.enter(socket));
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME,
    clientTracking: false,
  });
  const roads = new WeakMap<RoomHost, DirectRoad>();
  const links = new Set<DirectLink>();

  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const id = /^\/r\/([^/?]+)/.exec(request.url ?? "")?.[1] ?? "";
    if (!ROOM_ID.test(id)) {
      socket.once("finish", () => socket.destroy());
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    socket.setNoDelay(true);
    lobby.leave(socket);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const link = new DirectLink(webSocket, socket, clock, limits);
      links.add(link);
      traffic.add(socket);
      const about = { from: link.address, room: id };
      logger("debug", "a connection has come", about);
      link.ended = (code) => {
        meters.ended(code);
        logger("debug", "a connection is ended", { ...about, code });
      };
      webSocket.on("error", (error: NodeJS.ErrnoException) =>
        logger("info", "a socket failed", { from: link.address, code: error.code, error: error.message }),
      );
      webSocket.on("close", () => links.delete(link));
      const room = options.room(id);
      if (!room) {
        const { frame, code } = options.farewell(id);
        link.send(frame);
        link.close(code);
        return;
      }
      if (room.greeting >= limits.greeting) {
        link.send(encodeRefuse("BUSY"));
        link.close("BUSY");
        return;
      }
      const road = roads.get(room) ?? new DirectRoad();
      roads.set(room, road);
      const handler: LinkHandler = room.connect(link, road);
      webSocket.on("message", (data: Buffer, binary) => {
        link.heard = true;
        if (binary) handler.frame(data);
        else link.close("BAD_MESSAGE");
      });
      webSocket.on("pong", () => {
        link.heard = true;
      });
      webSocket.on("close", () => handler.closed());
    });
  });

  let cancelPing = () => {};
  const pingAll = () => {
    for (const link of links) link.ping();
    cancelPing = clock.after(PING_MS, pingAll);
  };
  cancelPing = clock.after(PING_MS, pingAll);

  const port = await listen(server, options.port, options.bind);
  server.on("error", (error) => logger("warn", "a connection could not be taken", { error: error.message }));
  return {
    port,
    traffic,
    async close() {
      cancelPing();
      for (const link of links) link.close("SHUTDOWN");
      server.closeAllConnections();
      const cancelCut = clock.after(500, () => {
        for (const link of links) link.cut("SHUTDOWN");
      });
      await new Promise<void>((resolve) => server.close(() => resolve()));
      cancelCut();
    },
  };
}

/** The wanted port, or a free one; on "::", or on "0.0.0.0" where the device has no IPv6. */
async function listen(server: Server, port: number, bind: string): Promise<number> {
  try {
    return await tryListen(server, port, bind);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && port !== 0) return listen(server, 0, bind);
    if ((code === "EAFNOSUPPORT" || code === "EADDRNOTAVAIL") && bind === "::")
      return listen(server, port, "0.0.0.0");
    throw new HostError("PORT", undefined, { cause: error });
  }
}

const tryListen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, ipv6Only: false }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
