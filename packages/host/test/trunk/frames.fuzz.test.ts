/** Whatever frames a switchboard sends, and whenever: its trunk ends with a code or goes on, and the room is there for
 *  whoever comes by the next. */
import {
  dataParts,
  encodeBuried,
  encodeClose,
  encodeCredit,
  encodeGoaway,
  encodeHello,
  encodeListing,
  encodeMissed,
  encodeOpen,
  encodeRefused,
  encodeRegistered,
  relayErrorOfClose,
} from "@partyline/relay";
import { publicKeysOf } from "@partyline/secure";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whole } from "../../src/listeners/trunk/uplink.ts";
import { keys, roomId } from "../people.ts";
import { Member } from "./member.ts";
import { scene } from "./scene.ts";

// Each run is a room, several trunks and a handshake.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 40);

const key = Buffer.alloc(32, 3).toString("base64url");
const small = fc.nat(3);
const code = fc.constantFrom("LIMIT", "RATE", "NAME_TAKEN", "STALE", "BAD_PROOF", "UNAVAILABLE", "OF_LATER");
const closeCode = fc.constantFrom(1000, 1006, 4000, 4007, 4008, 4101, 4106, 4199);
const circuit = fc.constantFrom(1, 2, 3, 7, 0xffff_ffff);
/** Frames that a switchboard may send, about rooms and circuits that are there or not. */
const frame = fc.oneof(
  fc.constant(encodeHello({ v: 1, nonce: key, key })),
  small.map((room) => encodeRegistered(room + 1, { ring: null })),
  fc
    .tuple(small, small, small, small)
    .map(([room, epoch, first, more]) =>
      encodeRegistered(room + 1, { ring: { epoch, first, next: first + more + 1 } }),
    ),
  fc.tuple(small, code).map(([room, word]) => encodeRefused(room + 1, { code: word, detail: "Because." })),
  fc
    .tuple(small, code)
    .map(([room, word]) => encodeListing(room + 1, { as: null, code: word, detail: "Because." })),
  fc.tuple(circuit, small).map(([at, room]) => encodeOpen(at, room + 1, new Uint8Array(8).fill(at))),
  fc
    .tuple(circuit, fc.uint8Array({ minLength: 1, maxLength: 200 }), small)
    .map(([at, bytes, flags]) => whole(dataParts(at, bytes, flags))),
  circuit.map((at) => encodeMissed(at)),
  fc.tuple(circuit, closeCode).map(([at, why]) => encodeClose(at, why)),
  fc
    .tuple(fc.oneof(circuit, fc.constant(0)), fc.constantFrom(1, 65_536, 0xffff_ffff))
    .map(([at, bytes]) => encodeCredit(at, bytes)),
  fc.constantFrom(0, 1, 60).map((seconds) => encodeGoaway(seconds)),
  code.map((word) => encodeBuried({ room: roomId, code: word })),
);
const message = fc.oneof(
  { weight: 8, arbitrary: frame },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  // A frame with some byte of it changed.
  {
    weight: 3,
    arbitrary: fc.tuple(frame, fc.nat(), fc.nat(255)).map(([bytes, at, value]) => {
      const changed = bytes.slice();
      changed[at % changed.length] = value;
      return changed;
    }),
  },
);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ bytes: message, binary: fc.constantFrom(true, true, true, true, false) }),
  },
  { weight: 1, arbitrary: fc.constantFrom(10, 1_000, 15_000).map((ms) => ({ ms })) },
);

test("R2.6 the trunk ends with a code or goes on, and who comes by the next one is let in", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { board, clock, join, line, rest, told, trunks, wires, idle } = scene();
      join();
      await rest();
      for (const one of steps) {
        if ("ms" in one) await clock.advance(one.ms);
        else wires.at(-1)?.message(one.bytes, one.binary);
        await rest();
      }
      // Everything before was no more than a bad hour: the line breaks, and comes back.
      board.trunk.wire.close(1006);
      await rest();
      for (let minute = 0; minute < 5 && !board.holder(roomId); minute++) {
        await clock.advance(60_000);
        await rest();
      }
      for (const closed of line.closes)
        expect([1000, 1001].includes(closed) || relayErrorOfClose(closed) !== undefined).toBe(true);
      // What it said of itself: it may have refused the room for good.
      if (told.at(-1)?.state !== "refused") {
        const member = new Member(board.trunk.open(roomId), { id: roomId, keys: publicKeysOf(keys) }, "Anna");
        for (let i = 0; i < 20 && !member.welcome; i++) await rest();
        expect(member.welcome?.room.name).toBe("Club");
      }
      await trunks.close();
      await rest();
      // Nothing of a trunk is left; the room has a few timers of its own, now that somebody was there.
      expect(clock.waiting).toBeLessThanOrEqual(idle + 2);
    }),
    { numRuns },
  ));
