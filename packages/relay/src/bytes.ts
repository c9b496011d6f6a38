/** Numbers and texts as bytes. Everything on the wire is big-endian. */

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const readU16 = (from: Uint8Array, at: number): number => (from[at]! << 8) | from[at + 1]!;

export const readU32 = (from: Uint8Array, at: number): number =>
  from[at]! * 0x100_0000 + ((from[at + 1]! << 16) | (from[at + 2]! << 8) | from[at + 3]!);

/** A u64; above 2^53 - 1 it is not exact, and so no safe integer. */
export const readU64 = (from: Uint8Array, at: number): number =>
  readU32(from, at) * 0x1_0000_0000 + readU32(from, at + 4);

export function writeU16(to: Uint8Array, at: number, value: number): void {
  to[at] = value >>> 8;
  to[at + 1] = value;
}

export function writeU32(to: Uint8Array, at: number, value: number): void {
  to[at] = value >>> 24;
  to[at + 1] = value >>> 16;
  to[at + 2] = value >>> 8;
  to[at + 3] = value;
}

export function writeU64(to: Uint8Array, at: number, value: number): void {
  writeU32(to, at, Math.floor(value / 0x1_0000_0000));
  writeU32(to, at + 4, value % 0x1_0000_0000);
}

export function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  writeU64(bytes, 0, value);
  return bytes;
}

/** A text behind the length of its UTF-8, u16: what is signed must not be read in two ways. */
export function sized(text: string): Uint8Array {
  const bytes = utf8(text);
  const size = new Uint8Array(2);
  writeU16(size, 0, bytes.length);
  return concat(size, bytes);
}
