import { describe, expect, test } from "vitest";
import {
  decodeHostPublicKeys,
  encodeHostPublicKeys,
  fingerprint,
  generateHostKeys,
  isRoomId,
  memberIdOf,
  memberKeyFor,
  publicKeysOf,
  roomIdOf,
  roomTag,
} from "../src/index.ts";
import { roomIdBytes } from "../src/keys.ts";
import { fromBase32, toBase32 } from "../src/text.ts";
import { filled, hex, host, keys, memberKey, providers, refused, roomId, text } from "./helpers.ts";

describe.each(providers)("S1 keys and ids with $name", (provider) => {
  test("S1.1 host keys: two separate pairs, fresh each time", () => {
    const a = generateHostKeys(provider);
    const b = generateHostKeys(provider);
    expect(a.signPublic).toEqual(provider.ed25519.publicKey(a.signSeed));
    expect(a.noisePublic).toEqual(provider.x25519.publicKey(a.noiseSecret));
    const secrets = [a.signSeed, a.noiseSecret, b.signSeed, b.noiseSecret].map(hex);
    expect(new Set(secrets).size).toBe(4);
  });

  test("S1.2 room id: golden, and it depends on both keys", () => {
    expect(roomIdOf(provider, host)).toBe("mxh5nzxgenqhcja4x7px37vqsierfb42");
    expect(roomIdOf(provider, { ...host, sign: filled(32, 9) })).not.toBe(roomId);
    expect(roomIdOf(provider, { ...host, noise: filled(32, 9) })).not.toBe(roomId);
    expect(roomIdOf(provider, publicKeysOf(keys))).toBe(roomId);
    refused("BAD_KEY", () => roomIdOf(provider, { ...host, sign: filled(31, 9) }));
  });

  test("S1.4 member key: golden, another in each room and for each seed", () => {
    const key = memberKeyFor(provider, filled(32, 3), roomId);
    expect(key).toEqual(memberKey);
    expect(hex(key.secret)).toBe("f445be0edbdb4274bcbed36d658a3bf5b49f5f2b794ddc2239eea8a9690688a2");
    expect(key.public).toEqual(provider.x25519.publicKey(key.secret));
    expect(memberKeyFor(provider, filled(32, 4), roomId).secret).not.toEqual(key.secret);
    expect(memberKeyFor(provider, filled(32, 3), "a".repeat(32)).secret).not.toEqual(key.secret);
    refused("BAD_KEY", () => memberKeyFor(provider, filled(31, 3), roomId));
    refused("BAD_TEXT", () => memberKeyFor(provider, filled(32, 3), "room"));
  });

  test("S1.5 member id: golden", () => {
    expect(memberIdOf(provider, memberKey.public)).toBe("dqdnsdy3wkjxw7cn");
    refused("BAD_KEY", () => memberIdOf(provider, filled(33, 3)));
  });

  test("S1.6 fingerprint: golden, six groups of five digits", () => {
    expect(fingerprint(provider, host)).toBe("21153 80876 89630 52696 61250 79545");
    expect(fingerprint(provider, { ...host, noise: filled(32, 9) })).not.toBe(fingerprint(provider, host));
  });
});

describe("S1.3 host keys as text", () => {
  test("golden and back", () => {
    const encoded = encodeHostPublicKeys(host);
    expect(encoded).toMatch(/^[\w-]{86}$/);
    expect(decodeHostPublicKeys(encoded)).toEqual(host);
    expect(encodeHostPublicKeys({ sign: filled(32, 0xfb), noise: filled(32, 0xff) })).toBe(
      `${"-_v7".repeat(10)}-_v_${"_".repeat(41)}w`,
    );
  });

  test.each([
    ["empty", ""],
    ["short", "AAAA"],
    ["padded", `${encodeHostPublicKeys(host)}==`],
    ["white space", ` ${encodeHostPublicKeys(host)}`],
    ["spare bits set", `${encodeHostPublicKeys(host).slice(0, 85)}B`],
    ["plain base64", `+${encodeHostPublicKeys(host).slice(1)}`],
    ["other characters", `${encodeHostPublicKeys(host).slice(0, 85)}é`],
  ])("%s is refused", (_, encoded) => {
    refused("BAD_TEXT", () => decodeHostPublicKeys(encoded));
  });
});

describe("S1.2 room ids as text", () => {
  test("RFC 4648 base32, in lower case", () => {
    expect(toBase32(text("fooba"))).toBe("mzxw6ytb");
    expect(fromBase32("mzxw6ytb")).toEqual(text("fooba"));
    expect(roomIdBytes(toBase32(filled(20, 0xa5)))).toEqual(filled(20, 0xa5));
  });

  test("the tag is the first four characters", () => {
    expect(roomTag(roomId)).toBe(roomId.slice(0, 4));
  });

  test.each([
    "",
    "a",
    roomId.toUpperCase(),
    `${roomId}a`,
    roomId.slice(1),
    `${roomId.slice(1)}1`,
    `${roomId}\n`,
  ])("%j is none", (other) => {
    expect(isRoomId(other)).toBe(false);
    refused("BAD_TEXT", () => roomIdBytes(other));
  });

  test("a room id is one", () => expect(isRoomId(roomId)).toBe(true));

  test("base32 that is malformed", () => {
    refused("BAD_TEXT", () => fromBase32("abc"));
    refused("BAD_TEXT", () => fromBase32("abcdefg1"));
  });
});
