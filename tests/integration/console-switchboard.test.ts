/** The app and its saved switchboards, as real programs on this machine. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Hosted } from "@partyline/console";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieFor } from "./fixtures/app.ts";
import { kitchen, type Opened, open, patiently, shows, standing } from "./fixtures/app-rooms.ts";
import { Certificates } from "./fixtures/certificates.ts";
import { homesForTests } from "./fixtures/homes.ts";
import { Page } from "./fixtures/page.ts";
import { by, row, run, startBoard, startHost } from "./fixtures/switchboard-app.ts";

const newHome = homesForTests();

describe("a saved switchboard", () => {
  const home = newHome();
  const boardHome = newHome();
  let board: Awaited<ReturnType<typeof startBoard>>;
  let bens: Awaited<ReturnType<typeof startHost>>;
  let opened: Opened;
  let url = "";

  beforeAll(async () => {
    board = await startBoard(boardHome);
    url = board.open.url;
    bens = await startHost(newHome(), "Reading Club", ["--switchboard", url]);
    await row(bens.app, { event: "switchboard", state: "listed", as: "Reading Club" });
    opened = await open(home);
  });

  test("C3.26 is asked and saved, and its rooms are told", async () => {
    const { page } = opened;
    const { host: label } = new URL(url);
    const added = await page.ask("add-switchboard", { where: label });
    expect(added).toEqual({ url, label, ms: expect.any(Number) });
    const shown = await shows(page, ({ rooms }) => rooms.length === 1);
    expect(shown).toMatchObject({ url, label, state: "ok" });
    expect(shown.rooms[0]).toMatchObject({
      id: bens.open.id,
      name: "Reading Club",
      listedAs: "Reading Club",
      by: "Anna",
      online: true,
      password: false,
      addresses: [],
      switchboards: [url],
    });
    const saved = JSON.parse(readFileSync(join(home.path, "switchboards.json"), "utf8"));
    expect(saved).toEqual({ v: 1, switchboards: [url] });
    const tested = await page.ask("test-switchboard", { url });
    expect(tested.words).toBe(`${label} answers in ${tested.ms} ms. It shows 1 room, 1 of them open now.`);
  });

  test("C3.9 rooms are found there by name, by name#abcd and by link", async () => {
    const { page } = opened;
    const { id } = bens.open;
    const link = bens.open.links.at(-1) ?? "";
    for (const where of ["reading club", `Reading Club#${id.slice(0, 4)}`, link])
      expect(await page.ask("locate", { where })).toMatchObject({
        id,
        name: "Reading Club",
        password: false,
        by: "Anna",
        switchboards: [url],
      });
    await expect(page.ask("locate", { where: "No Such Room" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("C3.26 what is none, or does not answer, is said in words and not saved", async () => {
    const { page } = opened;
    const app = new URL((await opened.app.opened).href).host;
    const wrong = [
      ["Reading Club", "USAGE", /not the address of a switchboard/],
      [`http://${app}`, "NOT_A_SWITCHBOARD", /No switchboard of this program answers there/],
      ["http://127.0.0.1:1", "UNREACHABLE", /^127\.0\.0\.1:1 cannot be asked\. /],
      ["no-such-name.invalid", "UNREACHABLE", /There is no such name, or this device is offline/],
    ] as const;
    for (const [where, code, message] of wrong)
      await expect(page.ask("add-switchboard", { where })).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    expect(JSON.parse(readFileSync(join(home.path, "switchboards.json"), "utf8")).switchboards).toEqual([
      url,
    ]);
  });

  test("C3.32 a room whose host has gone is asleep, and one of a taken name has a tag", async () => {
    const { page } = opened;
    const made = await page.ask("create", { ...kitchen, name: "reading club", switchboards: [url] });
    const listed = await standing(page, made.id, "listed");
    const as = `reading club#${made.id.slice(0, 4)}`;
    expect(listed).toMatchObject({
      listedAs: as,
      link: `${url}/r/reading%20club#${made.id}`,
      words: expect.stringMatching(
        /^Not listed on .* as reading club\. This name belongs to another room.*reachable as/,
      ),
    });
    await bens.app.kill("SIGINT");
    const shown = await shows(page, ({ rooms }) => rooms.some(({ online }) => !online) && rooms.length === 2);
    expect(shown.rooms.map(({ listedAs, online }) => [listedAs, online])).toEqual([
      [as, true],
      ["Reading Club", false],
    ]);
    await page.ask("destroy", { id: made.id });
  });

  test("C2.10 one that is away is said so, and comes back by itself", async () => {
    const { page } = opened;
    const room = await page.ask("create", { ...kitchen, switchboards: [url] });
    await standing(page, room.id, "listed");
    const { port } = new URL(url);
    const from = page.told.length;
    await board.app.kill("SIGTERM");
    await expect(page.ask("test-switchboard", { url })).rejects.toMatchObject({ code: "UNREACHABLE" });
    const away = await shows(page, ({ state }) => state === "failed", from);
    expect(away.trouble).toBe(`${away.label} cannot be asked. Nothing answers at that address.`);
    expect(away.rooms).not.toEqual([]);
    expect((await standing(page, room.id, "offline", from)).words).toContain("It is tried again by itself.");

    const back = page.told.length;
    board = await startBoard(boardHome, "--listen", `127.0.0.1:${port}`);
    await shows(page, ({ state }) => state === "ok", back);
    await standing(page, room.id, "listed", back);
  });

  test("C2.9 and C2.8 switchboards and rooms are there again after the program was killed", async () => {
    const before = opened;
    const url2 = await before.app.opened;
    await before.app.kill("SIGKILL");
    opened = await open(home, "--port", url2.port);
    const { page } = opened;
    expect(await shows(page, ({ rooms }) => rooms.some(({ name }) => name === "Kitchen"))).toMatchObject({
      url,
    });
    const is = ({ via }: Hosted) => via[0]?.state === "listed";
    const [room] = await patiently(() => page.hosted((rooms) => rooms.some(is)));
    expect(room).toMatchObject({ name: "Kitchen", open: true, shareAddresses: false });
    const found = await run(newHome(), ["send", "Kitchen", "hello", "--as", "Ben", ...by(url)]);
    expect([found.exit, found.error]).toEqual([0, ""]);
  });

  test("C2.9 a damaged list is set aside, and rooms go on at their switchboards", async () => {
    const file = join(home.path, "switchboards.json");
    await opened.app.kill("SIGINT");
    writeFileSync(file, '{"v":1,"switchb');
    opened = await open(home);
    const { page } = opened;
    expect(page.told.find(({ tell }) => tell.tell === "switchboards")?.tell).toMatchObject({ rows: [] });
    expect(existsSync(`${file}.damaged`)).toBe(true);
    await patiently(() => page.hosted((rooms) => rooms.some(({ via }) => via[0]?.state === "listed")));
    await page.ask("add-switchboard", { where: url });
    expect(JSON.parse(readFileSync(file, "utf8")).switchboards).toEqual([url]);
  });

  test("C3.27 one that is removed is gone, and the rooms on it stay there", async () => {
    const { page } = opened;
    const from = page.told.length;
    expect(await page.ask("remove-switchboard", { url })).toBeNull();
    await page.hears((tell) => tell.tell === "switchboards" && tell.rows.length === 0, from);
    const { rows } = await run(newHome(), ["list", ...by(url)]);
    expect(rows).toMatchObject([{ name: "Kitchen" }]);
    await page.ask("remove-switchboard", { url });
  });
});

describe("a switchboard with a certificate that is not trusted", () => {
  let certificates: Certificates;
  beforeAll(async () => {
    certificates = await Certificates.make("board");
    certificates.use("board");
  });
  afterAll(() => certificates.forget());

  test("C3.26 is not saved, a room on it says why, and it is taken where its certificate is trusted", async () => {
    const board = await startBoard(newHome(), "--tls-cert", certificates.cert, "--tls-key", certificates.key);
    const { port } = board.open;
    const url = `https://127.0.0.1:${port}`;
    const { page } = await open(newHome());
    await expect(page.ask("add-switchboard", { where: url })).rejects.toMatchObject({
      code: "UNREACHABLE",
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ cannot be asked\. Its certificate is not trusted \(.*\)\.$/,
      ),
    });
    const { id } = await page.ask("create", { ...kitchen, switchboards: [url] });
    expect((await standing(page, id, "offline")).words).toMatch(/its certificate is not trusted/);

    const home = newHome();
    const trusting = home.start(["--no-open", "--json", "--port", "0", "--as", "Ben"], {
      NODE_EXTRA_CA_CERTS: certificates.trusted,
    });
    const opened = await trusting.opened;
    const other = await Page.open(opened.port, await cookieFor(opened));
    expect(await other.ask("add-switchboard", { where: url })).toMatchObject({ url });
    const room = await other.ask("create", { ...kitchen, switchboards: [url] });
    expect((await standing(other, room.id, "listed")).link).toBe(`${url}/r/Kitchen#${room.id}`);
  });
});
