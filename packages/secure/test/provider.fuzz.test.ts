import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type CryptoProvider, nobleProvider, SecureError } from "../src/index.ts";
import { nodeProvider } from "../src/node.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
vi.setConfig({ testTimeout: 10_000 + 10 * numRuns });
// noble's curve operations take 1-2 ms each.
const curveRuns = Math.ceil(numRuns / 20);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const some = fc.uint8Array({ maxLength: 300 });

/** What the action gives, or the code it throws. */
function outcome(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof SecureError) return error.code;
    throw error;
  }
}

const same = (action: (provider: CryptoProvider) => unknown) =>
  expect(outcome(() => action(nodeProvider))).toEqual(outcome(() => action(nobleProvider)));

describe("S2.1 noble and node give the same", () => {
  test("X25519, also for points nobody made", () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), (secret, peer) => {
        same((provider) => provider.x25519.publicKey(secret));
        same((provider) => provider.x25519.shared(secret, peer));
      }),
      { numRuns: curveRuns },
    );
  });

  test("Ed25519, also for keys and signatures with a bit turned", () => {
    fc.assert(
      fc.property(bytes(32), some, fc.nat({ max: 96 * 8 }), (seed, message, bit) => {
        same((provider) => provider.ed25519.publicKey(seed));
        same((provider) => provider.ed25519.sign(message, seed));
        const joined = new Uint8Array(97);
        joined.set(nodeProvider.ed25519.publicKey(seed));
        joined.set(nodeProvider.ed25519.sign(message, seed), 32);
        joined[bit >> 3]! ^= 1 << (bit & 7);
        const [key, signature] = [joined.slice(0, 32), joined.slice(32, 96)];
        same((provider) => provider.ed25519.verify(signature, message, key));
        expect(nobleProvider.ed25519.verify(signature, message, key)).toBe(bit === 96 * 8);
      }),
      { numRuns: curveRuns },
    );
  });

  test("ChaCha20-Poly1305, hashes, HMAC, HKDF", () => {
    fc.assert(
      fc.property(
        bytes(32),
        bytes(12),
        some,
        some,
        fc.integer({ min: 1, max: 200 }),
        (key, nonce, a, b, length) => {
          same((provider) => provider.chacha20poly1305.seal(key, nonce, a, b));
          same((provider) => provider.chacha20poly1305.open(key, nonce, a, b));
          const sealed = nodeProvider.chacha20poly1305.seal(key, nonce, a, b);
          same((provider) => provider.chacha20poly1305.open(key, nonce, a, sealed));
          same((provider) => provider.sha256(a, b));
          same((provider) => provider.sha512(a, b));
          same((provider) => provider.hmacSha512(a, b));
          same((provider) => provider.hkdf(a, b, key, length));
        },
      ),
      { numRuns },
    );
  });
});
