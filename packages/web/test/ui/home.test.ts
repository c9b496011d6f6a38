import { describe, expect, test } from "vitest";
import { isFound, looksLikeRoad } from "../../src/ui/home/find.ts";
import { greeting } from "../../src/ui/home/greeting.ts";
import { ago } from "../../src/ui/shell/ago.ts";

describe("the search field", () => {
  test.each([
    "http://192.168.1.20:2525/r/abc",
    "partyline://x",
    "192.168.1.20",
    "192.168.1.20:2525",
    "[fd12::20]:2525",
    "miro.local",
    "miro.local:2525",
    "Reading Club#ab2c",
  ])("%s leads to a room by itself", (text) => {
    expect(looksLikeRoad(text)).toBe(true);
    expect(looksLikeRoad(`  ${text} `)).toBe(true);
  });

  test.each(["Reading Club", "lab 2", "12", "C#", "Q&A: today", "3.5", ""])("%s is a name", (text) => {
    expect(looksLikeRoad(text)).toBe(false);
  });

  test("finds by part of a name or of its host's, without accents and case", () => {
    expect(isFound("cafe", "Le Café", undefined)).toBe(true);
    expect(isFound("MIRO", "Physics Lab 2", "Miro")).toBe(true);
    expect(isFound("zebra", "Physics Lab 2", "Miro")).toBe(false);
  });
});

test.each([
  [3, "Hello"],
  [5, "Good morning"],
  [12, "Good afternoon"],
  [18, "Good evening"],
  [23, "Good evening"],
])("at %i o'clock it says %s", (hour, words) => {
  expect(greeting(hour)).toBe(words);
});

test.each([
  [-5, "just now"],
  [0.5, "just now"],
  [1, "1 hour ago"],
  [26, "yesterday"],
  [24 * 20, "2 weeks ago"],
  [24 * 100, "3 months ago"],
])("%f hours ago is %s", (hours, words) => {
  expect(ago(hours * 3_600_000)).toBe(words);
});
