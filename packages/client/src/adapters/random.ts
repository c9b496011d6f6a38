/** Randomness for identifiers and seeds. `getRandomValues` is there without a secure context, unlike `randomUUID`. */
export const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A client id: 8 random bytes in lower-case hexadecimal. */
export const randomClientId = (): string =>
  Array.from(randomBytes(8), (byte) => byte.toString(16).padStart(2, "0")).join("");
