/** A host's trunk as cheap as can be, so that a measurement shows the switchboard: a bare socket. */
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { connect, type Socket } from "node:net";
import {
  decodeSwitchboardFrame,
  encodeHello,
  encodeRegister,
  encodeRoomKeys,
  roomIdOfKeys,
  type SwitchboardFrame,
  signRegister,
} from "@partyline/relay";
import { MessageSplitter, maskedMessage } from "./raw-member.ts";

const keyPair = generateKeyPairSync("ed25519");
const publicKey = keyPair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
const keys = encodeRoomKeys({ sign: publicKey, noise: randomBytes(32) });
const ed25519 = {
  sign: (message: Uint8Array) =>
    sign(null, message, createPrivateKey(keyPair.privateKey.export({ format: "pem", type: "pkcs8" }))),
  verify: () => false,
};

/** The room that `rawTrunk` registers. */
export const room = roomIdOfKeys(keys);

/** The request by which a WebSocket at `path` begins. */
export const upgrade = (path: string, port: number): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n\r\n`;

/** Dials a switchboard on this machine and registers one room, as number 1. Everything later goes to `heard`; `read`
 *  counts what comes in. Rejects where the trunk ends before that. */
export function rawTrunk(
  port: number,
  heard: (frame: SwitchboardFrame) => void,
  read: (bytes: number) => void = () => {},
): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  return new Promise((resolve, reject) => {
    const write = (frame: Uint8Array) => socket.write(maskedMessage(frame));
    const splitter = new MessageSplitter(
      () => write(encodeHello({ v: 1 })),
      (payload) => {
        const frame = decodeSwitchboardFrame(payload);
        if (frame.kind === "hello") {
          const challenge = { nonce: frame.hello.nonce, authority: `127.0.0.1:${port}` };
          const register = { room, keys, generation: Date.now() };
          write(encodeRegister(1, signRegister(register, challenge, new Uint8Array(32), ed25519)));
        } else if (frame.kind === "registered") resolve(socket);
        else heard(frame);
      },
    );
    socket.on("data", (chunk) => {
      read(chunk.length);
      splitter.push(chunk);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the trunk was closed")));
    socket.write(upgrade("/v1/trunk", port));
  });
}
