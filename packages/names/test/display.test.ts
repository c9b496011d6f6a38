import { checkRoomName, countCharacters } from "@partyline/names";
import { describe, expect, it } from "vitest";
import { accepted, refused } from "./helpers.ts";

describe("what a name looks like", () => {
  it("N1 refuses half a surrogate pair", () => {
    refused("a\ud83d", "NAME_CHARACTERS");
    refused("\udc00b", "NAME_CHARACTERS");
  });

  it("N1 does not look at what is far too long", () => {
    expect(refused("a".repeat(1_000_000), "NAME_TOO_LONG").message).toBe(
      "A name can have 32 characters at most; this one is far longer.",
    );
    refused(" ".repeat(1025), "NAME_TOO_LONG");
    expect(accepted(`${" ".repeat(1023)}a`).name).toBe("a");
  });

  it.each([
    ["  Anna  ", "Anna"],
    ["Anna\t \n B", "Anna B"],
    ["Anna\u00a0\u3000B\u2028", "Anna B"],
    ["Zoe\u0308", "Zo\u00eb"],
    ["\u212b", "\u00c5"],
    ["A\uff4e\uff4ea", "A\uff4e\uff4ea"],
    ["LAN Party 🎮", "LAN Party 🎮"],
  ])("N2 shows %j as %j", (input, name) => {
    expect(accepted(input).name).toBe(name);
  });

  it.each(["", " ", "\t\r\n", "\u3000", "...", " - _ . ' ", "\u2014", "\u30fb"])(
    "N3 asks %j for more",
    (input) => {
      expect(refused(input, "NAME_EMPTY").message).toBe("A name needs at least one letter, digit or emoji.");
    },
  );

  it.each(["!", "?!", "1", "a", "字", "🎮", "$"])("N3 lets %j be a name", (input) => {
    accepted(input);
  });

  it("N4 counts what people see", () => {
    expect(countCharacters("")).toBe(0);
    expect(countCharacters("Anna")).toBe(4);
    expect(countCharacters("Zoe\u0308")).toBe(3);
    expect(countCharacters("👨‍👩‍👧🇩🇪👍🏽1️⃣")).toBe(4);
    expect(countCharacters("สวัสดี")).toBe(4);
  });

  it("N4 allows 32 characters and names the number when there are more", () => {
    accepted("x".repeat(32));
    expect(refused("x".repeat(40), "NAME_TOO_LONG").message).toBe(
      "A name can have 32 characters at most; this one has 40.",
    );
    accepted("é".normalize("NFD").repeat(32));
    accepted("🎮".repeat(32));
  });

  it("N4 allows usernames of 32 Arabic letters, with or without vowel signs", () => {
    accepted("عبد الرحمن محمد السعيد القرطبي ا");
    expect(countCharacters("عبد الرحمن محمد السعيد القرطبي ا")).toBe(32);
    accepted("بَ".repeat(32));
    refused("بّ\u064e".repeat(32), "NAME_TOO_LONG");
  });

  it("N4 holds usernames to 128 bytes and room names to 58, and says so", () => {
    accepted("字".repeat(32));
    expect(refused("👍🏽".repeat(17), "NAME_TOO_LONG").message).toBe(
      "This name takes 136 bytes of the 128 that there is room for. Make it a little shorter.",
    );
    accepted("字".repeat(19), checkRoomName);
    refused("字".repeat(20), "NAME_TOO_LONG", checkRoomName);
    accepted("ب".repeat(29), checkRoomName);
    expect(refused("ب".repeat(30), "NAME_TOO_LONG", checkRoomName).message).toMatch("60 bytes of the 58");
  });

  it("N4 counts bytes after composing", () => {
    accepted("\u1100\u1161".repeat(19), checkRoomName);
  });
});
