/** The road taken in words, the host's own page, and the safety number. */
import { nobleProvider } from "@partyline/client/browser";
import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import type { Standing } from "../../src/state/model.ts";
import type { Facts } from "../../src/state/room-options.ts";
import { createRoomRoads } from "../../src/state/room-roads.ts";

const ID = "a".repeat(32);
const keys = { sign: new Uint8Array(32).fill(1), noise: new Uint8Array(32).fill(2) };
const addresses = [{ address: "192.168.1.20", port: 2525 }];

function start(via?: "switchboard", hosted?: Facts["hosted"]) {
  const standing = signal<Standing>({ kind: "good", words: "" });
  const facts = signal<Facts>({ hosted, listed: undefined, addresses: undefined, switchboards: [] });
  const target = { id: ID, keys, addresses, switchboards: ["https://talk.example"] };
  const parts = { provider: nobleProvider, ...(via ? { via } : {}) };
  return { standing, ...createRoomRoads({ target, parts, facts, name: signal("Salon"), standing }) };
}

describe("the road", () => {
  it("follows the client, and gives way to what matters more", () => {
    const { road, took, standing } = start();
    expect(road.value).toBe("on this network");
    took({ kind: "switchboard", url: "https://talk.example" });
    expect(road.value).toBe("through talk.example");
    took({ kind: "direct", address: "192.168.1.20", port: 2525 });
    expect(road.value).toBe("on this network");
    standing.value = { kind: "offline", words: "" };
    expect(road.value).toBe("host is offline");
  });

  it("is the likely one before the first connection", () => {
    expect(start("switchboard").road.value).toBe("through talk.example");
  });
});

it("offers the host's own page only where this page may not dial it", () => {
  expect(start().hostPages.value).toEqual([]);
  expect(start("switchboard").hostPages.value).toEqual([`http://192.168.1.20:2525/r/${ID}`]);
});

it("has a safety number of six groups, the same for the same keys", () => {
  expect(start().safetyNumber).toMatch(/^(\d{5} ){5}\d{5}$/);
  expect(start().safetyNumber).toBe(start("switchboard").safetyNumber);
});
