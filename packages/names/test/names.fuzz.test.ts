import { checkRoomName, checkUsername, countCharacters } from "@partyline/names";
import fc from "fast-check";
import { expect, it, vi } from "vitest";

const RUNS = { numRuns: Number(process.env.FUZZ_RUNS ?? 2000) };
vi.setConfig({ testTimeout: 5_000 + RUNS.numRuns });

/** Characters that rules hang on, beside any others. */
const TELLING =
  "aIl10Oomrnß ſıİi\u0307\u0301\u0302\u0301-_'.·’—#:/аАоТ٠يי字カ한ㄅकष्मय\u094d\u200c\u200dم\u0640\ufe0e\ufe0f\u20e3👨👩🏽🎮🏴🇩ＡＩＭ１０𝐀ﬁ™№¨´\u00a0\u3000\t\n\u202e\u200b\ufeff\ue000\u0378";

const telling = fc.array(fc.constantFrom(...TELLING), { maxLength: 12 }).map((parts) => parts.join(""));
const mixed = fc
  .array(fc.oneof(telling, fc.string({ unit: "binary", maxLength: 6 }), fc.string({ maxLength: 6 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join(""));
const input = fc.oneof(telling, mixed, fc.string({ unit: "grapheme", maxLength: 30 }));
const wild = fc.oneof(
  input,
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
);
const checks = [
  { check: checkUsername, bytes: 128 },
  { check: checkRoomName, bytes: 58 },
];

it("N1 N16 any text gets an answer, and an accepted name keeps the caps", () => {
  fc.assert(
    fc.property(wild, (text) => {
      for (const { check, bytes } of checks) {
        const answer = check(text);
        if (answer.ok) {
          expect(countCharacters(answer.name)).toBeLessThanOrEqual(32);
          expect(new TextEncoder().encode(answer.name).length).toBeLessThanOrEqual(bytes);
          expect(answer.key).not.toBe("");
          expect(answer.skeleton).not.toBe("");
        } else {
          expect(answer.code).toMatch(/^NAME_/);
          expect(answer.message).toMatch(/^[\x20-\x7e]+\.$/);
        }
      }
    }),
    RUNS,
  );
});

it("N2 checking a name again changes nothing", () => {
  fc.assert(
    fc.property(input, (text) => {
      for (const { check } of checks) {
        const answer = check(text);
        if (answer.ok) expect(check(answer.name)).toEqual(answer);
      }
    }),
    RUNS,
  );
});

it("N12 N13 composition and white space at the ends count for nothing", () => {
  fc.assert(
    fc.property(input, (text) => {
      const answer = checkUsername(text);
      if (!answer.ok) return;
      for (const form of ["NFC", "NFD"])
        expect(checkUsername(`\u3000${text.normalize(form)}\n`)).toEqual(answer);
    }),
    RUNS,
  );
});

it("N12 N13 full-width letters count for nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aIil10OoMmrnZz- "), maxLength: 20 }), (text) => {
      const [plain, wide] = [checkUsername(text), checkUsername(text.replace(/[!-~]/g, widen))];
      expect(wide.ok).toBe(plain.ok);
      if (plain.ok && wide.ok) expect([wide.key, wide.skeleton]).toEqual([plain.key, plain.skeleton]);
    }),
    RUNS,
  );
});

it("N12 N13 the case of ASCII counts for nothing, but that I looks like l", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."abcMmOoLl01rnZz- ß"), maxLength: 20 }), (text) => {
      const [small, large] = [checkUsername(text.toLowerCase()), checkUsername(text.toUpperCase())];
      if (small.ok && large.ok) expect([large.key, large.skeleton]).toEqual([small.key, small.skeleton]);
    }),
    RUNS,
  );
});

it("N12 a key is its own key", () => {
  fc.assert(
    fc.property(input, (text) => {
      const answer = checkUsername(text);
      const again = answer.ok ? checkUsername(answer.key) : undefined;
      if (answer.ok && again?.ok) expect(again.key).toBe(answer.key);
    }),
    RUNS,
  );
});

function widen(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
