import { describe, expect, it } from "vitest";
import { fromInstanceName, toInstanceName } from "../src/instance-name.ts";

const bytes = (text: string) => Buffer.byteLength(text);

describe("instance name", () => {
  it("comes back as it was, with dots and a number of its own", () => {
    for (const name of ["Reading Club", "v1.5.", "Room (0)", "Room (2)", "Ünï çödé 🎉", "a\\b", "(7)"]) {
      expect(fromInstanceName(toInstanceName(name))).toBe(name);
    }
  });

  it("holds no dot, and no number that ciao would take for its own", () => {
    expect(toInstanceName("v1.5")).not.toContain(".");
    expect(toInstanceName("Room (0)")).not.toMatch(/ \(\d+\)$/);
  });

  it("nor one that stands at the end once the rest is cut off", () => {
    const label = toInstanceName(`${"x".repeat(54)} (0) and more`);
    expect(label).not.toMatch(/ \(\d+\)$/);
    expect(bytes(label)).toBeLessThanOrEqual(58);
  });

  it("reads the number that ciao has given", () => {
    expect(fromInstanceName(`${toInstanceName("v1.5 (0)")} (2)`)).toBe("v1.5 (0) (2)");
  });

  it("is NFC without control characters", () => {
    expect(toInstanceName("  Cafe\u0301\n\tBar\u0000 ")).toBe("Caf\u00e9 Bar");
  });

  it("is at most 58 bytes, cut between graphemes", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(toInstanceName("x".repeat(70))).toBe("x".repeat(58));
    expect(toInstanceName(family.repeat(4))).toBe(family.repeat(2));
    expect(toInstanceName(`${"x".repeat(57)}é`)).toBe("x".repeat(57));
    expect(bytes(toInstanceName(`e${"\u0301\u0302".repeat(60)}`))).toBeLessThanOrEqual(58);
  });

  it("is refused with BAD_LISTING when nothing readable is left", () => {
    expect(() => toInstanceName(" \n\u0007 ")).toThrow(expect.objectContaining({ code: "BAD_LISTING" }));
  });
});
