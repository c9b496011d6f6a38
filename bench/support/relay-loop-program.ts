/** The floor under any fan-out: each piece that comes on the first connection is written to all others, in one loop. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { serveBench } from "./processes.ts";

const listeners: Socket[] = [];
let first: Socket | undefined;
const server = createServer({ noDelay: true }, (socket) => {
  socket.on("error", () => {});
  if (first) {
    listeners.push(socket);
    return;
  }
  first = socket;
  socket.on("data", (chunk) => {
    for (const listener of listeners) listener.write(chunk);
  });
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () =>
  serveBench({ port: (server.address() as AddressInfo).port }),
);
