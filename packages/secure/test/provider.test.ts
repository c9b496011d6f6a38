import { ED25519_TORSION_SUBGROUP } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";
import { nodeProvider } from "../src/node.ts";
import { isWeakEd25519Key } from "../src/providers/ed25519-weak-keys.ts";
import { filled, hex, providers, refused, text, unhex } from "./helpers.ts";

const SMALL_ORDER = [
  ...ED25519_TORSION_SUBGROUP,
  // The same points in encodings that are not canonical: y + p, and x = 0 with a sign.
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
];

// The contract of CryptoProvider: one suite, every adapter.
describe.each(providers)("S2.1 crypto provider $name", (provider) => {
  describe("X25519", () => {
    test.each([
      [
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
      ],
      [
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        // The top bit is set and must be ignored.
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
      ],
    ])("RFC 7748, 5.2: %s", (secret, peer, shared) => {
      expect(hex(provider.x25519.shared(unhex(secret), unhex(peer)))).toBe(shared);
    });

    test("RFC 7748, 6.1", () => {
      const alice = unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
      const bob = unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
      const [a, b] = [provider.x25519.publicKey(alice), provider.x25519.publicKey(bob)];
      expect(hex(a)).toBe("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
      expect(hex(b)).toBe("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
      const shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
      expect(hex(provider.x25519.shared(alice, b))).toBe(shared);
      expect(hex(provider.x25519.shared(bob, a))).toBe(shared);
    });

    test.each([
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ])("S2.2 low order: %s", (peer) => {
      refused("LOW_ORDER", () => provider.x25519.shared(filled(32, 9), unhex(peer)));
    });

    test("keys of another length", () => {
      refused("BAD_KEY", () => provider.x25519.publicKey(filled(31, 1)));
      refused("BAD_KEY", () => provider.x25519.shared(filled(33, 1), filled(32, 9)));
      refused("BAD_KEY", () => provider.x25519.shared(filled(32, 1), filled(31, 9)));
    });
  });

  describe("Ed25519", () => {
    const seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const publicKey = provider.ed25519.publicKey(seed);
    const message = unhex("72");
    const signature = provider.ed25519.sign(message, seed);

    test.each([
      [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
      ],
      [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
      ],
    ])("RFC 8032, 7.1: %s", (vectorSeed, vectorPublic, vectorMessage, vectorSignature) => {
      expect(hex(provider.ed25519.publicKey(unhex(vectorSeed)))).toBe(vectorPublic);
      expect(hex(provider.ed25519.sign(unhex(vectorMessage), unhex(vectorSeed)))).toBe(vectorSignature);
      expect(provider.ed25519.verify(unhex(vectorSignature), unhex(vectorMessage), unhex(vectorPublic))).toBe(
        true,
      );
    });

    test("S2.3 another message, key or signature is false", () => {
      const other = provider.ed25519.publicKey(filled(32, 1));
      expect(provider.ed25519.verify(signature, unhex("73"), publicKey)).toBe(false);
      expect(provider.ed25519.verify(signature, message, other)).toBe(false);
      for (const at of [0, 31, 32, 63]) {
        const changed = signature.slice();
        changed[at]! ^= 1;
        expect(provider.ed25519.verify(changed, message, publicKey)).toBe(false);
      }
    });

    test("S2.3 wrong lengths are false", () => {
      expect(provider.ed25519.verify(signature.subarray(1), message, publicKey)).toBe(false);
      expect(provider.ed25519.verify(signature, message, publicKey.subarray(1))).toBe(false);
      expect(provider.ed25519.verify(filled(0, 0), message, filled(0, 0))).toBe(false);
    });

    test("S2.3 S plus the group order is false: no second signature from a first", () => {
      const order = 2n ** 252n + 27742317777372353535851937790883648493n;
      const s = BigInt(`0x${hex(signature.slice(32).reverse())}`) + order;
      const malleated = signature.slice();
      malleated.set(unhex(s.toString(16).padStart(64, "0")).reverse(), 32);
      expect(provider.ed25519.verify(malleated, message, publicKey)).toBe(false);
    });

    test.each(SMALL_ORDER)("S2.3 a key of small order signs nothing: %s", (key) => {
      // R = B and S = 1 fit every message whose hash is a multiple of the key's order: one in eight or more.
      const base = "5866666666666666666666666666666666666666666666666666666666666666";
      const forged = unhex(`${base}01${"00".repeat(31)}`);
      const accepted = Array.from({ length: 64 }, (_, i) =>
        provider.ed25519.verify(forged, Uint8Array.of(i), unhex(key)),
      );
      expect(accepted).not.toContain(true);
    });

    test("keys of another length", () => {
      refused("BAD_KEY", () => provider.ed25519.publicKey(filled(31, 1)));
      refused("BAD_KEY", () => provider.ed25519.sign(message, filled(33, 1)));
    });

    test("a key that changed in place is not mistaken for what it was", () => {
      const changing = seed.slice();
      provider.ed25519.sign(message, changing);
      changing.fill(1);
      expect(provider.ed25519.sign(message, changing)).toEqual(provider.ed25519.sign(message, filled(32, 1)));
    });
  });

  describe("ChaCha20-Poly1305", () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i);
    const nonce = unhex("070000004041424344454647");
    const aad = unhex("50515253c0c1c2c3c4c5c6c7");
    const plaintext = text(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const sealed = provider.chacha20poly1305.seal(key, nonce, aad, plaintext);

    test("RFC 8439, 2.8.2", () => {
      expect(hex(sealed)).toBe(
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116" +
          "1ae10b594f09e26a7e902ecbd0600691",
      );
      expect(provider.chacha20poly1305.open(key, nonce, aad, sealed)).toEqual(plaintext);
    });

    test("a key that changed in place is not mistaken for what it was", () => {
      const { seal, open } = provider.chacha20poly1305;
      const changing = key.slice();
      seal(changing, nonce, aad, plaintext);
      changing.fill(1);
      expect(seal(changing, nonce, aad, plaintext)).toEqual(seal(filled(32, 1), nonce, aad, plaintext));
      refused("BAD_SEAL", () => open(changing, nonce, aad, sealed));
    });

    test("nothing inside, nothing beside", () => {
      const none = filled(0, 0);
      const tag = provider.chacha20poly1305.seal(key, nonce, none, none);
      expect(tag).toHaveLength(16);
      expect(provider.chacha20poly1305.open(key, nonce, none, tag)).toEqual(none);
    });

    test("another key, nonce, aad, body or tag does not open", () => {
      const open = provider.chacha20poly1305.open;
      const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
      refused("BAD_SEAL", () => open(changed(key, 0), nonce, aad, sealed));
      refused("BAD_SEAL", () => open(key, changed(nonce, 11), aad, sealed));
      refused("BAD_SEAL", () => open(key, nonce, changed(aad, 0), sealed));
      refused("BAD_SEAL", () => open(key, nonce, aad, changed(sealed, 0)));
      refused("BAD_SEAL", () => open(key, nonce, aad, changed(sealed, sealed.length - 1)));
      refused("BAD_SEAL", () => open(key, nonce, aad, sealed.subarray(1)));
      refused("BAD_SEAL", () => open(key, nonce, aad, sealed.subarray(0, 15)));
    });
  });

  describe("hashes", () => {
    test("SHA-256 and SHA-512 of FIPS 180-4, in one part or several", () => {
      const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
      const sha512 =
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
      for (const parts of [[text("abc")], [text("a"), text(""), text("bc")]]) {
        expect(hex(provider.sha256(...parts))).toBe(sha256);
        expect(hex(provider.sha512(...parts))).toBe(sha512);
      }
    });

    test("HMAC-SHA-512 of RFC 4231, case 2", () => {
      const tag =
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
      expect(hex(provider.hmacSha512(text("Jefe"), text("what do ya want "), text("for nothing?")))).toBe(
        tag,
      );
    });

    test("HKDF of RFC 5869, cases 1 and 3", () => {
      const secret = filled(22, 0x0b);
      const salt = unhex("000102030405060708090a0b0c");
      const info = unhex("f0f1f2f3f4f5f6f7f8f9");
      expect(hex(provider.hkdf(secret, salt, info, 42))).toBe(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
      );
      expect(hex(provider.hkdf(secret, filled(0, 0), filled(0, 0), 42))).toBe(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
      );
    });
  });

  test("random bytes: as many as asked for, not the same twice", () => {
    expect(provider.randomBytes(0)).toHaveLength(0);
    expect(provider.randomBytes(32)).toHaveLength(32);
    expect(hex(provider.randomBytes(32))).not.toBe(hex(provider.randomBytes(32)));
  });

  test("results are Uint8Array proper, not a subclass", () => {
    const key = filled(32, 1);
    const sealed = provider.chacha20poly1305.seal(key, filled(12, 0), key, key);
    const results = [
      provider.randomBytes(4),
      provider.x25519.publicKey(key),
      provider.x25519.shared(key, filled(32, 9)),
      provider.ed25519.publicKey(key),
      provider.ed25519.sign(key, key),
      sealed,
      provider.chacha20poly1305.open(key, filled(12, 0), key, sealed),
      provider.sha256(key),
      provider.sha512(key),
      provider.hmacSha512(key, key),
      provider.hkdf(key, key, key, 32),
    ];
    for (const result of results) expect(Object.getPrototypeOf(result)).toBe(Uint8Array.prototype);
  });
});

// Asked directly as well, since newer versions of OpenSSL refuse some of these by themselves.
describe("S2.3 weak Ed25519 keys", () => {
  test.each(SMALL_ORDER)("small order: %s", (key) => expect(isWeakEd25519Key(unhex(key))).toBe(true));

  test("y at p or above, with either sign", () => {
    for (let low = 0xed; low <= 0xff; low++) {
      for (const top of [0x7f, 0xff]) {
        const key = filled(32, 0xff);
        key[0] = low;
        key[31] = top;
        expect(isWeakEd25519Key(key)).toBe(true);
      }
    }
  });

  test("others are not weak", () => {
    expect(isWeakEd25519Key(nodeProvider.ed25519.publicKey(filled(32, 1)))).toBe(false);
    const highest = filled(32, 0xff);
    highest[0] = 0xeb;
    expect(isWeakEd25519Key(highest)).toBe(false);
    highest[0] = 0xff;
    highest[16] = 0xfe;
    expect(isWeakEd25519Key(highest)).toBe(false);
  });
});
