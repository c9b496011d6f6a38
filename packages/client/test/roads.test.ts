import { relayCloseCodeOf, windowReason } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { endOfClose, sequelOf } from "../src/core/endings.ts";
import { type Fared, Roads } from "../src/core/roads.ts";
import type { Road, RoomTarget } from "../src/ports/link.ts";

const target: RoomTarget = {
  id: "a".repeat(32),
  keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) },
  addresses: [{ address: "10.0.0.1", port: 2525 }],
  switchboards: ["https://one.example", "https://two.example"],
};
const one: RoomTarget = { ...target, switchboards: ["https://one.example"] };
const direct: Road = { kind: "direct", address: "10.0.0.1", port: 2525 };
const circuit: Road = { kind: "switchboard", url: "https://one.example" };

/** A connection that broke, unless told otherwise, as the host had let in. */
const fared = (road: Road | undefined, change: Partial<Fared> = {}): Fared => ({
  ended: { code: undefined, detail: undefined },
  sequel: "later",
  road,
  proven: true,
  welcomed: true,
  tries: 0,
  spentMs: 0,
  ...change,
});
const half = () => 0.5;
/** What a dial at `now` tries. */
const tried = (roads: Roads, now = 0) => {
  const { addresses, switchboards = [] } = roads.next(now);
  return [...addresses.map(({ address }) => address), ...switchboards.map((url) => url.slice(8, 11))];
};

describe("which roads are tried", () => {
  test("both, or the one that was chosen", () => {
    expect(tried(new Roads(target, undefined))).toEqual(["10.0.0.1", "one", "two"]);
    expect(tried(new Roads(target, "direct"))).toEqual(["10.0.0.1"]);
    expect(tried(new Roads(target, "switchboard"))).toEqual(["one", "two"]);
    expect(new Roads(target, "switchboard").direct).toBeUndefined();
    expect(new Roads(target, undefined).direct).toMatchObject({
      addresses: target.addresses,
      switchboards: [],
    });
  });

  test("both at once when the direct road breaks, later when it breaks again", () => {
    const roads = new Roads(target, undefined);
    expect(roads.after(fared(direct), 0, half)).toBe(0);
    expect(tried(roads)).toEqual(["10.0.0.1", "one", "two"]);
    expect(roads.after(fared(direct, { tries: 1 }), 0, half)).toBe(500);
    expect(new Roads({ ...target, switchboards: [] }, undefined).after(fared(direct), 0, half)).toBe(250);
    const goingDown = fared(direct, { ended: { code: "SHUTDOWN", detail: undefined } });
    expect(new Roads(target, undefined).after(goingDown, 0, half)).toBe(250);
  });

  test("the circuit alone after something else than the host answered at its address, and then both again", () => {
    const roads = new Roads(target, undefined);
    expect(roads.after(fared(direct, { proven: false, welcomed: false }), 0, half)).toBe(0);
    expect(tried(roads)).toEqual(["one", "two"]);
    roads.after(fared(circuit), 0, half);
    expect(tried(roads)).toEqual(["10.0.0.1", "one", "two"]);
    roads.after(fared(direct, { proven: false, welcomed: false }), 0, half);
    roads.setAddresses([{ address: "10.0.0.2", port: 1 }]);
    expect(tried(roads)[0]).toBe("10.0.0.2");
    const alone = new Roads(target, "direct");
    alone.after(fared(direct, { proven: false, welcomed: false }), 0, half);
    expect(tried(alone)).toEqual(["10.0.0.1"]);
  });

  test("another switchboard first after one that had no way to the host", () => {
    const roads = new Roads({ ...target, addresses: [] }, undefined);
    const offline = fared(circuit, {
      ended: endOfClose(relayCloseCodeOf("OFFLINE"), ""),
      welcomed: false,
    });
    expect(roads.after(offline, 0, half)).toBe(250);
    expect(tried(roads)).toEqual(["two", "one"]);
    roads.after(offline, 0, half);
    expect(tried(roads)).toEqual(["one", "two"]);
  });
});

describe("R8.4 a switchboard that is about to stop", () => {
  const ended = endOfClose(relayCloseCodeOf("GOAWAY"), windowReason(20));

  test("is left alone until a random moment of its window", () => {
    const roads = new Roads({ ...one, addresses: [] }, undefined);
    expect(roads.after(fared(circuit, { ended }), 1000, half)).toBe(10_000);
    expect(roads.after(fared(circuit, { ended }), 1000, () => 0.99)).toBe(19_800);
  });

  test("meanwhile the direct road is tried, at once and alone", () => {
    const roads = new Roads(one, undefined);
    expect(roads.after(fared(circuit, { ended }), 1000, half)).toBe(0);
    expect(tried(roads, 1000)).toEqual(["10.0.0.1"]);
    expect(roads.after(fared(undefined, { welcomed: false, tries: 1 }), 1000, half)).toBe(500);
    expect(tried(roads, 10_999)).toEqual(["10.0.0.1"]);
    expect(tried(roads, 11_000)).toEqual(["10.0.0.1", "one"]);
  });

  test("a person who wants in, or another switchboard, does not wait", () => {
    const roads = new Roads(one, undefined);
    roads.after(fared(circuit, { ended }), 1000, half);
    roads.hurry();
    expect(tried(roads, 1000)).toEqual(["10.0.0.1", "one"]);
    const two = new Roads({ ...target, addresses: [] }, undefined);
    expect(two.after(fared(circuit, { ended }), 1000, half)).toBe(250);
    expect(tried(two, 1000)).toEqual(["two", "one"]);
  });
});

describe("R4.12 a host that is at none of its switchboards", () => {
  const ended = endOfClose(relayCloseCodeOf("OFFLINE"), "");
  const refused = { ended, welcomed: false, proven: false };

  test("is waited for once each has said so, and the circuits are left alone for 10 to 30 s", () => {
    const roads = new Roads({ ...target, addresses: [] }, undefined);
    expect(roads.after(fared(circuit, refused), 0, half)).toBe(250);
    expect(roads.asleepAt).toEqual([]);
    expect(roads.after(fared(circuit, { ...refused, tries: 1 }), 1000, half)).toBe(20_000);
    expect(roads.asleepAt).toEqual(["https://one.example", "https://two.example"]);
    roads.hurry();
    expect(roads.asleepAt).toEqual([]);
  });

  test("is tried directly meanwhile, also where it is busy there", () => {
    const roads = new Roads(one, undefined);
    expect(roads.after(fared(circuit, refused), 0, half)).toBe(0);
    expect(tried(roads, 250)).toEqual(["10.0.0.1"]);
    const busy = { ended: { code: "BUSY", detail: undefined, hint: true }, proven: false, welcomed: false };
    expect(roads.after(fared(direct, { ...busy, tries: 1 }), 300, half)).toBe(500);
    expect(tried(roads, 800)).toEqual(["10.0.0.1"]);
    expect(tried(roads, 20_000)).toEqual(["10.0.0.1", "one"]);
  });
});

describe("R8.3 what a switchboard closes with", () => {
  test.each(["VERSION", "OFFLINE", "HOST_GONE", "BUSY", "RATE", "SILENT", "INTERNAL", "BAD_FRAME"] as const)(
    "%s is about the road: another try follows",
    (code) => {
      const ended = endOfClose(relayCloseCodeOf(code), "");
      expect(ended).toMatchObject({ code, hint: true });
      expect(ended.detail).not.toBe("");
      expect(sequelOf(ended, 0)).toBe("later");
    },
  );

  test("RESUME comes back at once, GOAWAY within its window, which has an end", () => {
    expect(sequelOf(endOfClose(4008, ""), 0)).toBe("at-once");
    expect(endOfClose(4111, "window=999999").windowSeconds).toBe(600);
    expect(endOfClose(4111, "soon").windowSeconds).toBe(0);
  });

  test("S7.3 a bare close code cannot end a room in the host's name, on whichever road", () => {
    for (const code of [4000, 4001, 4002, 4005]) expect(sequelOf(endOfClose(code, ""), 0)).toBe("later");
    expect(sequelOf({ code: "KICKED" }, 0)).toBe("end");
  });
});
