import type { ConnectionState } from "@partyline/client";
import { FakeClock, settle } from "@partyline/testkit";
import { describe, expect, it } from "vitest";
import { createComposer } from "../../src/state/composer.ts";
import { createGatekeeper } from "../../src/state/gatekeeper.ts";
import { createNotifier, excerptOf } from "../../src/state/notify.ts";
import { createPreferences } from "../../src/state/preferences.ts";
import type { Facts, Seat } from "../../src/state/room-options.ts";
import { createSeats } from "../../src/state/seats.ts";
import { memoryShelf, roomShelf } from "../../src/state/shelf.ts";
import { watchStanding } from "../../src/state/standing-watch.ts";
import { BEN, START, said } from "./samples.ts";

const ID = "a".repeat(32);

describe("seats", () => {
  it("are taken once, and let go", async () => {
    const closed: string[] = [];
    const seats = createSeats(
      ({ target }) => ({ id: target.id, close: async () => void closed.push(target.id) }) as unknown as Seat,
    );
    const reach = (id: string) => ({
      target: { id, keys: { sign: new Uint8Array(32), noise: new Uint8Array(32) }, addresses: [] },
      password: false,
    });
    const one = seats.take(reach("one"));
    expect(seats.take(reach("one"))).toBe(one);
    seats.take(reach("two"));
    expect([...seats.all.value.keys()]).toEqual(["one", "two"]);
    await seats.leave("one");
    await seats.leave("one");
    expect([seats.get("one"), closed]).toEqual([undefined, ["one"]]);
    await seats.close();
    expect(closed).toEqual(["one", "two"]);
  });
});

describe("the gatekeeper", () => {
  const start = () => {
    const [shelf, secrets] = [memoryShelf(), memoryShelf()];
    const starts: unknown[] = [];
    const keeper = createGatekeeper({
      room: ID,
      shelf: roomShelf(shelf, ID),
      secrets,
      start: (change) => void starts.push(change),
    });
    return { keeper, secrets, starts, shelf };
  };

  it("waits for the password, keeps it once it has let in, and forgets a wrong one", async () => {
    const { keeper, secrets, starts } = start();
    const asked = keeper.ask();
    expect(keeper.gate.value).toEqual({ kind: "password", failure: undefined });
    keeper.givePassword("wrong");
    expect(await asked).toBe("wrong");
    expect(secrets.get(ID)).toBeUndefined();
    keeper.ended("WRONG_PASSWORD", "Wrong password. 4 tries left for now.");
    expect(keeper.gate.value).toMatchObject({
      failure: { message: "Wrong password. 4 tries left for now." },
    });
    keeper.givePassword("right");
    expect(starts).toHaveLength(1);
    expect(await keeper.ask()).toBe("right");
    keeper.passed();
    expect([secrets.get(ID), keeper.gate.value]).toEqual(["right", undefined]);
    keeper.ended("WRONG_PASSWORD", undefined);
    expect(secrets.get(ID)).toBeUndefined();
  });

  it("keeps another name for this room, and gives up for who leaves", async () => {
    const { keeper, starts, shelf } = start();
    keeper.ended("NAME_TAKEN", undefined);
    keeper.giveName("Bert");
    expect([starts, roomShelf(shelf, ID).name]).toEqual([[{ name: "Bert" }], "Bert"]);
    const asked = keeper.ask();
    keeper.close();
    expect(await asked).toBeUndefined();
  });
});

describe("the standing", () => {
  it("says nothing of what is over at once, and keeps its word while the host is away", async () => {
    const clock = new FakeClock();
    let state: ConnectionState = { kind: "connecting", attempt: 0 };
    let away = 0;
    const facts: Facts = { hosted: undefined, listed: undefined, addresses: undefined, switchboards: [] };
    const watch = watchStanding({
      clock,
      state: () => state,
      facts: () => facts,
      storeAway: () => false,
      offline: () => void away++,
    });
    const become = (next: ConnectionState) => {
      state = next;
      watch.became(next);
    };
    watch.judge();
    await clock.advance(399);
    expect(watch.standing.value.kind).toBe("good");
    await clock.advance(1);
    expect(watch.standing.value.words).toBe("Joining...");
    become({ kind: "live" });
    expect(watch.standing.value.kind).toBe("good");
    become({ kind: "waiting", until: 0, why: undefined });
    become({ kind: "connecting", attempt: 1 });
    become({ kind: "live" });
    await clock.advance(1_000);
    expect(watch.standing.value.kind).toBe("good");
    become({ kind: "waiting", until: 0, why: "SHUTDOWN" });
    expect([watch.standing.value.kind, away]).toEqual(["offline", 1]);
    become({ kind: "connecting", attempt: 1 });
    expect(watch.standing.value.kind).toBe("offline");
    watch.close();
    expect(clock.waiting).toBe(0);
  });
});

describe("the composer", () => {
  it("empties the draft, and gives it back where the text did not reach the outbox", async () => {
    const shelf = memoryShelf();
    let failing = true;
    const sent: string[] = [];
    const composer = createComposer({
      clock: new FakeClock(),
      shelf: roomShelf(shelf, ID),
      typing: () => {},
      send: async (text) => {
        sent.push(text);
        if (failing) throw new Error("full");
      },
    });
    expect(composer.send()).toBe(false);
    composer.draft.value = "hello";
    expect(roomShelf(shelf, ID).draft).toBe("hello");
    expect(composer.send()).toBe(true);
    expect([composer.draft.value, roomShelf(shelf, ID).draft]).toEqual(["", ""]);
    composer.draft.value = "more";
    await settle();
    expect(composer.draft.value).toBe("hello\nmore");
    composer.draft.value = "entered";
    composer.send();
    composer.entered("entered");
    await settle();
    expect(composer.draft.value).toBe("");
    failing = false;
    expect(sent).toEqual(["hello", "entered"]);
    composer.close();
  });
});

describe("notices of what was not seen", () => {
  it("are one sound and one notification for what comes together, and none for what was seen", async () => {
    const clock = new FakeClock();
    const told: string[] = [];
    const preferences = createPreferences(memoryShelf(), true);
    preferences.notify.value = true;
    const places: unknown[] = [];
    const heard = createNotifier(() => ({ preferences, go: (place) => void places.push(place) }), clock, {
      blip: () => void told.push("blip"),
      notify: (title, text, _, opened) => {
        told.push(`${title}: ${text}`);
        opened();
      },
    });
    const room = { id: ID, name: "Kitchen" };
    heard(room, [said(1)], true);
    heard(room, [said(1)], false);
    heard(room, [said(2)], false);
    expect(told).toEqual(["blip", "Kitchen: Ben: text 1"]);
    expect(places).toEqual([{ kind: "room", id: ID }]);
    preferences.sound.value = false;
    await clock.advance(2_000);
    heard(room, [said(3), said(4)], false);
    expect(told.slice(2)).toEqual(["Kitchen: Ben: text 4 (and 1 more)"]);
  });
  it("quote the first line, cut short", () => {
    expect(excerptOf([])).toBe("");
    expect(excerptOf([said(1, BEN, START, `first\nsecond`)])).toBe("Ben: first");
    expect(excerptOf([said(1, BEN, START, "x".repeat(500))])).toHaveLength("Ben: ".length + 140);
  });
});

describe("preferences", () => {
  it("are kept, and take nothing that they did not write", () => {
    const shelf = memoryShelf();
    const first = createPreferences(shelf, false);
    expect([first.theme.value, first.sound.value, first.notify.value]).toEqual(["system", true, false]);
    first.theme.value = "dark";
    first.sound.value = false;
    const second = createPreferences(shelf, false);
    expect([second.theme.value, second.sound.value]).toEqual(["dark", false]);
    shelf.set("theme", "pink");
    expect(createPreferences(shelf, false).theme.value).toBe("system");
  });
});
