import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  type Hash,
  type Hmac,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { concat, ofLength } from "../bytes.ts";
import { SecureError } from "../errors.ts";
import { TAG_LENGTH } from "../limits.ts";
import type { CryptoProvider } from "../provider.ts";
import { isWeakEd25519Key } from "./ed25519-weak-keys.ts";

/** The provider for Node: OpenSSL through node:crypto. */
export const nodeProvider: CryptoProvider = {
  name: "node",
  randomBytes: (length) => plain(randomBytes(length)),
  x25519: {
    publicKey: (secret) => rawPublic(privateKey.x25519(ofLength(secret, 32, "X25519 secret"))),
    shared(secret, peer) {
      const keys = {
        privateKey: privateKey.x25519(ofLength(secret, 32, "X25519 secret")),
        publicKey: publicKey.x25519(ofLength(peer, 32, "X25519 public key")),
      };
      try {
        return plain(diffieHellman(keys));
      } catch (cause) {
        // OpenSSL fails the derivation when the result is all zeros; with keys of the right length nothing else does.
        throw new SecureError("LOW_ORDER", { cause });
      }
    },
  },
  ed25519: {
    publicKey: (seed) => rawPublic(privateKey.ed25519(ofLength(seed, 32, "Ed25519 seed"))),
    sign: (message, seed) =>
      plain(sign(null, message, privateKey.ed25519(ofLength(seed, 32, "Ed25519 seed")))),
    verify(signature, message, key) {
      if (signature.length !== 64 || key.length !== 32 || isWeakEd25519Key(key)) return false;
      return verify(null, message, publicKey.ed25519(key), signature);
    },
  },
  chacha20poly1305: {
    seal(key, nonce, aad, plaintext) {
      const cipher = createCipheriv("chacha20-poly1305", secretKey(key), nonce, {
        authTagLength: TAG_LENGTH,
      });
      cipher.setAAD(aad, { plaintextLength: plaintext.length });
      const body = cipher.update(plaintext);
      cipher.final();
      return concat(body, cipher.getAuthTag());
    },
    open(key, nonce, aad, ciphertext) {
      const length = ciphertext.length - TAG_LENGTH;
      if (length < 0) throw new SecureError("BAD_SEAL");
      const decipher = createDecipheriv("chacha20-poly1305", secretKey(key), nonce, {
        authTagLength: TAG_LENGTH,
      });
      decipher.setAAD(aad, { plaintextLength: length });
      decipher.setAuthTag(ciphertext.subarray(length));
      const body = decipher.update(ciphertext.subarray(0, length));
      try {
        decipher.final();
      } catch (cause) {
        throw new SecureError("BAD_SEAL", { cause });
      }
      return plain(body);
    },
  },
  sha256: (...parts) => digest(createHash("sha256"), parts),
  sha512: (...parts) => digest(createHash("sha512"), parts),
  hmacSha512: (key, ...parts) => digest(createHmac("sha512", key), parts),
  hkdf: (secret, salt, info, length) => new Uint8Array(hkdfSync("sha256", secret, salt, info, length)),
};

type Curve = "x25519" | "ed25519";

// DER around a raw key: RFC 8410, sections 4 (SubjectPublicKeyInfo) and 7 (PrivateKeyInfo). Only the last arc of the
// object identifier differs: 1.3.101.110 is X25519, 1.3.101.112 is Ed25519.
const ARC: Record<Curve, number> = { x25519: 110, ed25519: 112 };
const PRIVATE_PREFIX = (curve: Curve) =>
  Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, ARC[curve], 4, 34, 4, 32);
const PUBLIC_PREFIX = (curve: Curve) => Uint8Array.of(48, 42, 48, 5, 6, 3, 43, 101, ARC[curve], 3, 33, 0);

const importPrivate = (curve: Curve, raw: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX(curve), raw]), format: "der", type: "pkcs8" });
const importPublic = (curve: Curve, raw: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX(curve), raw]), format: "der", type: "spki" });

/**
 * Importing a key costs about as much as using it, that of a cipher three times as much, and a room uses its keys for
 * every member and batch. So imports are remembered by the array that holds the raw key, for as long as that array
 * lives, and only while its bytes are still the ones that were imported.
 */
function remembered(load: (raw: Uint8Array) => KeyObject) {
  const known = new WeakMap<Uint8Array, { raw: Buffer; key: KeyObject }>();
  return (raw: Uint8Array): KeyObject => {
    const found = known.get(raw);
    if (found?.raw.equals(raw)) return found.key;
    const key = load(raw);
    known.set(raw, { raw: Buffer.from(raw), key });
    return key;
  };
}

const secretKey = remembered(createSecretKey);
const privateKey: Record<Curve, (raw: Uint8Array) => KeyObject> = {
  x25519: remembered((raw) => importPrivate("x25519", raw)),
  ed25519: remembered((raw) => importPrivate("ed25519", raw)),
};
const publicKey: typeof privateKey = {
  x25519: remembered((raw) => importPublic("x25519", raw)),
  ed25519: remembered((raw) => importPublic("ed25519", raw)),
};

/** As JWK because that takes 3 µs, where DER takes 30 of CPU. */
function rawPublic(key: KeyObject): Uint8Array {
  const { x } = createPublicKey(key).export({ format: "jwk" });
  return new Uint8Array(Buffer.from(x!, "base64url"));
}

/** A Buffer's bytes as a Uint8Array proper: the two differ in `slice`, in JSON and under equality checks. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

function digest(hasher: Hash | Hmac, parts: Uint8Array[]): Uint8Array {
  for (const part of parts) hasher.update(part);
  return plain(hasher.digest());
}
