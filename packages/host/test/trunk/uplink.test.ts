import { decodeHostFrame, encodeClose, type HostFrame, limits, RelayError } from "@partyline/relay";
import { expect, test } from "vitest";
import { Uplink } from "../../src/listeners/trunk/uplink.ts";

/** An uplink whose road takes what it is told to. */
function road() {
  const frames: HostFrame[] = [];
  const state = { takes: true, now: 0 };
  const uplink = new Uplink(
    (message) => {
      frames.push(decodeHostFrame(message));
      return state.takes;
    },
    () => state.now,
  );
  const said = () =>
    frames.map((frame) =>
      frame.kind === "data" ? `${frame.circuit}${frame.bulk ? "b" : ""}${frame.more ? "+" : ""}` : frame.kind,
    );
  return { uplink, frames, state, said };
}

const bytes = (length: number) => new Uint8Array(length).fill(1);
const close = encodeClose(9, 1000);
const { CHUNK_BYTES, TRUNK_WINDOW } = limits;

test("R4.5 a link frame of more than a chunk goes in full chunks but for the last", () => {
  const { uplink, frames, said } = road();
  uplink.data(1, bytes(2 * CHUNK_BYTES + 5), false);
  expect(said()).toEqual(["1+", "1+", "1"]);
  expect(frames.map((frame) => frame.kind === "data" && frame.payload.length)).toEqual([
    CHUNK_BYTES,
    CHUNK_BYTES,
    5,
  ]);
});

test("R4.6 bulk goes when nothing else waits, circuits in turn, chunk by chunk", () => {
  const { uplink, state, said } = road();
  state.takes = false;
  uplink.send(close);
  uplink.data(1, bytes(2 * CHUNK_BYTES), true);
  uplink.data(2, bytes(2 * CHUNK_BYTES), true);
  uplink.data(3, bytes(10), false);
  state.takes = true;
  uplink.drained();
  expect(said()).toEqual(["close", "3", "1b+", "2b+", "1b", "2b"]);
});

test("R4.6 while a circuit has bulk waiting, all its DATA is bulk behind it", () => {
  const { uplink, state, said } = road();
  state.takes = false;
  uplink.send(close);
  uplink.data(1, bytes(10), true);
  uplink.data(1, bytes(11), false);
  uplink.data(2, bytes(12), false);
  state.takes = true;
  uplink.drained();
  expect(said()).toEqual(["close", "2", "1b", "1b"]);
  uplink.data(1, bytes(10), false);
  expect(said().at(-1)).toBe("1");
});

test("R4.8 bulk stops at the window and goes on with a grant; all else goes on", () => {
  const { uplink, said } = road();
  const chunks = TRUNK_WINDOW / CHUNK_BYTES;
  for (let i = 0; i <= chunks; i++) uplink.data(1, bytes(CHUNK_BYTES), true);
  expect(said()).toHaveLength(chunks);
  uplink.send(close);
  expect(said().at(-1)).toBe("close");
  uplink.granted(CHUNK_BYTES);
  expect(said().at(-1)).toBe("1b");
  expect(() => uplink.granted(TRUNK_WINDOW + 1)).toThrow(RelayError);
});

test("R4.6 what waits of a closed circuit is dropped", () => {
  const { uplink, state, said } = road();
  state.takes = false;
  uplink.send(close);
  uplink.data(1, bytes(10), true);
  uplink.forget(1);
  state.takes = true;
  uplink.drained();
  expect(said()).toEqual(["close"]);
});

test("R1.6 it tells for how long the road has taken nothing while something but bulk waits", () => {
  const { uplink, state } = road();
  state.takes = false;
  uplink.send(close);
  state.now = 5_000;
  expect(uplink.stuck).toBe(0);
  uplink.send(close);
  expect([uplink.stuck, uplink.waiting]).toEqual([5_000, close.length]);
  state.takes = true;
  uplink.drained();
  expect([uplink.stuck, uplink.waiting]).toEqual([0, 0]);
});
