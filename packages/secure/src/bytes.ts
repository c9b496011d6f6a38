import { SecureError } from "./errors.ts";
import { MAX_COUNTER } from "./limits.ts";

/** Bytes with a buffer of their own kind, as WebSocket.send and the like want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const EMPTY: Bytes = new Uint8Array(0);

/** The parts, one after the other, in a new array. */
export function concat(...parts: Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const encoder = new TextEncoder();

/** UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Are they the same bytes? Takes the same time wherever they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** The bytes themselves, once it is certain that there are `length` of them; else BAD_KEY. */
export function ofLength(bytes: Uint8Array, length: number, what: string): Uint8Array {
  if (bytes.length !== length) {
    throw new SecureError("BAD_KEY", { detail: `${what}: ${bytes.length} bytes, not ${length}` });
  }
  return bytes;
}

/** Big-endian u32 at `at`. */
export function writeU32(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/** Big-endian u32 at `at`. The caller has checked the length. */
export function readU32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** Big-endian u64 at `at`; `value` up to MAX_COUNTER. */
export function writeU64(out: Uint8Array, at: number, value: number): void {
  writeU32(out, at, Math.floor(value / 2 ** 32));
  writeU32(out, at + 4, value >>> 0);
}

/** Big-endian u64 at `at` as a number; BAD_FRAME above MAX_COUNTER. The caller has checked the length. */
export function readU64(bytes: Uint8Array, at: number): number {
  const value = readU32(bytes, at) * 2 ** 32 + readU32(bytes, at + 4);
  if (value > MAX_COUNTER) throw new SecureError("BAD_FRAME", { detail: "counter out of range" });
  return value;
}

/** The 12-byte nonce of a counter: four zero bytes, then little-endian u64 (Noise revision 34, section 12.3). */
export function nonceOf(counter: number): Bytes {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, counter >>> 0, true);
  view.setUint32(8, Math.floor(counter / 2 ** 32), true);
  return nonce;
}
