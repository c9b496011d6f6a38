import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  castParts,
  chunksOf,
  decodeHostFrame,
  decodeReceipt,
  decodeRoomsPage,
  decodeSwitchboardFrame,
  encodeAdmit,
  encodeHello,
  encodeList,
  encodeRegister,
  encodeTombstone,
  FRAME,
  formatRecoveryKey,
  LinkFrames,
  limits,
  parseRecoveryKey,
  parseRoomRef,
  parseSwitchboard,
  ReceiveCredit,
  RelayError,
  SendCredit,
  signReceipt,
  signRecord,
  verifyReceipt,
  verifyRecord,
  verifyTombstone,
} from "../src/index.ts";
import { base64url, club, filled, joined, other, record, tombstoneOf } from "./helpers.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
vi.setConfig({ testTimeout: 10_000 + 10 * numRuns });
// A signature costs a millisecond.
const signedRuns = Math.ceil(numRuns / 20);

/** Anything thrown must be a RelayError. */
function survives<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    expect(error).toBeInstanceOf(RelayError);
    return undefined;
  }
}

const types = Object.values(FRAME);
const typed = fc
  .tuple(fc.constantFrom(...types), fc.nat(255), fc.nat(3), fc.uint8Array({ maxLength: 40 }))
  .map(([type, flags, circuit, rest]) => Uint8Array.of(type, flags, 0, 0, 0, circuit, ...rest));
const jsonFrame = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 6, 7, 8, 0x19), fc.nat(1), fc.json())
  .map(([type, circuit, text]) =>
    joined([Uint8Array.of(type, 0, 0, 0, 0, circuit), new TextEncoder().encode(text)]),
  );
const signed = signRecord(record, club.seed);
const keysOf = ({ keys }: { keys: string }) => Uint8Array.from(Buffer.from(keys, "base64url"));
const buried = encodeTombstone(keysOf(club), tombstoneOf(club.seed, club, 5));
const honest = [
  buried,
  encodeHello({ v: 1, agent: "x" }),
  encodeRegister(1, { room: club.room, keys: club.keys, generation: 1, proof: base64url(filled(64, 0)) }),
  encodeList(1, { record: signed }),
  encodeAdmit(1, { epoch: 1, from: 2 }),
  joined(castParts(1, 2, 3, filled(20, 4))),
];
/** Honest frames with some bytes changed, or cut. */
const changed = fc
  .tuple(fc.constantFrom(...honest), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat(60))
  .map(([bytes, edits, cut]) => {
    const copy = bytes.slice(0, cut < 50 ? bytes.length : bytes.length - (cut - 49));
    for (const [at, byte] of edits) if (copy.length > 0) copy[at % copy.length] = byte;
    return copy;
  });

describe("R8.1 whatever arrives", () => {
  test("a frame is a typed value or a coded error", () => {
    const anything = fc.oneof(fc.uint8Array({ maxLength: 80 }), typed, jsonFrame, changed);
    fc.assert(
      fc.property(anything, (bytes) => {
        const before = bytes.slice();
        for (const decode of [decodeHostFrame, decodeSwitchboardFrame]) survives(() => decode(bytes));
        expect(bytes).toEqual(before);
      }),
      { numRuns },
    );
  });

  test("texts of people and answers of directories, likewise", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.webUrl(), fc.domain());
    fc.assert(
      fc.property(text, (given) => {
        survives(() => decodeRoomsPage(given));
        survives(() => parseSwitchboard(given));
        survives(() => parseRecoveryKey(given));
        parseRoomRef(given);
      }),
      { numRuns },
    );
  });

  test("R1.1 what is a switchboard's address says the same when read again", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6().map((ip) => `[${ip}]`),
          fc.webUrl(),
        ),
        (given) => {
          const address = survives(() => parseSwitchboard(given));
          if (address) expect(parseSwitchboard(address.ws)).toEqual(address);
        },
      ),
      { numRuns },
    );
  });

  test("R6.12 a recovery key is its seed, however it is typed; with any character changed it is none", () => {
    const spoil = fc.tuple(fc.nat(35), fc.constantFrom(..."abcdefghijkmnpqrstuvwxyz23456789 -01lo"));
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        spoil,
        fc.boolean(),
        (seed, [at, put], upper) => {
          const text = formatRecoveryKey(seed);
          expect(parseRecoveryKey(upper ? ` ${text.toUpperCase()} ` : text)).toEqual(seed);
          const changed = text.slice(0, at) + put + text.slice(at + 1);
          const read = survives(() => parseRecoveryKey(changed));
          if (read && changed !== text) expect(formatRecoveryKey(read)).toBe(text);
        },
      ),
      { numRuns },
    );
  });

  test("R6.11 a receipt with any changed field does not hold", () => {
    const claim = { room: record.room, name: "Club", nameKey: "club", claimedAt: 1, until: 9, issuedAt: 1 };
    const receipt = signReceipt(claim, club.seed);
    const key = base64url(Buffer.from(club.keys, "base64url").subarray(0, 32));
    const odd = fc.oneof(
      fc.constantFrom<unknown>(undefined, null, 0, -1, 2 ** 53, "", "Clu", []),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(receipt)), odd, (name, value) => {
        const changed = { ...receipt, [name]: value };
        const same = JSON.stringify(changed) === JSON.stringify(receipt);
        expect(survives(() => verifyReceipt(decodeReceipt(JSON.stringify(changed)), key)) !== undefined).toBe(
          same,
        );
      }),
      { numRuns: signedRuns },
    );
  });

  test("R6.3 a record with any changed field does not verify", () => {
    const change = fc.record(
      {
        name: fc.string({ minLength: 1, maxLength: 10 }),
        by: fc.string({ minLength: 1, maxLength: 10 }),
        password: fc.boolean(),
        listed: fc.boolean(),
        serial: fc.integer({ min: 1 }),
        issuedAt: fc.nat(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, (fields) => {
        const next = { ...signed, ...fields };
        const same = JSON.stringify(next) === JSON.stringify(signed);
        expect(survives(() => verifyRecord(next)) !== undefined).toBe(same);
      }),
      { numRuns: signedRuns },
    );
  });
});

describe("R3.10 a tombstone", () => {
  const verified = (bytes: Uint8Array) =>
    survives(() => {
      const frame = decodeHostFrame(bytes);
      if (frame.kind !== "tombstone") return undefined;
      verifyTombstone(frame.tombstone);
      return frame.tombstone;
    });

  test("with any byte changed but its flags it is none, whatever room it would be of", () => {
    expect(verified(buried)?.room).toBe(club.room);
    const at = fc.nat(buried.length - 1).filter((place) => place !== 1);
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (place, mask) => {
        const copy = buried.slice();
        copy[place]! ^= mask;
        expect(verified(copy)).toBeUndefined();
      }),
      { numRuns: signedRuns },
    );
  });

  test("by another key, for another room, under another room's keys", () => {
    const forged = [
      encodeTombstone(keysOf(club), tombstoneOf(other.seed, club, 5)),
      encodeTombstone(keysOf(club), tombstoneOf(club.seed, other, 5)),
      encodeTombstone(keysOf(other), tombstoneOf(club.seed, club, 5)),
    ];
    for (const each of forged) expect(verified(each)).toBeUndefined();
  });
});

describe("R4.7 credit, whatever the sizes and the pace", () => {
  test("all that is queued arrives, in order, and no more is under way than may be", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: limits.LINK_FRAME_BYTES }), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat(3)), (lengths, pace) => {
        const send = new SendCredit(limits.CIRCUIT_CREDIT);
        const receive = new ReceiveCredit(limits.CIRCUIT_CREDIT);
        const frames = new LinkFrames();
        const queue = lengths.map((length, at) => filled(length, at));
        const road: Uint8Array[] = [];
        const waiting: Uint8Array[] = [];
        const arrived: number[] = [];
        let underWay = 0;
        // A step for each thing that is left to do; a window that locks up would never come to an end.
        for (let steps = 0; arrived.length < lengths.length; steps++) {
          expect(steps).toBeLessThan(10_000);
          const turn = pace.next().value;
          if (turn !== 1 && send.open && queue.length > 0)
            for (const parts of chunksOf(1, queue.shift()!, false)) {
              send.spend(parts[1].length);
              underWay += parts[1].length;
              road.push(joined(parts));
            }
          expect(underWay).toBeLessThanOrEqual(131_007);
          const bytes = turn === 2 ? undefined : road.shift();
          const data = bytes && decodeHostFrame(bytes);
          if (data?.kind === "data") {
            receive.received(data.payload.length, frames.idle);
            const whole = frames.take(data);
            if (whole) waiting.push(whole);
          }
          const taken = turn === 3 ? undefined : waiting.shift();
          if (!taken) continue;
          arrived.push(taken.length);
          const grant = receive.taken(taken.length);
          if (grant > 0) send.grant(grant);
          underWay -= grant;
        }
        expect(arrived).toEqual(lengths);
      }),
      { numRuns: signedRuns },
    );
  });
});
