/** The app's own page: what a person types wrong, or takes away, has words that help. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { App } from "../integration/fixtures/app.ts";
import { homesForTests } from "../integration/fixtures/homes.ts";
import { openPage, reads } from "./fixtures/bad-page.ts";
import { call, composer, type Opened, openRoom, say } from "./fixtures/bad-room.ts";

const available = chromiumAvailable();
const newHome = homesForTests();

describe.skipIf(!available.ok)(
  `bad input in the app${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    let app: App;
    let page: Page;
    let browser: Browser;
    let club: Opened;
    afterAll(() => browser?.close());
    beforeAll(async () => {
      browser = await launchChromium();
      club = await openRoom(newHome(), "Reading Club");
      app = await newHome().open();
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      page = await openPage(browser, context);
      await page.goto((await app.opened).href);
      await call(page, "Anna");
    });

    it("an address that does not lead to a host says why", async () => {
      const web = createServer((_, response) => response.end("<h1>Printer</h1>")).listen(0, "127.0.0.1");
      await once(web, "listening");
      onTestFinished(() => void web.close());
      const { port } = web.address() as AddressInfo;
      const search = page.getByLabel(/^Search rooms/);
      for (const [text, words] of [
        ["127.0.0.1:1", "Nothing answers there. Check that you are on the same network"],
        [`127.0.0.1:${port}`, "No Partyline answers at that address."],
        [`http://127.0.0.1:${club.port}/r/${club.id.slice(1)}`, "nor a whole link"],
        [`http://127.0.0.1:${club.port}/r/${"a".repeat(32)}`, "but the link's room is not open there"],
        ["Raeding Club", "No such room was found on this network."],
      ] as const) {
        await search.fill(text);
        await search.press("Enter");
        await reads(page, words);
        expect(await search.inputValue()).toBe(text);
      }
      await search.fill("");
    });

    it("a room's name that cannot be used is refused with the reason, and one with HTML in it is a name", async () => {
      const field = page.getByLabel("Name of the new room");
      for (const [name, words] of [
        ["  ", "Give the room a name first."],
        ["n".repeat(33), "A name can have 32 characters at most"],
        ["Room\u202e", "a character that cannot be seen"],
        ["<b>Bold</b> Club", undefined],
      ] as const) {
        await field.fill(name);
        await field.press("Enter");
        if (words) await reads(page, words);
      }
      await page.getByRole("heading", { name: "<b>Bold</b> Club" }).first().waitFor();
      // Over the new room: how to bring people in.
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
    });

    it("a username that cannot be used is refused, and the old one stays", async () => {
      await page.getByRole("button", { name: "Settings" }).last().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Your name").fill("n".repeat(33));
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByText("A name can have 32 characters at most").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".sidebar-user", { hasText: "Anna" }).waitFor();
    });

    it("the room's people are counted alike everywhere, also after reloads", async () => {
      for (let i = 0; i < 3; i++) {
        await page.reload();
        await page.locator(".room-about", { hasText: "1 here" }).waitFor();
        await expect.poll(() => page.locator(".sidebar-about").first().textContent()).toBe("1 here");
      }
    });

    it("a room that its owner destroys tells so, and what was said stays to be read", async () => {
      await say(page, "Last words.");
      await page.locator("article.row-stored", { hasText: "Last words." }).waitFor();
      await page.getByRole("button", { name: "Share" }).click();
      const address = (await page.locator(".share-address").first().textContent()) ?? "";
      await page.keyboard.press("Escape");
      const path = new URL(page.url()).pathname;
      const at = `http://host.test:${address.split(":").at(-1)}${path}`;
      const visitor = await openPage(browser);
      await visitor.goto(at);
      await call(visitor, "Vic");
      await visitor.getByText("Last words.").waitFor();
      await composer(visitor).fill("unsaid");
      const another = await openPage(browser, page.context());
      await another.goto(page.url());
      await another.getByText("Last words.").waitFor();
      const third = await openPage(browser, page.context());
      await third.goto(new URL("/", page.url()).href);
      await third
        .getByRole("link", { name: /<b>Bold/ })
        .first()
        .waitFor();
      await page.getByRole("link", { name: "Home" }).click();
      await page.getByRole("button", { name: /^More about <b>/ }).click();
      await page.getByRole("menuitem", { name: "Destroy..." }).click();
      await page.getByRole("button", { name: /^Destroy / }).click();
      await reads(visitor, "The host closed this room.");
      await reads(another, "The host closed this room.");
      await expect.poll(() => third.getByRole("link", { name: /<b>Bold/ }).count()).toBe(0);
      await visitor.getByText("Last words.").waitFor();
      await visitor.getByRole("button", { name: "Back to all rooms" }).waitFor();
    });
  },
);
