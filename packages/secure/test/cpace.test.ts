import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  CPaceRun,
  calculateGenerator,
  confirmationTag,
  deriveIsk,
  lvCat,
  prependLength,
  sampleScalar,
  scalarMult,
  scalarMultVerify,
} from "../src/cpace.ts";
import { filled, hex, providers, refused, text, unhex } from "./helpers.ts";

type Fields = Record<string, string>;
const { vectors } = JSON.parse(readFileSync(new URL("vectors/cpace.json", import.meta.url), "utf8")) as {
  vectors: { G_Coffee25519: Fields; G_Coffee25519_points: { Valid: Fields } & Fields };
};
const of = (name: string): Uint8Array => unhex(vectors.G_Coffee25519[name]!);
const points = vectors.G_Coffee25519_points;

describe.each(providers)("S5.2 CPace with $name: vectors of the draft", (provider) => {
  const inputs = { prs: of("PRS"), ci: of("CI"), sid: of("sid") };
  const a = { share: of("Ya"), ad: of("ADa") };
  const b = { share: of("Yb"), ad: of("ADb") };

  test("generator and shares", () => {
    const generator = calculateGenerator(provider, inputs);
    expect(generator.toBytes()).toEqual(of("g"));
    expect(scalarMult(of("ya"), generator)).toEqual(of("Ya"));
    expect(scalarMult(of("yb"), generator)).toEqual(of("Yb"));
  });

  test("K and ISK from both sides", () => {
    expect(scalarMultVerify(of("ya"), of("Yb"))).toEqual(of("K"));
    expect(scalarMultVerify(of("yb"), of("Ya"))).toEqual(of("K"));
    expect(deriveIsk(provider, of("sid"), of("K"), a, b)).toEqual(of("ISK_IR"));
  });

  test("a run gives the tags of the vector's ISK, and each side accepts only the other's", () => {
    const fixed = (scalar: string) => ({ ...provider, randomBytes: () => of(scalar) });
    const initiator = new CPaceRun(fixed("ya"), "initiator", inputs, of("ADa"));
    const responder = new CPaceRun(fixed("yb"), "responder", inputs, of("ADb"));
    expect([initiator.message, responder.message]).toEqual([a, b]);
    const atA = initiator.finish(responder.message);
    const atB = responder.finish(initiator.message);
    expect(atA.tag).toEqual(confirmationTag(provider, of("sid"), of("ISK_IR"), a));
    expect(atB.tag).toEqual(confirmationTag(provider, of("sid"), of("ISK_IR"), b));
    expect([atA.confirms(atB.tag), atB.confirms(atA.tag)]).toEqual([true, true]);
    expect([atA.confirms(atA.tag), atB.confirms(atB.tag), atA.confirms(filled(0, 0))]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test.each(["prs", "ci", "sid"] as const)("another %s: neither side confirms", (name) => {
    const initiator = new CPaceRun(provider, "initiator", inputs, filled(0, 0));
    const responder = new CPaceRun(provider, "responder", { ...inputs, [name]: text("other") }, filled(0, 0));
    const atA = initiator.finish(responder.message);
    const atB = responder.finish(initiator.message);
    expect([atA.confirms(atB.tag), atB.confirms(atA.tag)]).toEqual([false, false]);
  });

  test("data in clear that was changed on the way: neither side confirms", () => {
    const initiator = new CPaceRun(provider, "initiator", inputs, text("a"));
    const responder = new CPaceRun(provider, "responder", inputs, text("b"));
    const atA = initiator.finish({ ...responder.message, ad: text("c") });
    const atB = responder.finish(initiator.message);
    expect([atA.confirms(atB.tag), atB.confirms(atA.tag)]).toEqual([false, false]);
  });

  test("scalars are below 2^252 and fresh", () => {
    const scalars = Array.from({ length: 50 }, () => sampleScalar(provider));
    expect(scalars.every((scalar) => scalar.length === 32 && scalar[31]! < 16)).toBe(true);
    expect(new Set(scalars.map(hex)).size).toBe(50);
  });
});

describe("S5.2 CPace points (draft, section 8.3.1)", () => {
  test("valid point", () => {
    expect(scalarMultVerify(unhex(points.Valid.s!), unhex(points.Valid.X!))).toEqual(
      unhex(points.Valid["G.scalar_mult_vfy(s,X)"]!),
    );
  });

  test.each(["Invalid Y1", "Invalid Y2"] as const)("%s aborts", (name) => {
    refused("INVALID_POINT", () => scalarMultVerify(unhex(points.Valid.s!), unhex(points[name]!)));
  });

  test("a share of another length aborts", () => {
    refused("INVALID_POINT", () => scalarMultVerify(unhex(points.Valid.s!), filled(31, 1)));
  });
});

describe("S5.2 CPace strings (draft, appendix A.1)", () => {
  test("lengths in LEB128", () => {
    const upTo = (n: number) => Uint8Array.from({ length: n }, (_, i) => i);
    expect(hex(prependLength(text("")))).toBe("00");
    expect(hex(prependLength(text("1234")))).toBe("0431323334");
    expect(hex(prependLength(upTo(127)))).toBe(`7f${hex(upTo(127))}`);
    expect(hex(prependLength(upTo(128)))).toBe(`8001${hex(upTo(128))}`);
  });

  test("lv_cat", () => {
    expect(hex(lvCat(text("1234"), text("5"), text(""), text("678")))).toBe("043132333401350003363738");
  });
});
