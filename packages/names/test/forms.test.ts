import { describe, expect, it } from "vitest";
import { keyOf, skeletonOf } from "../src/forms.ts";
import { isRefused } from "../src/properties.ts";
import { accepted, collide } from "./helpers.ts";

describe("when two names are one", () => {
  it.each([
    ["ANNA", "anna"],
    ["Ａｎｎａ", "anna"],
    ["𝓐𝓷𝓷𝓪", "anna"],
    ["Straße", "strasse"],
    ["STRASSE", "strasse"],
    ["ΟΔΟΣ", "οδοσ"],
    ["οδος", "οδοσ"],
    ["ﬁn", "fin"],
    ["ZOE\u0308", "zoë"],
    ["İstanbul", "istanbul"],
    ["Istanbul", "istanbul"],
    ["i\u0307stanbul", "istanbul"],
    ["ıstanbul", "ıstanbul"],
    ["Anna  B", "anna b"],
    ["Anna-B", "anna-b"],
    ["می‌خواهم", "میخواهم"],
    ["☺️", "☺"],
  ])("N12 folds %j to %j", (name, key) => {
    expect(accepted(name).key).toBe(key);
  });

  it.each([
    ["case", "Anna", "aNNA"],
    ["full-width", "Ａｎｎａ", "Anna"],
    ["mathematical letters", "𝐀nna", "Anna"],
    ["whole word in Cyrillic capitals", "ТОМ", "TOM"],
    ["whole word in Cyrillic capitals, other case", "ТОМ", "tom"],
    ["whole word in small Cyrillic", "сосо", "coco"],
    ["whole word in Greek", "ΑΝΝΑ", "Anna"],
    ["whole word in Cherokee", "ᎪᏚᎪ", "ASA"],
    ["rn and m", "rnike", "mike"],
    ["rn and M", "rnike", "Mike"],
    ["zero and O", "B0b", "Bob"],
    ["zero and o", "b0b", "BOB"],
    ["capital I and small l", "Ian", "lan"],
    ["one and small l", "1an", "lan"],
    ["one and capital I", "1an", "Ian"],
    ["bar and capital I", "|an", "Ian"],
    ["dotless i", "Alı", "Ali"],
    ["dotted capital I and dotless i", "İan", "ıan"],
    ["dotless i with a dot", "ı\u0307an", "ian"],
    ["long s", "ſred", "fred"],
    ["apostrophes", "O’Neil", "O'Neil"],
    ["without apostrophe", "O'Neil", "ONeil"],
    ["without space", "Anna B", "AnnaB"],
    ["dash and low line", "Anna-B", "anna_b"],
    ["em dash", "Anna—B", "Anna B"],
    ["middle dot", "Ana·B", "Ana B"],
    ["drawn-out Arabic", "محـــمد", "محمد"],
    ["joiner", "می‌خواهم", "میخواهم"],
    ["joiner that joins nothing", "🎮‍🎮", "🎮🎮"],
    ["joiner and space", "🎮‍🎮", "🎮 🎮"],
    ["style", "☺︎", "☺️"],
    ["ß and ss", "Weiß", "WEISS"],
    ["ligature", "ﬁn", "fin"],
  ])("N13 %s: %j and %j collide", (_, one, other) => {
    expect(collide(one, other)).toBe(true);
  });

  it.each([
    ["Anna", "Anne"],
    ["Zoe", "Zoë"],
    ["Neil", "Nell"],
    ["Gena", "Yena"],
    ["Гена", "Уена"],
    ["דין", "דן"],
    ["محمد", "محمود"],
    ["Room 1", "Room 2"],
    ["Team 🎮", "Team 🎲"],
    ["👍🏽", "👍🏿"],
    ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
    ["C", "C++"],
    ["Vera", "Nera"],
    ["Uri", "Yri"],
  ])("N13 %j and %j are two names", (one, other) => {
    expect(collide(one, other)).toBe(false);
  });

  it("N13 knows the characters of the TR39 examples", () => {
    expect(accepted("paypal").skeleton).toBe(skeletonOf("раураӏ").replace(/i$/u, "l"));
    expect(accepted("scope").skeleton).toBe(skeletonOf("ѕсоре"));
  });

  it("N13 merges no two ASCII letters or digits but 0 and o, 1 and l and I", () => {
    const bySkeleton = Map.groupBy(
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      skeletonOf,
    );
    const merged = [...bySkeleton.values()]
      .map((group) => [...new Set(group.join("").toLowerCase())].sort().join(""))
      .filter((group) => group.length > 1);
    expect(merged.sort()).toEqual(["0o", "1il"]);
  });

  it("N14 gives an owner's own variants one key, whatever their skeletons", () => {
    const [small, capital] = [accepted("ian"), accepted("Ian")];
    expect(small.key).toBe(capital.key);
    expect(small.skeleton).not.toBe(capital.skeleton);
    expect(capital.skeleton).toBe(accepted("lan").skeleton);
  });

  it("N12 N13 settle for every character that a name may hold", () => {
    const unsettled: string[] = [];
    for (let point = 0x21; point <= 0x10ffff; point++) {
      if (isRefused(point)) continue;
      const character = String.fromCodePoint(point);
      const key = keyOf(character);
      if (keyOf(key) !== key) unsettled.push(character);
      if (/[A-Z01|]/.test(skeletonOf(character))) unsettled.push(character);
    }
    expect(unsettled).toEqual([]);
  });
});
