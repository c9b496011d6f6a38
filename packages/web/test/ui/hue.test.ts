import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hueOf } from "../../src/ui/parts/hue.ts";

const tokens = readFileSync(new URL("../../src/ui/tokens.css", import.meta.url), "utf8");
const ids = Array.from({ length: 2_000 }, (_, index) => `member-${index}`);
const hues = [...new Set(ids.map(hueOf))];

describe("the colour of a member", () => {
  test("is the same for the same id", () => {
    expect(hueOf("abcd2345")).toBe(hueOf("abcd2345"));
  });

  test("is one of sixteen, each about as common as the others", () => {
    expect(hues).toHaveLength(16);
    for (const hue of hues) {
      const share = ids.filter((id) => hueOf(id) === hue).length / ids.length;
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.1);
    }
  });

  test("white on it has a contrast of at least 4.5:1 in every theme", () => {
    const lights = [...tokens.matchAll(/--avatar-l: ([\d.]+)/g)].map((match) => Number(match[1]));
    const chromas = [...tokens.matchAll(/--avatar-c: ([\d.]+)/g)].map((match) => Number(match[1]));
    expect(lights).toHaveLength(3);
    for (const [index, light] of lights.entries()) {
      for (const hue of hues) {
        expect(1.05 / (luminance(light, chromas[index] ?? 0, hue) + 0.05)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB. Matrices: CSS Color 4, section 10. */
function luminance(light: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return (
    0.2126 * clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}
