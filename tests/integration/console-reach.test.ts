/** Who can find the rooms of the app, through a real switchboard, and how one moves to another device. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Home } from "./fixtures/app.ts";
import { hosted, kitchen, type Opened, open, patiently, standing } from "./fixtures/app-rooms.ts";
import { homesForTests } from "./fixtures/homes.ts";
import { HERE } from "./fixtures/page.ts";
import { by, row, run, said, startBoard, startHost } from "./fixtures/switchboard-app.ts";

const newHome = homesForTests();

describe("who can find a room", () => {
  let board: Awaited<ReturnType<typeof startBoard>>;
  let anna: Opened;
  let url = "";
  const bens = newHome();

  beforeAll(async () => {
    board = await startBoard(newHome());
    url = board.open.url;
    anna = await open(newHome());
  });
  const names = async () => (await run(newHome(), ["list", ...by(url)])).rows.map((one) => Object(one).name);

  test("C3.31 by link only: on no list, and its link leads in from anywhere", async () => {
    const { page } = anna;
    const wish = { ...kitchen, name: "Hidden Room", unlisted: true, switchboards: [url] };
    const room = await page.ask("create", wish);
    const via = await standing(page, room.id, "link");
    expect(via.words).toBe(`Reached through ${new URL(url).host} by its link only.`);
    expect(via).not.toHaveProperty("listedAs");
    expect(via.link).toBe(`${url}/r/Hidden%20Room#${room.id}.${room.target?.token}`);
    expect(await names()).toEqual([]);
    const sent = await run(bens, ["send", via.link ?? "", "hello", "--as", "Ben", "--via", "switchboard"]);
    expect([sent.exit, sent.error]).toEqual([0, ""]);
    await page.ask("destroy", { id: room.id });
  });

  test("C3.33 is changed while it is at work: its members stay, and come back without the new token", async () => {
    const { page } = anna;
    const made = await page.ask("create", { ...kitchen, ...HERE });
    expect(made.via).toEqual([]);
    expect(await names()).toEqual([]);
    const at = `127.0.0.1:${made.target?.addresses[0]?.port}#${made.id.slice(0, 4)}`;
    const tail = bens.start(["tail", at, "--as", "Ben", "--json"]);
    await hosted(page, made.id, ({ here }) => here.length === 1);

    const reach = { id: made.id, unlisted: false, switchboards: [url], shareAddresses: true };
    const shared = await page.ask("set-reach", reach);
    expect(shared).toMatchObject({ shareAddresses: true, unlisted: false, via: [{ switchboard: url }] });
    expect(await standing(page, made.id, "listed")).toMatchObject({ listedAs: "Kitchen" });
    expect(await names()).toEqual(["Kitchen"]);

    const through = newHome().start(["tail", "Kitchen", "--as", "Dora", "--json", ...by(url)]);
    await hosted(page, made.id, ({ here }) => here.length === 2);

    let from = page.told.length;
    const hidden = await page.ask("set-reach", { ...reach, unlisted: true, shareAddresses: false });
    expect(hidden).toMatchObject({ unlisted: true, shareAddresses: false });
    expect(hidden).not.toHaveProperty("listedAs");
    const { link = "" } = await standing(page, made.id, "link", from);
    expect(link).toMatch(new RegExp(`#${made.id}\\.[\\w-]{22}$`));
    expect(await names()).toEqual([]);
    const plain = `${url}/r/Kitchen#${made.id}`;
    const send = (home: Home, where: string, text: string) =>
      run(home, ["send", where, text, "--as", home === bens ? "Ben" : text, "--via", "switchboard"]);
    const stranger = await send(newHome(), plain, "Stranger");
    expect([stranger.exit, stranger.error]).toEqual([1, expect.stringMatching(/\(TOKEN_REQUIRED\)$/)]);
    expect(await send(newHome(), link, "Cleo")).toMatchObject({ exit: 0 });
    // Ben was in before it was hidden, and is still there; a new connection of his needs no token either.
    await tail.stdout.waitFor(said("Cleo"));
    // Dora, who came through the switchboard, comes back through it.
    await patiently(() => through.stdout.waitFor(said("Cleo")));
    await through.kill("SIGKILL");
    expect(await send(bens, plain, "again")).toMatchObject({ exit: 0, error: "" });

    from = page.told.length;
    const alone = await page.ask("set-reach", { id: made.id, unlisted: false, ...HERE });
    expect([alone.unlisted, alone.via, alone.target?.token]).toEqual([false, [], undefined]);
    expect((await send(bens, plain, "not there any more")).exit).toBe(1);
    // The name is free at once.
    const other = await startHost(newHome(), "Kitchen", ["--switchboard", url]);
    await row(other.app, { event: "switchboard", state: "listed", as: "Kitchen" });
    await other.app.kill("SIGINT");
    expect(await tail.kill("SIGINT")).toBe(130);
  });

  test("C3.23 and C3.24 of a room that is offline, or none: in words", async () => {
    const { page } = anna;
    const { id } = await page.ask("create", { ...kitchen, name: "Attic", switchboards: [url] });
    await page.ask("close", { id });
    const closed = await hosted(page, id, ({ open: isOpen }) => !isOpen);
    const words = `It is reached through ${new URL(url).host} when it is open.`;
    expect(closed.via).toEqual([{ switchboard: url, state: "offline", words }]);
    const reach = { unlisted: false, ...HERE };
    await expect(page.ask("set-reach", { id, ...reach })).rejects.toMatchObject({ code: "NOT_OPEN" });
    await expect(page.ask("recovery-key", { id })).rejects.toMatchObject({ code: "NOT_OPEN" });
    const none = "a".repeat(32);
    await expect(page.ask("set-reach", { id: none, ...reach })).rejects.toMatchObject({ code: "NO_ROOM" });
    await expect(page.ask("recovery-key", { id: none })).rejects.toMatchObject({ code: "NO_ROOM" });
  });

  test("C3.33 what was changed holds after a restart", async () => {
    const { page } = anna;
    const room = await page.ask("create", { ...kitchen, name: "Cellar", ...HERE });
    const reach = { id: room.id, unlisted: true, switchboards: [url], shareAddresses: true };
    const { target } = await page.ask("set-reach", reach);
    await page.ask("close", { id: room.id });
    const again = await page.ask("open", { id: room.id });
    expect(again).toMatchObject({ unlisted: true, shareAddresses: true, via: [{ switchboard: url }] });
    expect([again.target?.token, target?.token?.length]).toEqual([target?.token, 22]);
    await page.ask("set-reach", { id: room.id, unlisted: false, ...HERE });
    await page.ask("close", { id: room.id });
    expect(await page.ask("open", { id: room.id })).toMatchObject({ unlisted: false, via: [] });
  });

  test("C3.25 a room moves to another device by its printed key, and is called as the switchboard knows it", async () => {
    const { page } = anna;
    const made = await page.ask("create", { ...kitchen, name: "Garden", switchboards: [url] });
    await standing(page, made.id, "listed");
    const { key } = await page.ask("recovery-key", { id: made.id });
    const other = await open(newHome());
    const typed = ` ${key.toUpperCase()} `;
    const slip = `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`;
    await expect(other.page.ask("recover", { key: slip, switchboards: [url] })).rejects.toMatchObject({
      code: "BAD_RECOVERY_KEY",
    });
    const nameless = other.page.ask("recover", { key: typed, switchboards: [] });
    await expect(nameless).rejects.toMatchObject({ code: "ROOM_NAME_NEEDED" });
    const moved = await other.page.ask("recover", { key: typed, switchboards: [url] });
    expect(moved).toMatchObject({ id: made.id, name: "Garden", open: true, via: [{ switchboard: url }] });
    expect(await standing(other.page, made.id, "listed")).toMatchObject({ listedAs: "Garden" });
    const refused = await standing(page, made.id, "refused");
    expect(refused.words).toMatch(/^Another program hosts this room/);
    expect(refused).not.toHaveProperty("link");
    const twice = page.ask("recover", { key, switchboards: [] });
    await expect(twice).rejects.toMatchObject({ code: "ALREADY_OPEN" });
  });
});
