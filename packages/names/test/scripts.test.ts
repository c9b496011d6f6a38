import { checkRoomName } from "@partyline/names";
import { describe, expect, it } from "vitest";
import { accepted, refused } from "./helpers.ts";

describe("which scripts go together", () => {
  it.each(["Иван 3", "Ελένη", "محمد 123", "محمد ٣", "דוד", "Անի", "ანა", "ประชา", "ᏣᎳᎩ", "ⲁⲛⲛⲁ", "Школа №5"])(
    "N9 accepts one script with digits and signs: %s",
    (name) => {
      accepted(name);
    },
  );

  it.each([
    "東京 Tokyo",
    "ひらがなカタカナ漢字 abc",
    "한글 漢字 abc",
    "ㄅㄆ漢字 abc",
    "ラーメン",
    "スーパー Mario",
  ])("N9 accepts Latin beside Chinese, Japanese and Korean: %s", (name) => {
    accepted(name);
  });

  it.each([
    ["\u0430nna", "Cyrillic and Latin"],
    ["Anna Иван", "Latin and Cyrillic"],
    ["\u0391nna", "Greek and Latin"],
    ["p\u0430yp\u0430l", "Latin and Cyrillic"],
    ["한글ひら", "Hangul and Hiragana"],
    ["abc한글ひら", "Hangul and Hiragana"],
    ["ㄅカ", "Bopomofo and Katakana"],
    ["漢字Иван", "Han and Cyrillic"],
    ["Ahmed أحمد", "Latin and Arabic"],
    ["abc\u0663", "Latin and Arabic"],
    ["a\u093c", "Latin and"],
  ])("N9 refuses the mixture %j", (name, which) => {
    const { message } = refused(name, "NAME_MIXED_SCRIPTS");
    expect(message).toMatch(`This name mixes ${which}`);
  });

  it.each([
    "admin",
    "Admin",
    "ADMIN",
    "adm1n",
    "ad-min",
    " a.d.m.i.n ",
    "*admin*",
    "ádmin",
    "ＡＤＭＩＮ",
    "𝐚dmin",
    "adrnin",
    "H0ST",
    "h\u00f8st",
  ])("N10 keeps %j for the room", (name) => {
    refused(name, "NAME_RESERVED");
  });

  it.each([
    "system",
    "server",
    "help",
    "Help!",
    "support",
    "officiaI",
    "moderator",
    "every one",
    "HERE",
    "Party Line",
  ])("N10 keeps %j for the room or the product", (name) => {
    refused(name, "NAME_RESERVED");
  });

  it.each(["Administer", "Hosta", "Theresa", "Helper", "Anna Support", "Not an admin"])(
    "N10 leaves %j free",
    (name) => {
      accepted(name);
    },
  );

  it("N10 keeps only the product's own words from rooms", () => {
    for (const name of ["Help", "Support", "Admin", "everyone"]) accepted(name, checkRoomName);
    for (const name of ["Partyline", "party-line", "SWITCHB0ARD", "Partyl1ne"])
      refused(name, "NAME_RESERVED", checkRoomName);
  });

  it.each([
    "kitchen#abcd",
    "kitchen #ab27",
    "kitchen＃ABCD",
    "kitchen#talks",
    "chat:2525",
    "192.168.1.5:80",
    "partyline://x",
    "https://a",
  ])("N11 refuses a room name that reads as an address: %s", (name) => {
    expect(refused(name, "NAME_CHARACTERS", checkRoomName).message).toMatch("looks like a room's address");
    accepted(name);
  });

  it.each([
    "#game",
    "#general",
    "Room #party",
    "C# club",
    "Room #2025",
    "Room #12345",
    "Movie night 20:30",
    "Room: main",
    "a:b",
  ])("N11 leaves %s alone", (name) => {
    accepted(name, checkRoomName);
  });
});
