import { describe, expect, test } from "vitest";
import { decodeHostFrame, encodeTombstone, verifyTombstone } from "../src/index.ts";
import { club, codeOf, PORTS, roomOf, tombstoneOf } from "./helpers.ts";

const keysOf = ({ keys }: { keys: string }) => Uint8Array.from(Buffer.from(keys, "base64url"));

describe.each(PORTS)("R3.10 a tombstone with $name", ({ port }) => {
  const verify = (bytes: Uint8Array) => {
    const frame = decodeHostFrame(bytes);
    if (frame.kind !== "tombstone") throw new Error(frame.kind);
    verifyTombstone(frame.tombstone, port);
    return frame.tombstone.room;
  };

  test("holds by the room's own key, and by no other", () => {
    expect(verify(encodeTombstone(keysOf(club), tombstoneOf(club.seed, club, 5)))).toBe(club.room);
    const forged = encodeTombstone(keysOf(club), tombstoneOf(roomOf(7).seed, club, 5));
    expect(codeOf(() => verify(forged))).toBe("BAD_SIGNATURE");
  });

  test("is left as it came, where it came in a Buffer, too", () => {
    // Of keys whose y coordinate has a sign.
    const signed = [1, 3, 5, 7, 9, 11, 13].map(roomOf).find((room) => keysOf(room)[31]! >= 0x80);
    if (!signed) return expect.unreachable("no such key");
    const bytes = Buffer.from(encodeTombstone(keysOf(signed), tombstoneOf(signed.seed, signed, 5)));
    const before = Uint8Array.from(bytes);
    expect(verify(bytes)).toBe(signed.room);
    expect(Uint8Array.from(bytes)).toEqual(before);
  });
});
