/** Rooms of switchboards: how they are reached, shared, found, and which of them must not be taken for another. */
import type { Hosted, Switchboard, SwitchboardRoom } from "@partyline/console";
import { FakeClock } from "@partyline/testkit";
import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { createFinder } from "../../src/state/finder.ts";
import { lastReach, readReach } from "../../src/state/last-reach.ts";
import { elsewhereOf, factsOf, isChanged, type Lists, wayTo } from "../../src/state/lists.ts";
import { reachHint, usableReach } from "../../src/state/next-reach.ts";
import { labelOf, roadWords } from "../../src/state/road-words.ts";
import { shareRoads } from "../../src/state/share-roads.ts";
import { memoryShelf } from "../../src/state/shelf.ts";
import { switchboardActions } from "../../src/state/switchboards.ts";

const ID = "a".repeat(32);
const OTHER = "b".repeat(32);
const TALK = "https://talk.example";
const LAN = "http://10.0.0.5:2526";

const posted = (more: Partial<SwitchboardRoom> = {}): SwitchboardRoom => ({
  id: ID,
  name: "Salon",
  listedAs: "Salon",
  keys: "A".repeat(86),
  addresses: [],
  password: true,
  online: true,
  by: "Ines",
  ...more,
});
const row = (url: string, ...rooms: SwitchboardRoom[]): Switchboard => ({
  url,
  label: labelOf(url),
  state: "ok",
  rooms,
});
const hosted = (more: Partial<Hosted> = {}): Hosted => ({
  id: ID,
  name: "Salon",
  open: true,
  password: false,
  unlisted: false,
  keep: "all",
  here: [],
  roads: [{ address: "10.0.0.7:2525", link: "http://10.0.0.7:2525/r/x" }],
  via: [],
  shareAddresses: false,
  ...more,
});
const NONE: Lists = { hosted: [], nearby: [], switchboards: [], saved: [] };
const target = {
  id: ID,
  keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) },
  addresses: [],
  switchboards: [TALK],
};
const saved = { ...target, name: "Salon", lastJoined: 5 };

describe("the way to a room of a switchboard", () => {
  it("leads through every switchboard that lists it, then those by which it was joined", () => {
    const near = { address: "10.0.0.7", port: 2525 };
    const lists = { ...NONE, switchboards: [row(LAN, posted({ addresses: [near] }))], saved: [saved] };
    const way = wayTo(ID, lists, undefined);
    expect(way).toMatchObject({ password: true, target: { name: "Salon", switchboards: [LAN, TALK] } });
    expect(way?.target.addresses).toEqual([near]);
  });

  it("keeps the switchboards of a room joined before, and its token", () => {
    const token = new Uint8Array(16).fill(3);
    const way = wayTo(ID, { ...NONE, saved: [{ ...saved, token }] }, undefined);
    expect(way?.target).toMatchObject({ switchboards: [TALK], token });
  });

  it("does not stand in a room's own list where this device hosts it", () => {
    const lists = { switchboards: [row(TALK, posted(), posted({ id: OTHER }))], hosted: [hosted()] };
    expect(elsewhereOf(lists)[0]?.rooms.map(({ id }) => id)).toEqual([OTHER]);
  });
});

describe("what the lists know of a room", () => {
  const near = { id: ID, name: "Salon", password: false, keys: "A".repeat(86), addresses: [] };
  it("is open where any list has it online, offline where a switchboard says so, else unknown", () => {
    const facts = (lists: Partial<Lists>, far = target) => factsOf(far, { ...NONE, ...lists }, true).listed;
    expect(facts({ switchboards: [row(TALK, posted())] })).toBe(true);
    expect(facts({ switchboards: [row(TALK, posted({ online: false }))] })).toBe(false);
    expect(facts({ switchboards: [row(TALK, posted({ online: false }))], nearby: [near] })).toBe(true);
    // Gone from the network it may be reached through the switchboard that shows it to nobody.
    expect(facts({})).toBeUndefined();
    expect(facts({}, { ...target, switchboards: [] })).toBe(false);
  });

  it("names the switchboards of now first, and keeps those of the link", () => {
    expect(factsOf(target, { ...NONE, switchboards: [row(LAN, posted())] }, false).switchboards).toEqual([
      LAN,
      TALK,
    ]);
  });
});

describe("a name that has come to mean another room", () => {
  const now = posted({ id: OTHER });
  const lists = { ...NONE, switchboards: [row(TALK, now)], saved: [saved] };
  it("is not entered where the old one was joined by the same switchboard", () => {
    expect(isChanged(OTHER, lists)).toBe(true);
    expect(isChanged(OTHER, { ...lists, saved: [{ ...saved, switchboards: [LAN] }] })).toBe(false);
    expect(isChanged(OTHER, { ...lists, saved: [saved, { ...saved, id: OTHER }] })).toBe(false);
  });

  it("is told as such, from a list and from the address bar", () => {
    const finder = finderOf(lists);
    expect(finder.way(OTHER)).toBeUndefined();
    expect(() => finder.enterable(OTHER)).toThrowError(expect.objectContaining({ code: "CHANGED_KEY" }));
    finder.look(OTHER);
    expect(finder.missing.value?.code).toBe("CHANGED_KEY");
  });
});

function finderOf(lists: Lists, more: Partial<Parameters<typeof createFinder>[0]> = {}) {
  return createFinder({
    backend: {
      kind: "switchboard",
      find: async () => undefined,
      locate: async () => ({ room: posted() }),
    },
    clock: new FakeClock(),
    lists: signal(lists),
    token: () => undefined,
    isSeated: () => false,
    named: () => {},
    ...more,
  });
}

describe("an address that is a room's bare name", () => {
  it("leads to the room on a switchboard's page, which then has its id", async () => {
    const asked: string[] = [];
    const named: string[] = [];
    const finder = finderOf(NONE, {
      backend: {
        kind: "switchboard",
        find: async () => undefined,
        locate: async (text) => {
          asked.push(text);
          return { room: posted() };
        },
      },
      named: (id) => named.push(id),
    });
    finder.look("Reading%20Club");
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect([asked, named]).toEqual([["Reading Club"], [ID]]);
    expect(finder.way(ID)?.target.name).toBe("Salon");
  });

  it("is no whole link on every other page", () => {
    const backend = { kind: "guest", find: async () => undefined, locate: async () => ({ elsewhere: "" }) };
    const finder = finderOf(NONE, { backend: backend as Parameters<typeof createFinder>[0]["backend"] });
    finder.look("reading-club");
    expect(finder.missing.value?.code).toBe("BAD_LINK");
  });
});

describe("what is shared", () => {
  const facts = { hosted: undefined, addresses: [{ address: "10.0.0.7", port: 2525 }], switchboards: [TALK] };
  it("begins with the link that opens from anywhere", () => {
    expect(shareRoads(target, "Salon", facts)).toEqual([
      { address: "talk.example", link: `${TALK}/r/Salon#${ID}`, anywhere: true },
      { address: "10.0.0.7:2525", link: `http://10.0.0.7:2525/r/${ID}` },
    ]);
  });

  it("leaves out a switchboard that does not carry the room now", () => {
    const link = `${TALK}/r/Salon#${ID}`;
    const via = (state: "listed" | "link" | "offline" | "refused" | "connecting") =>
      shareRoads(target, "Salon", {
        ...facts,
        hosted: hosted({ via: [{ switchboard: TALK, state, words: "", link }] }),
      }).map((road) => road.address);
    expect(via("listed")).toEqual(["talk.example", "10.0.0.7:2525"]);
    expect(via("link")).toEqual(["talk.example", "10.0.0.7:2525"]);
    for (const state of ["offline", "refused", "connecting"] as const)
      expect(via(state)).toEqual(["10.0.0.7:2525"]);
  });
});

it("says a road in words", () => {
  expect(roadWords({ kind: "direct", address: "10.0.0.7", port: 2525 })).toBe("on this network");
  expect(roadWords({ kind: "switchboard", url: LAN })).toBe("through 10.0.0.5:2526");
});

describe("who could find the last room", () => {
  const far = { unlisted: false, switchboards: [TALK], shareAddresses: true };
  it("is kept, and is the usual where nothing whole is kept", () => {
    const shelf = memoryShelf();
    lastReach(shelf).value = far;
    expect(lastReach(shelf).value).toEqual(far);
    for (const text of [undefined, "", "null", "{", "[]", '{"unlisted":1}', '{"unlisted":true}'])
      expect(readReach(text)).toEqual({ unlisted: false, switchboards: [], shareAddresses: false });
  });

  it("leaves out switchboards that are known no more, and says what it means", () => {
    expect(usableReach(far, [{ url: LAN }]).switchboards).toEqual([]);
    expect(reachHint(far)).toContain("also listed on talk.example");
    expect(reachHint({ ...far, switchboards: [] })).toBeUndefined();
    expect(reachHint({ ...far, unlisted: true })).toContain("only who has the link");
  });
});

it("does nothing about switchboards on a page that keeps none", async () => {
  const done = await switchboardActions(undefined).addSwitchboard("talk.example");
  expect(done).toMatchObject({ ok: false, failure: { code: "NOT_HERE" } });
});
