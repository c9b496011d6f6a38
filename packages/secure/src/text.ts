import type { Bytes } from "./bytes.ts";
import { SecureError } from "./errors.ts";

// RFC 4648, section 6, in lower case: readable aloud, safe in DNS labels, links and file names.
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Lower-case base32 without padding; `bytes` must be a multiple of 5 long, so that no bit is left over. */
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
  return text;
}

/** The bytes of a lower-case base32 text whose length is a multiple of 8; else BAD_TEXT. */
export function fromBase32(text: string): Bytes {
  if (text.length % 8 !== 0) throw new SecureError("BAD_TEXT", { detail: "base32 length" });
  const out = new Uint8Array((text.length / 8) * 5);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = BASE32.indexOf(character);
    if (value < 0) throw new SecureError("BAD_TEXT", { detail: "base32 character" });
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (buffer >>> bits) & 255;
    }
  }
  return out;
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The bytes of a base64url text; BAD_TEXT unless it is exactly what toBase64Url would give for them. */
export function fromBase64Url(text: string): Bytes {
  let bytes: Bytes;
  try {
    bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  } catch (cause) {
    throw new SecureError("BAD_TEXT", { detail: "base64url", cause });
  }
  // One key must have one text: spare bits, padding and white space would make several.
  if (toBase64Url(bytes) !== text) throw new SecureError("BAD_TEXT", { detail: "base64url" });
  return bytes;
}
