import { type Bytes, concat, EMPTY, ofLength, utf8 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import type { KeyPair } from "./noise/handshake-state.ts";
import type { CryptoProvider } from "./provider.ts";
import { fromBase32, fromBase64Url, toBase32, toBase64Url } from "./text.ts";

/** A room's own keys, 32 bytes each. Two pairs: a Noise static key must not be used elsewhere (Noise, section 14). */
export interface HostKeys {
  /** Ed25519 seed: signs batches. */
  readonly signSeed: Uint8Array;
  readonly signPublic: Uint8Array;
  /** X25519 secret: the host's static key in handshakes. */
  readonly noiseSecret: Uint8Array;
  readonly noisePublic: Uint8Array;
}

/** What the world knows of a room's keys, 32 bytes each. */
export interface HostPublicKeys {
  /** Ed25519. */
  readonly sign: Uint8Array;
  /** X25519. */
  readonly noise: Uint8Array;
}

/** Fresh keys for a new room. */
export function generateHostKeys(provider: CryptoProvider): HostKeys {
  return hostKeysFrom(provider, provider.randomBytes(32), provider.randomBytes(32));
}

/** A room's keys from its two stored secrets (32 bytes each). BAD_KEY on another length. */
export function hostKeysFrom(
  provider: CryptoProvider,
  signSeed: Uint8Array,
  noiseSecret: Uint8Array,
): HostKeys {
  return {
    signSeed,
    signPublic: provider.ed25519.publicKey(signSeed),
    noiseSecret,
    noisePublic: provider.x25519.publicKey(noiseSecret),
  };
}

/** The public half. */
export function publicKeysOf(keys: HostKeys): HostPublicKeys {
  return { sign: keys.signPublic, noise: keys.noisePublic };
}

/** Both keys as one text of 86 characters: base64url of sign || noise. BAD_KEY on a wrong length. */
export function encodeHostPublicKeys(keys: HostPublicKeys): string {
  return toBase64Url(both(keys));
}

/** The keys in a text that encodeHostPublicKeys made; else BAD_TEXT. */
export function decodeHostPublicKeys(text: string): HostPublicKeys {
  const bytes = fromBase64Url(text);
  if (bytes.length !== 64) throw new SecureError("BAD_TEXT", { detail: "host keys" });
  return { sign: bytes.slice(0, 32), noise: bytes.slice(32) };
}

/** The room's name for machines: first 20 bytes of SHA-256(sign || noise) in base32, 32 characters. */
export function roomIdOf(provider: CryptoProvider, keys: HostPublicKeys): string {
  return toBase32(provider.sha256(both(keys)).subarray(0, 20));
}

/** Is this text shaped like a room id: 32 characters of lower-case base32? */
export function isRoomId(text: string): boolean {
  return /^[a-z2-7]{32}$/.test(text);
}

/** The 20 bytes of a room id; BAD_TEXT if it is none. */
export function roomIdBytes(roomId: string): Bytes {
  if (!isRoomId(roomId)) throw new SecureError("BAD_TEXT", { detail: "room id" });
  return fromBase32(roomId);
}

/** What stands after the # in `name#abcd`: the first 4 characters of the room id. */
export function roomTag(roomId: string): string {
  return roomId.slice(0, 4);
}

/**
 * A person's key pair in one room, from the 32-byte seed of their profile: HKDF, so that two rooms cannot tell that
 * it is the same person. BAD_KEY, BAD_TEXT.
 */
export function memberKeyFor(provider: CryptoProvider, seed: Uint8Array, roomId: string): KeyPair {
  const info = concat(utf8("partyline/member-key/1"), roomIdBytes(roomId));
  const secret = provider.hkdf(ofLength(seed, 32, "profile seed"), EMPTY, info, 32);
  return { secret, public: provider.x25519.publicKey(secret) };
}

/** A member's name for machines: 16 characters of base32 over SHA-256 of their public key. BAD_KEY. */
export function memberIdOf(provider: CryptoProvider, publicKey: Uint8Array): string {
  const hash = provider.sha256(utf8("partyline/member/1"), ofLength(publicKey, 32, "member key"));
  return toBase32(hash.subarray(0, 10));
}

/**
 * The room's safety number, for two people to compare aloud: six groups of five digits (about 100 bits) over both
 * host keys. BAD_KEY.
 */
export function fingerprint(provider: CryptoProvider, keys: HostPublicKeys): string {
  const hash = provider.sha512(utf8("partyline/fingerprint/1"), both(keys));
  const groups: string[] = [];
  for (let at = 0; at < 48; at += 8) {
    const number = new DataView(hash.buffer, hash.byteOffset).getBigUint64(at);
    groups.push((number % 100_000n).toString().padStart(5, "0"));
  }
  return groups.join(" ");
}

function both(keys: HostPublicKeys): Bytes {
  return concat(ofLength(keys.sign, 32, "host sign key"), ofLength(keys.noise, 32, "host noise key"));
}
