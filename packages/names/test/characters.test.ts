import { describe, expect, it } from "vitest";
import { accepted, refused } from "./helpers.ts";

describe("which characters a name may hold", () => {
  it.each([
    ["control", "a\u0000b"],
    ["escape", "\u001b[31mred"],
    ["delete", "a\u007f"],
    ["soft hyphen", "a\u00adb"],
    ["zero width space", "An\u200bna"],
    ["word joiner", "An\u2060na"],
    ["byte order mark", "\ufeffAnna"],
    ["right-to-left override", "\u202egpj.exe"],
    ["right-to-left mark", "Anna\u200f"],
    ["Arabic letter mark", "Anna\u061c"],
    ["isolate", "\u2066Anna\u2069"],
    ["grapheme joiner", "a\u034fb"],
    ["Hangul filler", "\u3164"],
    ["halfwidth Hangul filler", "\uffa0"],
    ["braille blank", "\u2800"],
    ["Mongolian vowel separator", "ᠠ\u180eᠠ"],
    ["ideographic variation selector", "葛\u{e0100}"],
    ["tag", "a\u{e0041}"],
    ["object replacement", "a\ufffc"],
    ["enclosing circle", "a\u20dd"],
  ])("N5 refuses what cannot be seen or read: %s", (_, name) => {
    refused(name, "NAME_CHARACTERS");
  });

  it.each([
    ["private use", "\ue000"],
    ["private use, plane 16", "\u{100000}"],
    ["unassigned", "\u0378"],
    ["newer than the tables", "\u{a7da}"],
    ["noncharacter", "\u{1ffff}"],
  ])("N5 refuses what has no agreed form: %s", (_, name) => {
    expect(refused(name, "NAME_CHARACTERS").message).toMatch(/not known here \(U\+[0-9A-F]{4,6}\)/);
  });

  it("N5 names the character at fault", () => {
    expect(refused("An\u200bna", "NAME_CHARACTERS").message).toBe(
      "This name has a character that cannot be seen (U+200B). Type it again without it.",
    );
  });

  it.each([
    "Q&A",
    "R2-D2",
    "O'Neil",
    "50 % off!",
    "¯\\_(ツ)_/¯",
    "a/b",
    "<b>",
    "Σ=1",
    "★ Anna ★",
    "№5",
    "#general",
  ])("N5 leaves %j alone", (name) => {
    accepted(name);
  });

  it.each(["می‌خواهم", "क्‍ष", "ශ්‍රී ලංකා", "ക്‍", "র‍্যাব"])(
    "N6 lets joiners stand where the script needs them: %s",
    (name) => {
      expect(accepted(name).name).toBe(name);
    },
  );

  it.each([
    "An\u200cna",
    "An\u200dna",
    "\u200cم",
    "م\u200c",
    "م\u200c 1",
    "م\u200dم",
    "क\u200dष",
    "\u200d\u09cdয",
    "1\u200d\u09cdয",
    "あ\u200cい",
  ])("N6 refuses joiners elsewhere: %j", (name) => {
    refused(name, "NAME_CHARACTERS");
  });

  it.each([
    "LAN Party 🎮",
    "👨‍👩‍👧",
    "👩🏽‍💻 Ada",
    "🏳️‍🌈",
    "❤️‍🔥",
    "🧔🏻‍♂️",
    "👁️‍🗨️",
    "🇩🇪",
    "1️⃣ #️⃣ *️⃣",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "☺︎☺️",
    "©️",
    "🫩",
    "\u{1faea}",
  ])("N7 lets emoji be emoji: %s", (name) => {
    expect(accepted(name).name).toBe(name);
  });

  it.each([
    ["style selector on a letter", "a\ufe0f"],
    ["style selector first", "\ufe0fa"],
    ["two style selectors", "☺\ufe0f\ufe0f"],
    ["digit with style but no keycap", "1\ufe0f"],
    ["keycap on a letter", "a\u20e3"],
    ["joiner with no emoji after", "👨\u200d"],
    ["joiner with a letter after", "👨\u200da"],
    ["two joiners", "👨\u200d\u200d👩"],
    ["joiner first", "\u200d👩"],
    ["tags that name no flag", "🏴\u{e0067}\u{e0062}\u{e007f}"],
    ["tags hidden behind another emoji", "🎮\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"],
  ])("N7 refuses the parts of emoji elsewhere: %s", (_, name) => {
    refused(name, "NAME_CHARACTERS");
  });

  it.each(["\u0301a", "a \u0301b", "\u093f", "a \u0e49"])("N8 refuses a mark with no letter: %j", (name) => {
    if (name === " \u0e33\u0e49") accepted(name);
    else expect(refused(name, "NAME_CHARACTERS").message).toMatch("with no letter under it");
  });

  it("N8 allows four nonspacing marks on a letter, however composed", () => {
    accepted("Z\u0301\u0302\u0303\u0304a");
    accepted("\u1ead\u0301\u0304");
    expect(refused("Z\u0301\u0302\u0303\u0304\u0305a", "NAME_CHARACTERS").message).toBe(
      "A letter can carry 4 accents at most; this name has one with more.",
    );
    refused("\u1ead\u0301\u0304\u0305", "NAME_CHARACTERS");
    refused("H\u0322\u0327\u0329\u0340\u0342e\u0300", "NAME_CHARACTERS");
  });

  it("N8 refuses the same mark twice, which looks like once", () => {
    expect(refused("a\u0301\u0301", "NAME_CHARACTERS").message).toMatch("(U+0301) twice");
    refused("\u00e1\u0301", "NAME_CHARACTERS");
  });

  it.each([
    "Nguyễn Thị Ánh",
    "सत्यनारायण शर्मा",
    "क्ष्म्य",
    "สวัสดีน้ำผึ้ง",
    "လျှို့ဝှက်",
    "བསྒྲུབས",
    "מַזָּל טוֹב",
    "مُحَمَّدٌ",
    "தமிழ்",
    "ភាសាខ្មែរ",
  ])("N8 leaves living orthographies alone: %s", (name) => {
    accepted(name);
  });
});
