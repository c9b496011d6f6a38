import { describe, expect, test } from "vitest";
import { initials } from "../../src/ui/parts/initials.ts";

describe("what stands in an avatar", () => {
  test.each([
    ["two words give their first letters", "Reading Club", "RC"],
    ["one word gives its first two", "Anneli", "AN"],
    ["a single letter is enough", "x", "X"],
    ["digits count", "Physics Lab 2", "PL"],
    ["punctuation does not", "(the) 'Club'", "TC"],
    ["Arabic letters are kept from joining", "مقهى الجيران", "م\u200cا"],
    ["a Chinese name gives one character", "物理实验室", "物"],
    ["a combining accent stays with its letter", "e\u0301mile zola", "ÉZ"],
    ["an emoji before a word is passed over", "🎮 Games", "GA"],
    ["a name of emoji gives the first one whole", "👩‍👩‍👧 🎮", "👩‍👩‍👧"],
    ["nothing to show is a question mark", " \u200b ", "?"],
  ])("%s", (_, name, shown) => {
    expect(initials(name)).toBe(shown);
  });
});
