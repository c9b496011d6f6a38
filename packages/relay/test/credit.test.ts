import { describe, expect, test } from "vitest";
import { chunksOf, decodeHostFrame, LinkFrames, limits, ReceiveCredit, SendCredit } from "../src/index.ts";
import { codeOf, filled, joined } from "./helpers.ts";

const { CIRCUIT_CREDIT, LINK_FRAME_BYTES, CHUNK_BYTES } = limits;

describe("R4.7 credit", () => {
  test("R4.7 what is begun may be finished: at most 131,007 bytes are under way", () => {
    const credit = new SendCredit(CIRCUIT_CREDIT);
    credit.spend(CIRCUIT_CREDIT - 1);
    expect(credit.open).toBe(true);
    credit.spend(LINK_FRAME_BYTES);
    expect(credit.open).toBe(false);
    expect(CIRCUIT_CREDIT - 1 + LINK_FRAME_BYTES).toBe(131_007);
  });

  test("R4.7 to begin with nothing left is a fault, to go on is none", () => {
    const credit = new ReceiveCredit(100);
    credit.received(60, true);
    credit.received(50, true);
    credit.received(50, false);
    expect(codeOf(() => credit.received(1, true))).toBe("CREDIT");
    const spent = new ReceiveCredit(100);
    spent.received(100, true);
    expect(codeOf(() => spent.received(1, true))).toBe("CREDIT");
  });

  test("R4.9 half a window at a time", () => {
    const credit = new ReceiveCredit(100);
    credit.received(100, true);
    expect(credit.taken(49)).toBe(0);
    expect(credit.taken(1)).toBe(50);
    expect(credit.taken(20)).toBe(0);
    credit.received(1, true);
  });

  test("R4.9 a grant of more than was spent", () => {
    const credit = new SendCredit(100);
    credit.spend(10);
    credit.grant(10);
    expect(codeOf(() => credit.grant(1))).toBe("CREDIT");
  });
});

describe("R4.5 chunks", () => {
  const frameOf = (length: number) => Uint8Array.from({ length }, (_, at) => at * 7);
  const decoded = (linkFrame: Uint8Array) =>
    [...chunksOf(3, linkFrame, true)].map((parts) => {
      const frame = decodeHostFrame(joined(parts));
      return frame.kind === "data" ? frame : expect.unreachable();
    });

  test.each([1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, LINK_FRAME_BYTES])(
    "a link frame of %i bytes goes there and comes out",
    (length) => {
      const linkFrame = frameOf(length);
      const chunks = decoded(linkFrame);
      expect(chunks).toHaveLength(Math.ceil(length / CHUNK_BYTES));
      expect(chunks.every(({ circuit, bulk }) => circuit === 3 && bulk)).toBe(true);
      const frames = new LinkFrames();
      const out = chunks.map((chunk) => frames.take(chunk));
      expect(out.slice(0, -1).every((whole) => whole === undefined)).toBe(true);
      expect(out.at(-1)).toEqual(linkFrame);
      expect(frames.idle).toBe(true);
    },
  );

  test("a single chunk is handed on as it is", () => {
    const [chunk] = decoded(frameOf(9));
    expect(new LinkFrames().take(chunk!)).toBe(chunk!.payload);
  });

  test("more than a link frame in chunks", () => {
    const frames = new LinkFrames();
    const chunk = { more: true, payload: filled(CHUNK_BYTES, 1) };
    for (let times = 0; times < 3; times++) frames.take(chunk);
    expect(frames.idle).toBe(false);
    expect(codeOf(() => frames.take(chunk))).toBe("FRAME_TOO_LARGE");
  });
});
