/** What most chat servers do: on each message, `ws.send` to every member. Nothing sealed, nothing stored. */
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { serveBench } from "./processes.ts";

const server: WebSocketServer = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("listening", () => serveBench({ port: (server.address() as AddressInfo).port }));
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => {
    for (const member of server.clients) member.send(data, { binary: isBinary });
  });
});
