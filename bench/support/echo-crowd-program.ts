/** The same crowd for the echo server: bare sockets, the same messages, the same window. */
import { connect, type Socket } from "node:net";
import { serveBench } from "./processes.ts";
import { MessageSplitter, maskedMessage } from "./raw-member.ts";

const WINDOW = 256;
const sockets: Socket[] = [];
let received: number[] = [];

async function join(port: number, count: number): Promise<void> {
  received = Array.from({ length: count }, () => 0);
  await Promise.all(
    Array.from({ length: count }, (_, i) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      sockets.push(socket);
      return new Promise<void>((resolve) => {
        const splitter = new MessageSplitter(resolve, () => {
          received[i] = (received[i] ?? 0) + 1;
        });
        socket.on("data", (chunk) => splitter.push(chunk));
        socket.write(
          "GET / HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        );
      });
    }),
  );
}

async function load(ms: number, senders: number): Promise<{ messages: number; ms: number }> {
  const frame = maskedMessage(Buffer.alloc(100, "x"));
  const began = performance.now();
  let sent = 0;
  while (performance.now() - began < ms) {
    const slowest = Math.min(...received.slice(0, senders));
    while (sent - slowest < WINDOW * senders) {
      sockets[sent % senders]?.write(frame);
      sent += 1;
    }
    await new Promise(setImmediate);
  }
  while (received.some((count) => count < sent)) await new Promise(setImmediate);
  return { messages: sent, ms: performance.now() - began };
}

type Question = { do: "join"; port: number; count: number } | { do: "load"; ms: number; senders: number };

serveBench("ready", async (question) => {
  const asked = question as Question;
  if (asked.do === "join") return (await join(asked.port, asked.count)) ?? null;
  return load(asked.ms, asked.senders);
});
