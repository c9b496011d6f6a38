/** The console's HTTP server on 127.0.0.1: files of the app for its own pages, and the API's WebSocket. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { MESSAGE_BYTES } from "@partyline/console";
import type { Pages } from "@partyline/pages";
import { type WebSocket, WebSocketServer } from "ws";
import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import { answer, refuseUpgrade } from "./answers.ts";
import { type House, judge } from "./guard.ts";
import { PAGES } from "./limits.ts";
import { isStranger } from "./peer.ts";
import { type Secrets, Tickets } from "./secrets.ts";

export interface ConsoleServerOptions {
  /** Ports to try, the best first; after them any free one. */
  readonly ports: readonly number[];
  readonly secrets: Secrets;
  readonly pages: Pages;
  readonly log: Log;
  /** A page of ours has connected. */
  connected(socket: WebSocket): void;
}

export interface ConsoleServer {
  readonly port: number;
  /** Ends every connection. May be called twice. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else. Errors: PORT. */
export async function listenConsole(options: ConsoleServerOptions): Promise<ConsoleServer> {
  const { secrets, pages, log } = options;
  const tickets = new Tickets(secrets);
  const house = (): House => ({ ...secrets, port });
  const admit = (ticket: string, { socket }: IncomingMessage) => {
    if (isStranger(socket)) return "stranger";
    return tickets.take(ticket, Date.now()) ? "yes" : "ticket";
  };

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    const { method, url, headers } = request;
    answer(judge({ method, url, headers, upgrade: false }, house()), request, response, {
      house: house(),
      pages,
      admit,
    });
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const { method, url, headers } = request;
    const verdict = judge({ method, url, headers, upgrade: true }, house());
    const why =
      verdict.kind === "refused"
        ? verdict.why
        : verdict.kind !== "api"
          ? "path"
          : isStranger(socket)
            ? "stranger"
            : webSockets.clients.size >= PAGES
              ? "full"
              : undefined;
    if (why !== undefined) {
      log("info", "a connection to the app was refused", { why });
      socket.once("finish", () => socket.destroy());
      socket.end(refuseUpgrade(why));
      return;
    }
    webSockets.handleUpgrade(request, socket, head, options.connected);
  });

  const port = await listen(server, [...options.ports, 0]);
  server.on("error", (error) => log("warn", "a connection could not be taken", { error: error.message }));
  let closing: Promise<void> | undefined;
  return {
    port,
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of webSockets.clients) socket.terminate();
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

/** The first of the ports that is free. */
async function listen(server: Server, ports: readonly number[]): Promise<number> {
  let cause: unknown;
  for (const port of new Set(ports)) {
    try {
      return await tryListen(server, port);
    } catch (error) {
      cause = error;
    }
  }
  throw new AppError("PORT", "No port could be opened for the app on this device.", { cause });
}

const tryListen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
