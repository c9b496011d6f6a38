/** The real primitives, with chance from the seed. */
import type { CryptoProvider } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Random } from "./random.ts";

/** What was signed in this process, by its signature: five members who verify one batch cost one lookup each. What is not
 *  byte for byte what was signed is verified in earnest. */
const signed = new Map<string, { message: Buffer; key: Buffer }>();
const SIGNED_MOST = 2_000;
const publicKeys = new WeakMap<Uint8Array, Buffer>();

const keyOf = (seed: Uint8Array): Buffer => {
  const known = publicKeys.get(seed);
  if (known) return known;
  const key = Buffer.from(nodeProvider.ed25519.publicKey(seed));
  publicKeys.set(seed, key);
  return key;
};

const ed25519: CryptoProvider["ed25519"] = {
  publicKey: nodeProvider.ed25519.publicKey,
  sign(message, seed) {
    const signature = nodeProvider.ed25519.sign(message, seed);
    if (signed.size >= SIGNED_MOST) signed.clear();
    signed.set(Buffer.from(signature).toString("latin1"), {
      message: Buffer.from(message),
      key: keyOf(seed),
    });
    return signature;
  },
  verify(signature, message, key) {
    const known = signed.get(Buffer.from(signature).toString("latin1"));
    if (known?.key.equals(key) && known.message.equals(message)) return true;
    return nodeProvider.ed25519.verify(signature, message, key);
  },
};

export const cryptoOf = (random: Random): CryptoProvider => ({
  ...nodeProvider,
  name: "simulated",
  ed25519,
  randomBytes: (length) => random.bytes(length),
});
