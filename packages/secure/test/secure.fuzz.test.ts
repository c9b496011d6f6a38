import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  BatchSealer,
  type ClientChannel,
  decodeFrame,
  decodeHostPublicKeys,
  encodeHostPublicKeys,
  type HostChannel,
  normalizePassword,
  openTombstone,
  publicKeysOf,
  SecureError,
  signTombstone,
} from "../src/index.ts";
import { fromBase32, toBase32 } from "../src/text.ts";
import { type Ends, ends, filled, keys, password, providers, reply, roomId, text } from "./helpers.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
vi.setConfig({ testTimeout: 10_000 + 10 * numRuns });
// Reaching a state costs a handshake, and in the password exchange 20 ms of CPace.
const channelRuns = Math.ceil(numRuns / 20);
const cpaceRuns = Math.ceil(numRuns / 100);
const [, node] = providers;

/** Runs it; anything thrown must be a SecureError. */
function survives(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SecureError);
    return false;
  }
}

const typed = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.uint8Array({ maxLength: 200 }))
  .map(([type, rest]) => Uint8Array.of(type, ...rest));
const anything = fc.oneof(fc.uint8Array({ maxLength: 200 }), typed);

/** A change to a frame: turn bits, cut it, lengthen it, or give it another type. */
const change = fc.oneof(
  fc.tuple(fc.constant("turn" as const), fc.nat(), fc.integer({ min: 1, max: 255 })),
  fc.tuple(fc.constant("cut" as const), fc.nat(), fc.constant(0)),
  fc.tuple(fc.constant("grow" as const), fc.integer({ min: 1, max: 20 }), fc.nat({ max: 255 })),
  fc.tuple(fc.constant("type" as const), fc.integer({ min: 0, max: 6 }), fc.constant(0)),
);

function changed(frame: Uint8Array, [how, where, value]: readonly [string, number, number]): Uint8Array {
  if (how === "cut") return frame.slice(0, where % frame.length);
  if (how === "grow") return Uint8Array.of(...frame, ...filled(where, value));
  const copy = frame.slice();
  if (how === "type") copy[0] = where;
  else copy[where % frame.length]! ^= value;
  return copy;
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(Buffer.from(b));

interface Stage {
  /** The channel under attack. */
  target: ClientChannel | HostChannel;
  /** A true frame that it expects now. */
  next: Uint8Array;
}

const afterStart = (pair: Ends): Stage => ({ target: pair.host, next: pair.client.start() });

const afterFirst = (pair: Ends): Stage => {
  const { next } = afterStart(pair);
  return { target: pair.client, next: reply(pair.host.receive(next)) };
};

const afterSecond = (pair: Ends): Stage => {
  const { next } = afterFirst(pair);
  return { target: pair.host, next: reply(pair.client.receive(next)) };
};

const afterThird = (pair: Ends): Stage => {
  const { next } = afterSecond(pair);
  return { target: pair.client, next: reply(pair.host.receive(next)) };
};

const asked = (pair: Ends): Stage => {
  pair.client.receive(afterThird(pair).next);
  return { target: pair.host, next: pair.client.authenticate(password) };
};

const answered = (pair: Ends): Stage => {
  pair.host.receive(asked(pair).next);
  return { target: pair.client, next: pair.host.answerAttempt(3) };
};

const confirmed = (pair: Ends): Stage => {
  const { next } = answered(pair);
  return { target: pair.host, next: reply(pair.client.receive(next)) };
};

const opened = (pair: Ends): void => {
  pair.host.receive(afterSecond(pair).next);
};

const said = (pair: Ends): Stage => {
  opened(pair);
  return { target: pair.host, next: pair.client.seal(text("hello")) };
};

const heard = (pair: Ends): Stage => {
  opened(pair);
  return { target: pair.client, next: pair.host.seal(text("hello")) };
};

const batched = (pair: Ends): Stage => {
  opened(pair);
  pair.client.setEpoch({ epoch: 1, secret: filled(32, 4), nextBatch: 0 });
  const batches = new BatchSealer({ provider: node!, roomId, keys, epoch: 1, secret: filled(32, 4) });
  return { target: pair.client, next: batches.seal(text("hello")) };
};

const plain = () => ends();
const locked = () => ends({}, { password });

/** Every state a channel can be in when a frame comes, with the frame it waits for. */
const STAGES: { name: string; reach: () => Stage; runs: number }[] = [
  { name: "host new", reach: () => afterStart(locked()), runs: channelRuns },
  { name: "client handshake", reach: () => afterFirst(locked()), runs: channelRuns },
  { name: "host handshake", reach: () => afterSecond(locked()), runs: channelRuns },
  { name: "client awaiting-verdict", reach: () => afterThird(locked()), runs: channelRuns },
  { name: "host awaiting-password", reach: () => asked(locked()), runs: cpaceRuns },
  { name: "client authenticating", reach: () => answered(locked()), runs: cpaceRuns },
  { name: "host confirming", reach: () => confirmed(locked()), runs: cpaceRuns },
  { name: "host open", reach: () => said(plain()), runs: channelRuns },
  { name: "client open, sealed", reach: () => heard(plain()), runs: channelRuns },
  { name: "client open, batch", reach: () => batched(plain()), runs: channelRuns },
];

describe("S8.2 whatever arrives, only a SecureError comes out", () => {
  test("decodeFrame", () => {
    fc.assert(
      fc.property(anything, (bytes) => void survives(() => decodeFrame(bytes))),
      { numRuns },
    );
  });

  test("texts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (value) => {
        survives(() => decodeHostPublicKeys(value));
        survives(() => normalizePassword(value));
        survives(() => fromBase32(value));
      }),
      { numRuns },
    );
  });

  test("a tombstone with any byte changed is none, and so is any other frame", () => {
    const honest = signTombstone(node!, keys, roomId, 5);
    const { sign } = publicKeysOf(keys);
    fc.assert(
      fc.property(
        fc.oneof(
          change.map((how) => changed(honest, how)),
          anything,
        ),
        (frame) => {
          fc.pre(!same(frame, honest));
          const opened = survives(() => {
            const read = decodeFrame(frame);
            if (read.kind !== "tombstone") throw new SecureError("BAD_FRAME");
            openTombstone(node!, read, roomId, sign);
          });
          expect(opened).toBe(false);
        },
      ),
      { numRuns: channelRuns },
    );
  });

  test("keys and ids survive the way to text and back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const pair = { sign: bytes.slice(0, 32), noise: bytes.slice(32) };
        expect(decodeHostPublicKeys(encodeHostPublicKeys(pair))).toEqual(pair);
        expect(fromBase32(toBase32(bytes.subarray(0, 40)))).toEqual(bytes.slice(0, 40));
      }),
      { numRuns },
    );
  });

  describe.each(STAGES)("$name", ({ reach, runs }) => {
    test("any bytes", () => {
      fc.assert(
        fc.property(anything, (bytes) => {
          const { target } = reach();
          if (!survives(() => target.receive(bytes))) expect(target.state).toBe("failed");
        }),
        { numRuns: runs },
      );
    });

    test("the frame it waits for, changed: it never gets any further", () => {
      fc.assert(
        fc.property(change, (how) => {
          const { target, next } = reach();
          const frame = changed(next, how);
          fc.pre(!same(frame, next));
          const before = target.state;
          let events: { kind: string }[] = [];
          const took = survives(() => {
            events = target.receive(frame);
          });
          if (took) {
            // Ignored, handed back or hinted at; but nothing was opened and nothing answered.
            expect(["refused", "unknown-epoch", undefined]).toContain(events[0]?.kind);
            expect(target.state).toBe(before);
          } else expect(target.state).toBe("failed");
        }),
        { numRuns: runs },
      );
    });

    test("the frame itself is taken", () => {
      const { target, next } = reach();
      expect(() => target.receive(next)).not.toThrow();
    });
  });
});
