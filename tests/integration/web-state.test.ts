/** The GUI's models against a real host and a real console, without a browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore, type RoomTarget } from "@partyline/client";
import { type Host, type OpenRoomOptions, openHost } from "@partyline/host";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { targetOf } from "@partyline/web/backend";
import { memoryShelf } from "@partyline/web/state";
import { afterEach, describe, expect, it } from "vitest";
import { cookieFor, Home } from "./fixtures/app.ts";
import { consolePage, reads, say, seatIn, shows } from "./fixtures/web-page.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(7), id).public,
};

async function kitchen(wish: Partial<OpenRoomOptions> = {}) {
  const home = mkdtempSync(join(tmpdir(), "partyline-web-"));
  ends.push(() => rmSync(home, { recursive: true, force: true }));
  let host: Host;
  const open = async (port = 0) => {
    host = await openHost({ home, port, bind: "127.0.0.1", advertise: false });
    return host.openRoom({ name: "Kitchen", owner, ...wish });
  };
  const room = await open();
  ends.push(() => host.close());
  const { port } = host!;
  const target: RoomTarget = {
    id: room.id,
    name: "Kitchen",
    keys: room.keys,
    addresses: [{ address: "127.0.0.1", port }],
  };
  return { target, room, close: () => host.close(), again: () => open(port) };
}

function sit(...[target, wish]: Parameters<typeof seatIn>) {
  const seat = seatIn(target, wish);
  ends.push(() => seat.room.close());
  return seat;
}

describe("a room on the screen", () => {
  it("joins, talks, settles in place, and tells what others say", async () => {
    const { target } = await kitchen();
    const ben = sit(target, { name: "Ben" });
    await shows(() => reads(ben.room).includes("Ben joined"));
    expect(reads(ben.room)[0]).toBe("This is the beginning of Kitchen");
    const seen: string[] = [];
    ben.room.rows.subscribe((rows) => {
      const last = rows.at(-1);
      if (last?.kind === "message") seen.push(`${last.key} ${last.text}`);
    });
    say(ben.room, "hello");
    await shows(() => reads(ben.room).includes("Ben: hello"));
    expect(new Set(seen).size).toBe(1);
    const cleo = sit(target, { name: "Cleo" });
    await shows(() => cleo.room.hereCount.value === 2);
    say(cleo.room, "hi");
    await shows(() => ben.heard.includes("hi"));
    await shows(() => ben.room.unread.value === 1);
    ben.room.setSeen(true);
    ben.room.atEnd(true);
    await shows(() => ben.room.unread.value === 0);
    expect(ben.room.people.value.map(({ name }) => name)).toEqual(["Ben", "Cleo"]);
    expect(ben.room.completeTo.value).toBeGreaterThan(0);
  });

  it("asks for the password, again after a wrong one, and lets in with the right one", async () => {
    const { target } = await kitchen({ password: "sesame" });
    const { room } = sit(target, { name: "Ben" });
    expect(await shows(() => room.gate.value)).toEqual({ kind: "password", failure: undefined });
    room.givePassword("says me");
    expect(await shows(() => room.gate.value)).toMatchObject({
      kind: "password",
      failure: { message: "Wrong password. 4 tries left for now." },
    });
    room.givePassword("sesame");
    await shows(() => reads(room).includes("Ben joined"));
    expect(room.gate.value).toBeUndefined();
  });

  it("asks for another name where it is taken, and keeps it for the next time", async () => {
    const { target } = await kitchen();
    const ben = sit(target, { name: "Ben" });
    await shows(() => ben.room.rows.value.length > 0);
    const [store, shelf] = [memoryStore(), memoryShelf()];
    const other = sit(target, { name: "Ben", store, shelf });
    expect(await shows(() => other.room.gate.value)).toMatchObject({
      kind: "name",
      failure: { code: "NAME_TAKEN" },
    });
    other.room.giveName("Bert");
    await shows(() => reads(other.room).includes("Bert joined"));
    await other.room.close();
    const later = sit(target, { name: "Ben", store, shelf });
    await shows(() => later.room.people.value.some(({ me, name }) => me && name === "Bert"));
  });

  it("opens at the first unread message, and goes on where this page stopped", async () => {
    const { target } = await kitchen();
    const [store, shelf] = [memoryStore(), memoryShelf()];
    const cleo = sit(target, { name: "Cleo" });
    say(cleo.room, "before");
    await shows(() => reads(cleo.room).includes("Cleo: before"));
    const first = sit(target, { name: "Ben", store, shelf });
    first.room.enter();
    first.room.setSeen(true);
    first.room.atEnd(true);
    await shows(() => reads(first.room).includes("Ben joined"));
    expect([first.room.opensAt.value, first.room.unread.value]).toEqual([undefined, 0]);
    await shows(() => shelf.get(`read.${target.id}`));
    await first.room.close();
    for (const text of ["one", "two"]) say(cleo.room, text);
    await shows(() => reads(cleo.room).includes("Cleo: two"));
    const second = sit(target, { name: "Ben", store, shelf });
    second.room.enter();
    const at = await shows(() => second.room.opensAt.value);
    expect(second.room.rows.value[at]?.kind).toBe("new");
    await shows(() => reads(second.room).slice(-3).join() === "new,Cleo: one,Cleo: two");
    expect(second.room.unread.value).toBe(2);
    say(second.room, "three");
    await shows(() => reads(second.room).slice(-3).join() === "Cleo: one,Cleo: two,Ben: three");
  });

  it("shows what was said to another browser of the same store, which knows nothing of the person yet", async () => {
    const { target } = await kitchen();
    const store = memoryStore();
    const first = sit(target, { name: "Ben", store });
    for (const text of ["one", "two"]) say(first.room, text);
    await shows(() => reads(first.room).includes("Ben: two"));
    await first.room.close();

    const { room } = sit(target, { name: "Ben", store });
    await shows(() => reads(room).includes("Ben: two"));
    expect(reads(room)).toContain("Ben: one");
    expect([room.unread.value, room.opensAt.value]).toEqual([0, undefined]);
    expect(room.rows.value.every((row) => row.kind !== "message" || row.mine)).toBe(true);
  });

  it("loads older pages in front without another key", async () => {
    const { target } = await kitchen();
    const cleo = sit(target, { name: "Cleo" });
    for (let n = 1; n <= 120; n++) say(cleo.room, `n ${n}`);
    await shows(() => reads(cleo.room).includes("Cleo: n 120"));
    const { room } = sit(target, { name: "Ben" });
    await shows(() => room.rows.value.length > 0 && room.older.value === "more");
    const keys = room.rows.value.filter(({ kind }) => kind === "message").map(({ key }) => key);
    await room.loadOlder();
    const after = room.rows.value.filter(({ kind }) => kind === "message").map(({ key }) => key);
    expect(after.slice(-keys.length)).toEqual(keys);
    expect([after.length, room.older.value]).toEqual([120, "none"]);
    expect(reads(room)[0]).toBe("This is the beginning of Kitchen");
  });

  it("keeps what is written while the host is away, says so, and sends it when it is back", async () => {
    const { target, close, again } = await kitchen();
    const ben = sit(target, { name: "Ben" });
    await shows(() => reads(ben.room).includes("Ben joined"));
    await close();
    const offline = "Host is offline: messages will be sent when it returns";
    await shows(() => ben.room.standing.value.words === offline);
    say(ben.room, "later");
    await shows(() => reads(ben.room).includes("Ben: later (pending)"));
    await again();
    ben.room.probe();
    await shows(() => reads(ben.room).includes("Ben: later"));
    await shows(() => ben.room.standing.value.kind === "good");
  });

  it("goes to fresh addresses", async () => {
    const { target } = await kitchen();
    const gone = { ...target, addresses: [{ address: "127.0.0.1", port: 9 }] };
    const { room, lists } = sit(gone, { name: "Ben" });
    await shows(() => room.standing.value.kind !== "good");
    lists.value = { ...lists.value, addresses: target.addresses };
    await shows(() => reads(room).includes("Ben joined"));
  });

  it("says that the room was destroyed, and does not send what is typed then", async () => {
    const { target, room: hosted } = await kitchen();
    const { room } = sit(target, { name: "Ben" });
    await shows(() => room.rows.value.length > 0);
    await hosted.destroy();
    expect(await shows(() => room.gate.value)).toMatchObject({
      kind: "ended",
      retry: false,
      failure: { message: "The host closed this room." },
    });
    say(room, "too late");
    expect(room.draft.value).toBe("too late");
  });

  it("gives all of the log as JSON lines", async () => {
    const { target } = await kitchen();
    const { room } = sit(target, { name: "Ben" });
    say(room, "kept");
    await shows(() => reads(room).includes("Ben: kept"));
    const told: string[] = [];
    const exported = await room.export((done, of) => told.push(`${done}/${of}`));
    if (!exported.ok) throw new Error(exported.failure.message);
    const lines = (await exported.value.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq, kind, text }) => [seq, kind, text])).toEqual([
      [1, "join", undefined],
      [2, "message", "kept"],
    ]);
    expect(told.at(-1)).toBe("2/2");
  });
});

describe("the console's page", () => {
  it("goes on when the program is killed and started again: nothing lost, nothing twice, no row with another key", async () => {
    const home = new Home();
    ends.push(() => home.forget());
    let program = await home.open();
    const { port } = await program.opened;
    const { app } = consolePage(port, await cookieFor(await program.opened));
    ends.push(() => app.close());
    await shows(() => app.ready.value);
    expect((await app.setUsername("Anna")).ok).toBe(true);
    const reach = { unlisted: true, switchboards: [], shareAddresses: false };
    const wish = { name: "Reading Club", password: "", keep: "all", ...reach } as const;
    expect(await app.create(wish)).toMatchObject({ ok: true });
    const place = app.place.value;
    const id = place.kind === "room" ? place.id : "";
    const room = app.seats.value.get(id)!;
    expect(room.sharing.value).toBe(true);
    await shows(() => room.isOwner.value);
    say(room, "one");
    await shows(() => reads(room).includes("Anna: one"));

    const { target } = await shows(() => app.hosted.value.find((one) => one.id === id));
    const { addresses, ...rest } = targetOf(target!);
    const near = addresses.map(({ port: own }) => ({ address: "127.0.0.1", port: own }));
    const guest = sit({ ...rest, addresses: near.slice(0, 1) }, { name: "Ben" });
    await shows(() => reads(guest.room).includes("Anna: one"));
    await shows(() => !room.sharing.value);

    await program.kill("SIGKILL");
    await shows(() => app.notices.value.some(({ kind }) => kind === "program-gone"));
    for (const text of ["two", "three"]) say(room, text);
    await shows(() => reads(room).includes("Anna: three (pending)"));
    const keys = room.rows.value.map(({ key }) => key);
    program = await home.open("--port", port);
    await shows(() => app.notices.value.length === 0);
    await shows(() => reads(room).slice(-2).join() === "Anna: two,Anna: three");
    expect(keys.filter((key) => !room.rows.value.some((row) => row.key === key))).toEqual([]);
    guest.room.probe();
    await shows(() => reads(guest.room).at(-1) === "Anna: three");
    expect(reads(guest.room).filter((row) => row.startsWith("Anna: "))).toEqual([
      "Anna: one",
      "Anna: two",
      "Anna: three",
    ]);

    expect((await app.destroyHosted(id)).ok).toBe(true);
    // It stands on no list any more, as one that was joined neither.
    await shows(() => app.hosted.value.length + app.seats.value.size + app.recent.value.length === 0);
    expect(await shows(() => guest.room.gate.value)).toMatchObject({ failure: { code: "CLOSED" } });
    expect(await app.enterText("Nowhere at all")).toMatchObject({
      ok: false,
      failure: { code: "NOT_FOUND" },
    });
  });
});
