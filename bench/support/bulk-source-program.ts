/** Where bulk comes from, as cheap as can be: a host's trunk that fills one circuit as far as credit lets it and casts a
 *  small message every few milliseconds; and a bare server that writes as much as the road takes. */
import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { castParts, chunksOf, encodeAdmit, limits, SendCredit } from "@partyline/relay";
import { serveBench } from "./processes.ts";
import { maskedMessage } from "./raw-member.ts";
import { rawTrunk, room } from "./raw-trunk.ts";

/** Of a message of 100 bytes in a batch of its own. */
const CHAT_BYTES = 300;
const CHAT_MS = 5;

/** The largest link frame as the WebSocket messages of its chunks, masked as those of a host are. */
const FRAME_BYTES = limits.LINK_FRAME_BYTES;
const chunksFor = (circuit: number) =>
  [...chunksOf(circuit, randomBytes(FRAME_BYTES), true)].map((parts) => ({
    bytes: parts[1].length,
    message: masked(maskedMessage(Buffer.concat(parts))),
  }));

/** With a mask that is not zero, which the receiver has to take off. */
function masked(message: Buffer): Buffer {
  const at = message.length - (message[1] === 0xfe ? message.readUInt16BE(2) : (message[1] ?? 0) & 0x7f);
  const mask = randomBytes(4);
  mask.copy(message, at - 4);
  for (let i = at; i < message.length; i++) message[i] = (message[i] ?? 0) ^ (mask[(i - at) & 3] ?? 0);
  return message;
}

interface Bulk {
  circuit: number;
  chunks: ReturnType<typeof chunksFor>;
  /** The chunk that is next. */
  at: number;
  credit: SendCredit;
  window: SendCredit;
}

let trunk: Socket | undefined;
const circuits: number[] = [];
let bulk: Bulk | undefined;
let running = false;
let chatting: NodeJS.Timeout | undefined;
let batchNo = 0;

function pump(): void {
  if (!bulk || !trunk) return;
  trunk.cork();
  while (bulk.window.open && (bulk.at > 0 || (running && bulk.credit.open))) {
    const chunk = bulk.chunks[bulk.at];
    if (!chunk) throw new Error("no such chunk");
    bulk.credit.spend(chunk.bytes);
    bulk.window.spend(chunk.bytes);
    bulk.at = (bulk.at + 1) % bulk.chunks.length;
    trunk.write(chunk.message);
  }
  trunk.uncork();
}

/** Everybody who comes is admitted; the first is the one for bulk. */
async function host(port: number): Promise<void> {
  trunk = await rawTrunk(port, (frame) => {
    if (frame.kind === "open") {
      circuits.push(frame.circuit);
      if (circuits.length > 1) trunk?.write(maskedMessage(encodeAdmit(frame.circuit)));
    } else if (frame.kind === "credit" && bulk) {
      if (frame.circuit === 0) bulk.window.grant(frame.grant);
      else if (frame.circuit === bulk.circuit) bulk.credit.grant(frame.grant);
      pump();
    }
  });
}

function chat(): void {
  const payload = Buffer.alloc(CHAT_BYTES);
  payload.writeDoubleBE(performance.timeOrigin + performance.now());
  trunk?.write(maskedMessage(Buffer.concat(castParts(1, 1, ++batchNo, payload))));
}

/** One for each who has connected: sends as much as the road takes while `running`. */
const fills: (() => void)[] = [];
const server = createServer({ noDelay: true }, (socket) => {
  const piece = randomBytes(FRAME_BYTES);
  const fill = () => {
    while (running && !socket.destroyed && socket.write(piece));
  };
  fills.push(fill);
  socket.on("error", () => {});
  socket.on("drain", fill);
});

type Question = { do: "host"; port: number } | { do: "run"; bulk: boolean; chat: boolean } | { do: "stop" };

server.listen({ port: 0, host: "127.0.0.1" }, () => {
  serveBench({ port: (server.address() as AddressInfo).port, room }, async (question) => {
    const asked = question as Question;
    if (asked.do === "host") await host(asked.port);
    else if (asked.do === "stop") {
      running = false;
      clearInterval(chatting);
    } else {
      running = true;
      const [circuit] = circuits;
      if (asked.chat) chatting = setInterval(chat, CHAT_MS);
      if (!asked.bulk) for (const fill of fills) fill();
      else if (circuit !== undefined) {
        bulk ??= {
          circuit,
          chunks: chunksFor(circuit),
          at: 0,
          credit: new SendCredit(limits.CIRCUIT_CREDIT),
          window: new SendCredit(limits.TRUNK_WINDOW),
        };
        pump();
      }
    }
    return null;
  });
});
