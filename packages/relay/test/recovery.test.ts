import { createHash, hkdfSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { formatRecoveryKey, parseRecoveryKey, RECOVERY_SEED_BYTES, roomSecretsFrom } from "../src/index.ts";
import { codeOf, filled, hex } from "./helpers.ts";

const seed = Uint8Array.from({ length: RECOVERY_SEED_BYTES }, (_, at) => at * 11);
const paper = formatRecoveryKey(seed);

describe("R6.13 on paper", () => {
  test("nine groups of four, and back", () => {
    expect(paper).toBe("AAFR-MIJM-G5BE-2WDD-NZ4Y-JD42-UWYL-XRWR-SBYQ");
    expect(parseRecoveryKey(paper)).toEqual(seed);
  });

  test("the check is the first 20 bits of a hash", () => {
    const digest = createHash("sha256").update("partyline/recovery/1").update(seed).digest();
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = digest.readUIntBE(0, 3) >>> 4;
    const expected = [15, 10, 5, 0].map((shift) => letters[(bits >>> shift) & 31]).join("");
    expect(paper.slice(-4)).toBe(expected);
  });

  test("as people type it", () => {
    expect(parseRecoveryKey(`  ${paper.toLowerCase().replaceAll("-", " ")}\n`)).toEqual(seed);
    expect(parseRecoveryKey(paper.replaceAll("-", "\u2013"))).toEqual(seed);
    expect(parseRecoveryKey(paper.replaceAll("O", "0").replaceAll("I", "1").replaceAll("B", "8"))).toEqual(
      seed,
    );
  });

  test("one wrong letter, two exchanged, one too many or few", () => {
    const letters = paper.replaceAll("-", "");
    for (let at = 0; at < letters.length; at++) {
      const wrong = letters[at] === "Q" ? "R" : "Q";
      expect(codeOf(() => parseRecoveryKey(letters.slice(0, at) + wrong + letters.slice(at + 1)))).toBe(
        "BAD_RECOVERY_KEY",
      );
    }
    for (let at = 0; at + 1 < letters.length; at++) {
      const swapped = letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2);
      if (swapped !== letters) expect(codeOf(() => parseRecoveryKey(swapped))).toBe("BAD_RECOVERY_KEY");
    }
    for (const text of ["", letters.slice(1), `${letters}A`, "9".repeat(36), "A".repeat(100_000)])
      expect(codeOf(() => parseRecoveryKey(text))).toBe("BAD_RECOVERY_KEY");
  });
});

describe("R6.12 from seed to secrets", () => {
  test("HKDF-SHA256 without salt, one info for each", () => {
    const { signSeed, noiseSecret } = roomSecretsFrom(seed);
    const derived = (info: string) => hex(new Uint8Array(hkdfSync("sha256", seed, "", info, 32)));
    expect(hex(signSeed)).toBe(derived("partyline/room-key/sign/1"));
    expect(hex(noiseSecret)).toBe(derived("partyline/room-key/noise/1"));
  });

  test("a seed of another length", () => {
    for (const length of [0, 19, 21, 32]) {
      expect(codeOf(() => roomSecretsFrom(filled(length, 1)))).toBe("BAD_KEY");
      expect(codeOf(() => formatRecoveryKey(filled(length, 1)))).toBe("BAD_KEY");
    }
  });
});
