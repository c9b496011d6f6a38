/** Bytes as text. RFC 4648: base32 (section 6) in lower case, base64url (section 5), both without padding. */

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** 32 and 64 bytes as canonical base64url: the spare bits of the last letter are zero, so that one key has one text. */
export const BYTES_32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
export const BYTES_64 = /^[A-Za-z0-9_-]{85}[AQgw]$/;
/** 20 bytes in base32. */
export const ROOM_ID = /^[a-z2-7]{32}$/;

/** Base32 of whole bytes; bits left over at the end are filled with zeros. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(buffer >>> bits) & 31];
    }
  }
  return bits > 0 ? text + BASE32[(buffer << (5 - bits)) & 31] : text;
}

/** The whole bytes in a text of base32 letters; the caller has checked the letters. */
export function fromBase32(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    buffer = ((buffer << 5) | BASE32.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = buffer >>> bits;
  }
  return bytes;
}

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** The bytes of a text that BYTES_32 or BYTES_64 matches. */
export const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
