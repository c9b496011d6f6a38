/** What the app's pages ask and are told, over a real WebSocket to a real program. */
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type App, ask, cookieFor } from "./fixtures/app.ts";
import { homesForTests } from "./fixtures/homes.ts";
import { HERE, Page } from "./fixtures/page.ts";

const newHome = homesForTests();

describe("what pages are told", () => {
  const home = newHome();
  let port = "";
  let cookie = "";
  let app: App;
  const pages: Page[] = [];
  const open = async (): Promise<Page> => {
    const page = await Page.open(port, cookie);
    pages.push(page);
    return page;
  };

  beforeAll(async () => {
    app = await home.open();
    const url = await app.opened;
    port = url.port;
    cookie = await cookieFor(url);
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });

  it("C2.2 says hello first, then the lists", async () => {
    const page = await open();
    const lists = ["nearby", "switchboards", "hosted"];
    expect(page.told.slice(0, 4).map(({ tell }) => tell.tell)).toEqual(["hello", ...lists]);
    expect(page.told[0]?.tell).toEqual({ tell: "hello", v: 3 });
  });

  it("keeps a username, by the rules, and tells the other pages", async () => {
    const [page, other] = [await open(), await open()];
    const { seed, name } = await page.ask("profile", {});
    expect([seed.length, name]).toEqual([43, undefined]);
    await expect(
      page.ask("create", { name: "Too Soon", unlisted: false, ...HERE, keep: "all" }),
    ).rejects.toMatchObject({
      code: "NAME_NEEDED",
    });
    await expect(page.ask("set-name", { name: "Admin" })).rejects.toMatchObject({ code: "NAME_RESERVED" });
    expect(await page.ask("set-name", { name: "  Anna " })).toEqual({ name: "Anna" });
    expect(await other.hears(({ tell }) => tell === "name")).toEqual({ tell: "name", name: "Anna" });
    expect(await other.ask("profile", {})).toEqual({ seed, name: "Anna" });
    expect(page.told.some(({ tell }) => tell.tell === "name")).toBe(false);
  });

  it("creates a room, tells of it, and takes it offline and back", async () => {
    const [page, other] = [await open(), await open()];
    const room = await page.ask("create", {
      name: "Kitchen",
      unlisted: false,
      ...HERE,
      keep: { days: 30 },
      password: "open sesame",
    });
    expect(room).toMatchObject({
      name: "Kitchen",
      open: true,
      password: true,
      unlisted: false,
      keep: { days: 30 },
      here: [],
    });
    const at = room.target?.addresses[0];
    expect(at?.address).toBe("127.0.0.1");
    const known = await ask(at?.port ?? 0, "/.well-known/partyline");
    expect(JSON.parse(known.body).rooms).toContainEqual(
      expect.objectContaining({
        id: room.id,
        name: "Kitchen",
        password: true,
        by: "Anna",
        keys: room.target?.keys,
      }),
    );
    await other.hosted((rooms) => rooms.some(({ id, open }) => id === room.id && open));
    await expect(
      page.ask("create", { name: "KITCHEN", unlisted: false, ...HERE, keep: "all" }),
    ).rejects.toMatchObject({ code: "ALREADY_OPEN" });

    expect(await page.ask("close", { id: room.id })).toBeNull();
    await other.hosted(([first]) => first?.id === room.id && !first.open);
    await expect(
      page.ask("create", { name: "kitchen", unlisted: false, ...HERE, keep: "all" }),
    ).rejects.toMatchObject({ code: "NAME_KEPT" });
    expect(await page.ask("open", { id: room.id })).toMatchObject({
      id: room.id,
      open: true,
      keep: { days: 30 },
      password: true,
    });

    expect(await page.ask("destroy", { id: room.id })).toBeNull();
    await other.hosted((rooms) => rooms.length === 0, other.told.length - 1);
    await expect(page.ask("open", { id: room.id })).rejects.toMatchObject({ code: "NO_ROOM" });
    await expect(page.ask("destroy", { id: room.id })).rejects.toMatchObject({ code: "NO_ROOM" });
  });

  it("finds a room by link and by address, with what its host says of it", async () => {
    const page = await open();
    const room = await page.ask("create", { name: "Hidden Room", unlisted: true, ...HERE, keep: "nothing" });
    expect(room).toMatchObject({ unlisted: true, keep: "nothing" });
    const { token, addresses: [at] = [] } = room.target ?? {};
    const member = at?.port ?? 0;
    const link = `http://127.0.0.1:${member}/r/${room.id}#${token}`;
    expect(await page.ask("locate", { where: link })).toEqual({
      id: room.id,
      name: "Hidden Room",
      keys: room.target?.keys,
      addresses: [{ address: "127.0.0.1", port: member }],
      password: false,
      by: "Anna",
      token,
    });
    await expect(page.ask("locate", { where: `127.0.0.1:${member}` })).rejects.toMatchObject({
      code: expect.any(String),
    });
    await expect(page.ask("locate", { where: "127.0.0.1:1" })).rejects.toMatchObject({
      code: "UNREACHABLE",
      message: "Nothing answers there. Is the host on, and on this network?",
    });
    await page.ask("destroy", { id: room.id });
  });

  const ROOM = "b".repeat(32);
  const entry = (key: number) => ({ key, n: key, body: { kind: "message" as const, text: "hello" }, at: 1 });

  it("gives each page a client id of its own, and the same one to a page that is loaded again", async () => {
    const [one, two] = [await open(), await open()];
    const first = await one.ask("open-session", { id: ROOM });
    const second = await two.ask("open-session", { id: ROOM });
    expect(second.client).not.toBe(first.client);
    await one.ask("write", { session: first.session, put: [entry(1)], remove: [], nextN: 2 });
    // A reload: the new page asks before the closing of the old one is dealt with.
    const reloaded = await open();
    one.socket.close();
    const again = await reloaded.ask("open-session", { id: ROOM });
    expect(again).toMatchObject({ client: first.client, nextN: 2, outbox: [entry(1)] });
    await expect(two.ask("write", { session: 99, put: [], remove: [], nextN: 1 })).rejects.toMatchObject({
      code: "NO_SESSION",
    });
    await two.ask("close-session", { session: second.session });
    await expect(
      two.ask("write", { session: second.session, put: [], remove: [], nextN: 1 }),
    ).rejects.toMatchObject({
      code: "NO_SESSION",
    });
    await reloaded.ask("write", { session: again.session, put: [], remove: [1], nextN: 2 });
  });

  it("answers what cannot be done with a sentence, and ends a page that cannot be understood, and no other", async () => {
    const other = await open();
    const wrong = [
      "",
      "{",
      "null",
      "[]",
      "[".repeat(100_000),
      '{"re":1}',
      '{"re":0,"ask":"profile","with":{}}',
      '{"re":1,"ask":"toString","with":{}}',
      '{"re":1,"ask":"nonsense","with":{}}',
      "\u0000",
    ];
    for (const text of wrong) {
      const page = await open();
      page.socket.send(text);
      expect(await page.closed).toBe(1008);
    }
    const binary = await open();
    binary.socket.send(Buffer.from('{"re":1,"ask":"profile","with":{}}'));
    expect(await binary.closed).toBe(1008);
    const giant = await open();
    giant.socket.send("x".repeat(9 * 1024 * 1024));
    expect(await giant.closed).toBe(1009);

    const page = await open();
    for (const data of [null, {}, { id: "x" }, { id: ROOM.toUpperCase() }, { id: ["__proto__"] }])
      await expect(page.ask("open-session", data as never)).rejects.toMatchObject({ code: "BAD_MESSAGE" });
    await expect(page.ask("locate", { where: "x".repeat(3_000) })).rejects.toMatchObject({
      code: "BAD_MESSAGE",
    });
    expect(await other.ask("profile", {})).toMatchObject({ name: "Anna" });
    expect(await page.ask("profile", {})).toMatchObject({ name: "Anna" });
  });

  it("C3.35 tells the other pages of rooms that one has joined or forgotten", async () => {
    const [page, other] = [await open(), await open()];
    const room = { id: "d".repeat(32), keys: "A".repeat(86), addresses: [], lastJoined: 7, name: "Cellar" };
    await page.ask("pin", { room });
    const joined = await other.hears(({ tell }) => tell === "saved");
    expect(joined).toMatchObject({ rooms: [room] });
    const since = other.told.length;
    await page.ask("forget", { id: room.id });
    expect(await other.hears(({ tell }) => tell === "saved", since)).toEqual({ tell: "saved", rooms: [] });
    expect(page.told.some(({ tell }) => tell.tell === "saved")).toBe(false);
  });

  it("keeps what it has answered, whatever happens to it then", async () => {
    const page = await open();
    const { session, client } = await page.ask("open-session", { id: "c".repeat(32) });
    await page.ask("write", { session, put: [entry(1), entry(2)], remove: [], nextN: 3 });
    await page.ask("pin", {
      room: { id: "c".repeat(32), keys: "A".repeat(86), addresses: [], lastJoined: 5, name: "Attic" },
    });
    await app.kill("SIGKILL");
    // What it left behind is no obstacle, and the page's cookie is still good.
    app = await home.open("--port", port);
    expect((await app.opened).port).toBe(port);
    const again = await open();
    expect(await again.ask("open-session", { id: "c".repeat(32) })).toMatchObject({
      client,
      nextN: 3,
      outbox: [entry(1), entry(2)],
    });
    expect(await again.ask("saved", {})).toEqual([
      { id: "c".repeat(32), keys: "A".repeat(86), addresses: [], lastJoined: 5, name: "Attic" },
    ]);
    await again.ask("forget", { id: "c".repeat(32) });
    expect(await again.ask("saved", {})).toEqual([]);
  });
});
