/** A fake switchboard behind a real WebSocket server on the loopback. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer } from "ws";
import { FakeSwitchboard } from "./fake-switchboard.ts";
import { FakeTrunk } from "./fake-trunk.ts";

export class RealSwitchboard extends FakeSwitchboard {
  readonly #server: Server;
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly sockets = new Set<Socket>();
  /** All bytes that came from hosts, with the WebSocket's own. */
  wireBytes = 0;

  static async start(port = 0): Promise<RealSwitchboard> {
    const board = new RealSwitchboard();
    board.#server.listen(port, "127.0.0.1");
    await once(board.#server, "listening");
    return board;
  }

  private constructor() {
    super();
    this.#server = createServer((_, response) => response.writeHead(404).end());
    this.#server.on("upgrade", (request, socket: Socket, head) => {
      if (request.url !== "/v1/trunk") return socket.destroy();
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      socket.on("data", (data: Buffer) => {
        this.wireBytes += data.length;
      });
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        const wire = {
          send: (bytes: Uint8Array) => webSocket.send(bytes),
          close: (code: number) => webSocket.close(code),
        };
        const trunk = new FakeTrunk(this, wire, request.headers.host ?? "");
        webSocket.on("message", (data: Buffer) => trunk.received(data));
        webSocket.on("close", () => trunk.ended());
        this.changes.tell();
      });
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Cuts every connection, as a network does. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
