/** Signatures that were found good lately need no second look. Pure, but for what it remembers. */
import type { Ed25519 } from "@partyline/relay";

/** `port`, which remembers up to `most` signatures that hold, the ones used last: a list that is asked for again and again
 *  then costs its signatures once. What differs in one bit of text, key or signature is checked anew. */
export function provenBefore(port: Ed25519, most: number): Ed25519 {
  const proven = new Set<string>();
  return {
    sign: port.sign,
    verify(signature, message, publicKey) {
      // Lengths first, so that no two different triples are one text.
      const key = `${signature.length} ${publicKey.length} ${[signature, publicKey, message].map(latin).join("")}`;
      const known = proven.delete(key);
      if (!known && !port.verify(signature, message, publicKey)) return false;
      proven.add(key);
      if (proven.size > most) for (const oldest of proven) return proven.delete(oldest);
      return true;
    },
  };
}

/** One character a byte. */
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
