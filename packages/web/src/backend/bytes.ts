/** Bytes in the console's API and in links are base64url without padding (RFC 4648, section 5). */
import type { RoomTarget } from "@partyline/client";
import type { Target } from "@partyline/console";

export const textOfBytes = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** The bytes of a text whose alphabet was checked before. */
export const bytesOfText = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** A target as the client takes it. Its keys are one text: the signing key (32 bytes), then the Noise key. */
export function targetOf({ id, name, keys, addresses, switchboards, token }: Target): RoomTarget {
  const bytes = bytesOfText(keys);
  return {
    id,
    keys: { sign: bytes.slice(0, 32), noise: bytes.slice(32) },
    addresses,
    ...(switchboards === undefined ? {} : { switchboards }),
    ...(name === undefined ? {} : { name }),
    ...(token === undefined ? {} : { token: bytesOfText(token) }),
  };
}

/** A target as the console's API takes it. */
export function targetText({ id, name, keys, addresses, switchboards, token }: RoomTarget): Target {
  return {
    id,
    keys: textOfBytes(new Uint8Array([...keys.sign, ...keys.noise])),
    addresses: addresses.map(({ address, port }) => ({ address, port })),
    ...(switchboards === undefined ? {} : { switchboards: [...switchboards] }),
    ...(name === undefined ? {} : { name }),
    ...(token === undefined ? {} : { token: textOfBytes(token) }),
  };
}
