/** Whatever a host answers, and whatever a room is called: a listing or none, and one label that says the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DiscoveryError } from "../src/errors.ts";
import { fromInstanceName, toInstanceName } from "../src/instance-name.ts";
import { MAX_INSTANCE_NAME_BYTES } from "../src/limits.ts";
import { decodeWellKnown } from "../src/probe/well-known.ts";
import { decodeTxt, encodeTxt } from "../src/txt.ts";
import { ID } from "./samples.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const keys = "k".repeat(86);
const odd = fc.oneof(
  fc.constantFrom<unknown>(ID, keys, "Club", true, 1, "", null),
  fc.jsonValue({ maxDepth: 1 }),
);

test("a host's answer is read whole, or not at all", () => {
  const room = fc.record(
    {
      id: fc.oneof(fc.constant(ID), odd),
      name: odd,
      password: odd,
      keys: fc.oneof(fc.constant(keys), odd),
      by: odd,
    },
    { requiredKeys: [] },
  );
  const answer = fc.oneof(
    fc
      .record({
        partyline: fc.constantFrom<unknown>(1, 2, "1"),
        rooms: fc.oneof(fc.array(room, { maxLength: 3 }), odd),
      })
      .map((it) => JSON.stringify(it)),
    fc.json(),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(answer, (text) => {
      const found = decodeWellKnown(text);
      if (found) expect(decodeWellKnown(JSON.stringify(found))).toEqual(found);
    }),
    { numRuns },
  );
});

test("strings of a TXT record are a listing that is written as it was read, or a code", () => {
  const part = fc.constantFrom(
    "txtvers",
    "pv",
    "id",
    "k",
    "pw",
    "PV",
    "=",
    "1",
    "0",
    ID,
    keys,
    "é",
    "\0",
    "__proto__",
  );
  const strings = fc.oneof(
    fc.array(
      fc.array(part, { maxLength: 4 }).map((parts) => Buffer.from(parts.join(""))),
      { maxLength: 8 },
    ),
    fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
    fc.shuffledSubarray(
      Object.entries(encodeTxt({ id: ID, keys, password: true })).map(([name, value]) =>
        Buffer.from(`${name}=${value}`),
      ),
    ),
  );
  fc.assert(
    fc.property(strings, (given) => {
      const read = decodeTxt(given);
      if (!read.ok) return;
      const again = Object.entries(encodeTxt(read.fields)).map(([name, value]) =>
        Buffer.from(`${name}=${value}`),
      );
      expect(decodeTxt(again)).toEqual(read);
    }),
    { numRuns },
  );
});

test("a name becomes one label that fits, and comes back as it was where it fits", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(fc.constantFrom(".", " (2)", "(0)", " ", "a", "\n", "👨‍👩‍👧", "\u0301"), { maxLength: 12 })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(name, (given) => {
      let label: string;
      try {
        label = toInstanceName(given);
      } catch (error) {
        expect(error).toBeInstanceOf(DiscoveryError);
        return;
      }
      expect(Buffer.byteLength(label)).toBeLessThanOrEqual(MAX_INSTANCE_NAME_BYTES);
      expect(label).not.toMatch(/[.\p{Cc}]/u);
      expect(toInstanceName(fromInstanceName(label))).toBe(label);
    }),
    { numRuns },
  );
});
