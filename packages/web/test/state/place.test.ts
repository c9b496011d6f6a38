import { describe, expect, it } from "vitest";
import { browserShelf } from "../../src/backend/browser-ground.ts";
import { mergeAddresses, recentOf, wayTo } from "../../src/state/lists.ts";
import { createRouter, readAddress } from "../../src/state/place.ts";
import { memoryShelf, roomShelf } from "../../src/state/shelf.ts";

const ID = "a".repeat(32);
const TOKEN = "T".repeat(22);

describe("places", () => {
  it("are read from the address, whatever stands there", () => {
    const room = { kind: "room", id: ID };
    expect(readAddress("/", "")).toEqual({ place: { kind: "home" }, token: undefined });
    expect(readAddress(`/r/${ID}`, "")).toEqual({ place: room, token: undefined });
    expect(readAddress(`/r/${ID}/`, `#${TOKEN}`)).toEqual({ place: room, token: TOKEN });
    expect(readAddress(`/r/${ID}`, "#short")).toEqual({ place: room, token: undefined });
    expect(readAddress("/r/Reading%20Club", `#${ID}.${TOKEN}`)).toEqual({ place: room, token: TOKEN });
    for (const path of ["/r/", "/r", "/x"]) expect(readAddress(path, "").place.kind).toBe("home");
    // Meant for a room: the page says what is wrong with it.
    for (const id of ["NOT", `${ID}/more`, ID.slice(1)])
      expect(readAddress(`/r/${id}`, "")).toEqual({ place: { kind: "room", id }, token: undefined });
  });

  it("are pushed once, keep the token for a reload, and lose it when the room is joined", () => {
    const written: string[] = [];
    const router = createRouter({
      read: () => ({ path: `/r/${ID}`, fragment: `#${TOKEN}` }),
      push: (address) => written.push(`push ${address}`),
      replace: (address) => written.push(`replace ${address}`),
      onMove: () => () => {},
    });
    expect(router.address.value.token).toBe(TOKEN);
    router.hideToken("b".repeat(32));
    expect(written).toEqual([]);
    router.hideToken(ID);
    router.go({ kind: "room", id: ID });
    router.go({ kind: "home" });
    expect(written).toEqual([`replace /r/${ID}`, "push /"]);
  });
});

describe("lists", () => {
  const keys = { sign: new Uint8Array(32), noise: new Uint8Array(32) };
  const text = "A".repeat(86);
  const saved = {
    id: ID,
    keys,
    name: "Kitchen",
    addresses: [{ address: "10.0.0.9", port: 2525 }],
    token: new Uint8Array(16).fill(1),
    lastJoined: 5,
  };
  const NONE = { hosted: [], nearby: [], switchboards: [], saved: [] };
  const nearby = {
    id: ID,
    keys: text,
    name: "Salon",
    password: true,
    addresses: [{ address: "10.0.0.7", port: 2525 }],
  };

  it("reach a room by its fresh address first, with the token that is kept", () => {
    const way = wayTo(ID, { ...NONE, nearby: [nearby], saved: [saved] }, undefined);
    expect(way).toMatchObject({ password: true, target: { name: "Salon", token: saved.token } });
    expect(way?.target.addresses.map(({ address }) => address)).toEqual(["10.0.0.7", "10.0.0.9"]);
    expect(wayTo(ID, { ...NONE, saved: [saved] }, undefined)?.target.name).toBe("Kitchen");
    expect(wayTo("b".repeat(32), { ...NONE, nearby: [nearby] }, undefined)).toBeUndefined();
  });

  it("name no address twice", () => {
    const one = { address: "10.0.0.7", port: 2525 };
    expect(mergeAddresses([one, { ...one, port: 1 }], [one])).toHaveLength(2);
  });

  it("keep hosted rooms out of the recent ones", () => {
    const hosted = {
      id: ID,
      name: "Kitchen",
      open: true,
      password: false,
      unlisted: false,
      keep: "all",
      here: [],
      roads: [],
      via: [],
      shareAddresses: false,
    } as const;
    expect(recentOf({ saved: [saved], hosted: [] })).toEqual([{ id: ID, name: "Kitchen", lastJoined: 5 }]);
    expect(recentOf({ saved: [saved], hosted: [{ ...hosted, here: [], roads: [], via: [] }] })).toEqual([]);
  });
});

describe("the shelf", () => {
  it("keeps a room's mark, draft and name, reads nothing that it did not write, and forgets the draft last", () => {
    const shelf = memoryShelf();
    const room = roomShelf(shelf, ID);
    expect([room.readMark, room.draft, room.name]).toEqual([undefined, "", undefined]);
    room.readMark = { log: "0".repeat(32), seq: 7 };
    room.draft = "half a thought";
    room.name = "Bert";
    expect(roomShelf(shelf, ID).readMark).toEqual({ log: "0".repeat(32), seq: 7 });
    shelf.set(`read.${ID}`, "nonsense");
    expect(room.readMark).toBeUndefined();
    room.readMark = { log: "0".repeat(32), seq: 8 };
    room.leave();
    expect([room.readMark, room.draft, room.name]).toEqual([undefined, "half a thought", undefined]);
    room.clear();
    expect(room.draft).toBe("");
  });

  it("works in memory where the browser refuses", () => {
    const shelf = browserShelf(() => {
      throw new DOMException("no", "SecurityError");
    });
    shelf.set("theme", "dark");
    expect(shelf.get("theme")).toBe("dark");
    shelf.set("theme", undefined);
    expect(shelf.get("theme")).toBeUndefined();
  });
});
