/** WebSocket messages, framed here once so that the same buffer goes to every socket. */
import { FRAME, limits, writeHeader } from "@partyline/relay";

type Allocate = (bytes: number) => Uint8Array;

/** FIN and opcode 2, binary (RFC 6455, 5.2). */
const BINARY = 0x82;

/** A message of `bytes` with nothing in it yet but its own header; the answer says where the payload begins. */
function blank(allocate: Allocate, bytes: number): readonly [message: Uint8Array, at: number] {
  const at = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
  const message = allocate(at + bytes);
  message[0] = BINARY;
  if (at === 2) message[1] = bytes;
  else if (at === 4) {
    message[1] = 126;
    message[2] = bytes >>> 8;
    message[3] = bytes;
  } else {
    message[1] = 127;
    message.fill(0, 2, 6);
    message[6] = bytes >>> 24;
    message[7] = bytes >>> 16;
    message[8] = bytes >>> 8;
    message[9] = bytes;
  }
  return [message, at];
}

/** One unmasked, final, binary message around `payload`. */
export function messageOf(allocate: Allocate, payload: Uint8Array): Uint8Array {
  const [message, at] = blank(allocate, payload.length);
  message.set(payload, at);
  return message;
}

/** The message around one DATA frame (R4.5). */
export function dataMessage(
  allocate: Allocate,
  circuit: number,
  chunk: Uint8Array,
  flags: number,
): Uint8Array {
  const [message, at] = blank(allocate, limits.HEADER_BYTES + chunk.length);
  writeHeader(message, at, FRAME.data, flags, circuit);
  message.set(chunk, at + limits.HEADER_BYTES);
  return message;
}

/** Several messages one behind the other, to be written at once. */
export function joined(allocate: Allocate, messages: readonly Uint8Array[]): Uint8Array {
  const [only] = messages;
  if (only && messages.length === 1) return only;
  const whole = allocate(messages.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const message of messages) {
    whole.set(message, at);
    at += message.length;
  }
  return whole;
}
