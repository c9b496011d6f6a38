import { describe, expect, test } from "vitest";
import { decodeHostFrame, decodeSwitchboardFrame, encodeTombstone, limits } from "../src/index.ts";
import { club, codeOf, filled, joined, tombstoneOf, unhex } from "./helpers.ts";

const json = (type: number, message: unknown, circuit = 1): Uint8Array => {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return joined([Uint8Array.of(type, 0, 0, 0, 0, circuit), new TextEncoder().encode(text)]);
};
const fromHost = (bytes: Uint8Array) => codeOf(() => decodeHostFrame(bytes));
const fromSwitchboard = (bytes: Uint8Array) => codeOf(() => decodeSwitchboardFrame(bytes));

describe("R2 layout", () => {
  test("R2.1 too short and too long", () => {
    for (let length = 0; length < 6; length++) expect(fromHost(filled(length, 0x11))).toBe("BAD_FRAME");
    expect(fromHost(filled(65_537, 0xee))).toBe("FRAME_TOO_LARGE");
    expect(decodeHostFrame(filled(65_536, 0xee))).toEqual({ kind: "unknown", type: 0xee });
  });

  test("R2.2 ids and numbers begin at 1, the trunk is 0", () => {
    for (const bytes of ["05 00 00000000", "11 00 00000000 aa", "12 00 00000000", "14 00 00000000 03e8"])
      expect(fromHost(unhex(bytes))).toBe("BAD_FRAME");
    expect(fromHost(unhex(`16 00 00000000 00000000 0000000000000000 aa`))).toBe("BAD_FRAME");
    expect(fromSwitchboard(unhex("10 00 00000005 00000000 cccccccccccccccc"))).toBe("BAD_FRAME");
    expect(fromSwitchboard(unhex("17 00 00000001 001e"))).toBe("BAD_FRAME");
    expect(fromHost(json(0x01, { v: 1 }, 1))).toBe("BAD_FRAME");
  });

  test("R2.3 unknown types and flags are passed over", () => {
    expect(decodeHostFrame(unhex("00 00 00000000"))).toEqual({ kind: "unknown", type: 0 });
    expect(decodeSwitchboardFrame(unhex("7f ff 00000009 aabb"))).toEqual({ kind: "unknown", type: 0x7f });
    expect(decodeHostFrame(unhex("11 fc 00000005 aa"))).toMatchObject({
      kind: "data",
      more: false,
      bulk: false,
    });
  });

  test("R2.4 numbers beyond 2^53 - 1, casts and data of nothing", () => {
    expect(fromHost(unhex("16 00 00000001 00000000 0020000000000000 aa"))).toBe("BAD_FRAME");
    expect(decodeHostFrame(unhex("16 00 00000001 00000000 001fffffffffffff aa"))).toMatchObject({
      batchNo: Number.MAX_SAFE_INTEGER,
    });
    expect(fromHost(unhex("12 00 00000001 00000000 0020000000000000"))).toBe("BAD_FRAME");
    expect(fromHost(unhex("16 00 00000001 00000000 0000000000000000"))).toBe("BAD_FRAME");
    expect(fromHost(unhex("11 00 00000001"))).toBe("BAD_FRAME");
    expect(fromHost(unhex("15 00 00000001 00000000"))).toBe("BAD_FRAME");
  });

  test("R4.5 chunks: full where more follow, never above 16,384 bytes", () => {
    const chunk = (flags: number, length: number) =>
      joined([Uint8Array.of(0x11, flags, 0, 0, 0, 1), filled(length, 1)]);
    expect(decodeHostFrame(chunk(1, limits.CHUNK_BYTES))).toMatchObject({ more: true });
    expect(fromHost(chunk(1, limits.CHUNK_BYTES - 1))).toBe("BAD_FRAME");
    expect(fromHost(chunk(0, limits.CHUNK_BYTES + 1))).toBe("FRAME_TOO_LARGE");
  });
});

describe("R2.5 JSON", () => {
  test.each(["", "null", "[]", "7", "{", '"v"', '{"room":1}', "\ufeff{}"])("%j is no REGISTER", (text) => {
    expect(fromHost(json(0x02, text))).toBe("BAD_MESSAGE");
  });

  test("R2.5 bytes that are not UTF-8, and too many", () => {
    expect(fromHost(unhex("07 00 00000001 ff"))).toBe("BAD_MESSAGE");
    const padded = (size: number) => json(0x07, `{"release":true}${" ".repeat(size - 16)}`);
    expect(decodeHostFrame(padded(limits.CONTROL_BYTES))).toMatchObject({ kind: "unlist" });
    expect(fromHost(padded(limits.CONTROL_BYTES + 1))).toBe("FRAME_TOO_LARGE");
  });

  test("R2.5 fields that are not named are left out", () => {
    const frame = decodeHostFrame(json(0x07, '{"release":false,"more":1,"__proto__":{"x":1}}'));
    expect(frame).toEqual({ kind: "unlist", room: 1, unlist: { release: false } });
  });

  test("R3.1 a hello of another version, of no version, and too large", () => {
    expect(fromHost(json(0x01, { v: 2, agent: 7 }, 0))).toBe("VERSION");
    expect(fromHost(json(0x01, { v: "1" }, 0))).toBe("BAD_MESSAGE");
    expect(fromHost(json(0x01, { v: 1, agent: "a".repeat(65) }, 0))).toBe("BAD_MESSAGE");
    expect(fromHost(json(0x01, `{"v":1}${" ".repeat(1_012)}`, 0))).toBe("FRAME_TOO_LARGE");
    expect(decodeHostFrame(json(0x01, `{"v":1}${" ".repeat(1_011)}`, 0))).toMatchObject({ kind: "hello" });
  });

  const good = { room: club.room, keys: club.keys, generation: 1, proof: `${"A".repeat(85)}A` };
  test.each([
    { room: club.room.toUpperCase() },
    { room: `${club.room}a` },
    { keys: club.keys.slice(1) },
    { keys: `${club.keys}=` },
    { keys: club.keys.replace(/.$/, "B") },
    { generation: 0 },
    { generation: 2 ** 53 },
    { generation: 1.5 },
    { generation: "1" },
    { proof: undefined },
  ])("R3.3 REGISTER with %j", (change) => {
    expect(decodeHostFrame(json(0x02, good))).toMatchObject({ kind: "register" });
    expect(fromHost(json(0x02, { ...good, ...change }))).toBe("BAD_MESSAGE");
  });

  test.each(["", "taken", "A".repeat(33), "NAME-TAKEN", "NAME_TAKEN\n"])("R6.6 the code %j", (code) => {
    expect(fromSwitchboard(json(0x08, { as: null, code }))).toBe("BAD_MESSAGE");
  });

  test("R6.6 a code of a later version is kept, with its detail", () => {
    const listing = { as: null, code: "QUOTA_2", detail: "Too many." };
    expect(decodeSwitchboardFrame(json(0x08, listing))).toEqual({ kind: "listing", room: 1, listing });
  });
});

describe("R3.10 a tombstone", () => {
  const frame = encodeTombstone(
    Uint8Array.from(Buffer.from(club.keys, "base64url")),
    tombstoneOf(club.seed, club, 5),
  );
  const changed = (at: number, byte: number) => {
    const copy = frame.slice();
    copy[at] = byte;
    return copy;
  };

  test("of another kind, of a time beyond 2^53 - 1, about a room's number, from a switchboard", () => {
    expect(fromHost(changed(6 + 64, 5))).toBe("BAD_FRAME");
    expect(fromHost(changed(6 + 65 + 1, 0x20))).toBe("BAD_FRAME");
    expect(fromHost(changed(5, 1))).toBe("BAD_FRAME");
    expect(fromSwitchboard(frame)).toBe("UNEXPECTED_FRAME");
    expect(decodeHostFrame(frame)).toMatchObject({ tombstone: { room: club.room, closedAt: 5 } });
  });

  test("R3.11 an answer about no room, and one of a later version", () => {
    expect(fromSwitchboard(json(0x19, { code: "STALE" }, 0))).toBe("BAD_MESSAGE");
    expect(fromSwitchboard(json(0x19, { room: club.room }, 1))).toBe("BAD_FRAME");
    const buried = { room: club.room, code: "QUOTA_2", detail: "Too many." };
    expect(decodeSwitchboardFrame(json(0x19, { ...buried, more: 1 }, 0))).toEqual({ kind: "buried", buried });
  });

  test("lengths that are none are not sent", () => {
    expect(codeOf(() => encodeTombstone(filled(63, 1), filled(73, 6)))).toBe("BAD_KEY");
    expect(codeOf(() => encodeTombstone(filled(64, 1), filled(72, 6)))).toBe("BAD_KEY");
  });
});

describe("R4.11 who may close with what", () => {
  const close = (code: number) => Uint8Array.of(0x14, 0, 0, 0, 0, 1, code >> 8, code & 255);
  test("a host with its own codes, a switchboard with its own and the client's", () => {
    for (const code of [1000, 4000, 4008, 4099]) {
      expect(decodeHostFrame(close(code))).toMatchObject({ code });
      expect(decodeSwitchboardFrame(close(code))).toMatchObject({ code });
    }
    for (const code of [1006, 4100, 4199]) {
      expect(fromHost(close(code))).toBe("BAD_FRAME");
      expect(decodeSwitchboardFrame(close(code))).toMatchObject({ code });
    }
    for (const code of [0, 999, 1001, 1005, 3999, 4200, 65_535]) {
      expect(fromHost(close(code))).toBe("BAD_FRAME");
      expect(fromSwitchboard(close(code))).toBe("BAD_FRAME");
    }
  });
});
