import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nonceOf } from "../src/bytes.ts";
import {
  BatchSealer,
  type ClientChannel,
  decodeFrame,
  encodeRefuse,
  type HostChannel,
  SECURE_ERRORS,
  SecureError,
} from "../src/index.ts";
import {
  counting,
  ends,
  filled,
  hex,
  keys,
  password,
  providers,
  refused,
  reply,
  roomId,
  text,
  unhex,
} from "./helpers.ts";

// Golden bytes: fixed keys, and randomness that counts up from 0x10 at the client and 0x80 at the host. A change
// there is a change of the protocol, and needs a new version in the prologue once version 1 has been published.
const golden: unknown = JSON.parse(readFileSync(new URL("vectors/channel.json", import.meta.url), "utf8"));

describe.each(providers)("golden frames with $name", (provider) => {
  const frames = (): Record<string, string> => {
    const pair: { client: ClientChannel; host: HostChannel } = ends(
      { provider: counting(provider, 0x10), token: filled(16, 0xaa) },
      { provider: counting(provider, 0x80), password },
    );
    const first = pair.client.start();
    const second = reply(pair.host.receive(first));
    const third = reply(pair.client.receive(second));
    const auth0 = reply(pair.host.receive(third));
    pair.client.receive(auth0);
    const auth1 = pair.client.authenticate(password);
    pair.host.receive(auth1);
    const auth2 = pair.host.answerAttempt(5);
    const auth3 = reply(pair.client.receive(auth2));
    pair.host.receive(auth3);
    const batches = new BatchSealer({ provider, roomId, keys, epoch: 7, secret: filled(32, 4) });
    const made = {
      first,
      second,
      third,
      auth0,
      auth1,
      auth2,
      auth3,
      sealedByClient: pair.client.seal(text("hello")),
      sealedByHost: pair.host.seal(text("hello")),
      batch0: batches.seal(text("all")),
      batch1: batches.seal(text("all")),
      refuse: encodeRefuse("BUSY"),
    };
    return Object.fromEntries(Object.entries(made).map(([name, frame]) => [name, hex(frame)]));
  };

  test("S3.2, S4.1, S5.3, S6.2, S7.3 every frame", () => {
    expect(frames()).toEqual(golden);
  });
});

describe("S7 taking frames apart", () => {
  test("S4.1 pairwise: type, counter, ciphertext", () => {
    const frame = unhex(`02 0000000100000002 ${"ab".repeat(17)}`);
    expect(decodeFrame(frame)).toEqual({
      kind: "sealed",
      header: frame.subarray(0, 9),
      counter: 2 ** 32 + 2,
      ciphertext: filled(17, 0xab),
    });
    frame[0] = 4;
    expect(decodeFrame(frame)).toMatchObject({ kind: "auth", counter: 2 ** 32 + 2 });
  });

  test("S4.1 the nonce of a counter: four zero bytes, then u64 little-endian", () => {
    expect(hex(nonceOf(0))).toBe("000000000000000000000000");
    expect(hex(nonceOf(0x0102_0304_0506))).toBe("000000000605040302010000");
    expect(hex(nonceOf(Number.MAX_SAFE_INTEGER))).toBe("00000000ffffffffffff1f00");
  });

  test("S6.2 batch: version, epoch, number, ciphertext", () => {
    const frame = unhex(`03 01 fffffffe 0000000300000004 ${"cd".repeat(80)}`);
    expect(decodeFrame(frame)).toEqual({
      kind: "batch",
      header: frame.subarray(1, 14),
      epoch: 0xfffffffe,
      batchNo: 3 * 2 ** 32 + 4,
      ciphertext: filled(80, 0xcd),
    });
  });

  test("S3.2 handshake; S7.3 refuse", () => {
    expect(decodeFrame(unhex("01 0203"))).toEqual({ kind: "handshake", message: unhex("0203") });
    for (const code of ["BUSY", "NO_ROOM", "VERSION", "A", "X".repeat(32)]) {
      expect(decodeFrame(encodeRefuse(code))).toEqual({ kind: "refuse", code });
    }
  });

  test.each([
    ["empty", "", "BAD_FRAME"],
    ["type 00", "00", "UNKNOWN_FRAME"],
    ["type 07", "07 00", "UNKNOWN_FRAME"],
    ["tombstone cut short", `06 ${"00".repeat(71)}`, "BAD_FRAME"],
    ["tombstone with something behind", `06 ${"00".repeat(73)}`, "BAD_FRAME"],
    ["tombstone, time beyond 2^53 - 1", `06 0020000000000000 ${"00".repeat(64)}`, "BAD_FRAME"],
    ["sealed without its tag", `02 ${"00".repeat(8 + 15)}`, "BAD_FRAME"],
    ["sealed, counter beyond 2^53 - 1", `02 0020000000000000 ${"00".repeat(16)}`, "BAD_FRAME"],
    ["auth cut short", "04", "BAD_FRAME"],
    ["batch without signature and tag", `03 01 ${"00".repeat(12 + 79)}`, "BAD_FRAME"],
    ["batch of another version", `03 02 ${"00".repeat(12 + 80)}`, "BAD_FRAME"],
    ["batch, number beyond 2^53 - 1", `03 01 00000000 ffffffffffffffff ${"00".repeat(80)}`, "BAD_FRAME"],
    ["refuse without a code", "05", "BAD_FRAME"],
    ["refuse in lower case", "05 62757379", "BAD_FRAME"],
    ["refuse with a code too long", `05 ${"41".repeat(33)}`, "BAD_FRAME"],
    ["refuse with a line break", "05 410a", "BAD_FRAME"],
    ["refuse far too long", `05 ${"41".repeat(60_000)}`, "BAD_FRAME"],
  ] as const)("S7.4 %s", (_, bytes, code) => {
    refused(code, () => decodeFrame(unhex(bytes)));
  });

  test("S7.4 one byte more than the link carries, of whatever type", () => {
    for (const type of [0, 1, 2, 3, 4, 5, 6]) {
      const frame = filled(65_473, 0);
      frame[0] = type;
      refused("FRAME_TOO_LARGE", () => decodeFrame(frame));
    }
    expect(decodeFrame(Uint8Array.of(1, ...filled(65_471, 0)))).toMatchObject({ kind: "handshake" });
  });

  test.each(["", "busy", "A B", "1A", "Ä", "X".repeat(33)])("S7.3 %j is no code to refuse with", (code) => {
    refused("BAD_TEXT", () => encodeRefuse(code));
  });
});

test("S8.1 every code has its sentence, and an error carries code, cause and detail", () => {
  for (const sentence of Object.values(SECURE_ERRORS)) expect(sentence).toMatch(/\w/);
  const cause = new Error("underneath");
  const error = new SecureError("BAD_SEAL", { cause, detail: "here" });
  expect(error).toMatchObject({ name: "SecureError", code: "BAD_SEAL", cause, triesLeft: undefined });
  expect(error.message).toBe(`${SECURE_ERRORS.BAD_SEAL} (here)`);
  expect("cause" in new SecureError("BAD_SEAL")).toBe(false);
});
