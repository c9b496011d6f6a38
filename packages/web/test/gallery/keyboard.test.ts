/** What a keyboard does, and what works on plain http, in a real browser. */
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./open.ts";

describe.skipIf(!chromiumAvailable().ok)("the page by keyboard", () => {
  let gallery: Gallery;
  let browser: Browser;
  beforeAll(async () => {
    gallery = await openGallery();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  const at = async (query: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(gallery.url(query));
    await page.waitForSelector("main");
    return page;
  };
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

  test("? shows the shortcuts, Esc closes them and gives the focus back", async () => {
    const page = await at("screen=home");
    await page.getByRole("button", { name: "Options for the new room" }).focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Options for the new room");
  });

  test("a question mark that is typed stays in its field", async () => {
    const page = await at("screen=home");
    const field = page.getByLabel("Name of the new room");
    await field.pressSequentially("Why?");
    expect(await field.inputValue()).toBe("Why?");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("Ctrl+K goes to the search, which narrows the lists; Enter goes into the only one", async () => {
    const page = await at("screen=home");
    await page.keyboard.press("Control+k");
    await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
    await page.keyboard.type("physics");
    await page.getByText("Enter opens Physics Lab 2").waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByRole("link", { name: /Physics Lab 2/ })
      .and(page.locator("[aria-current]"))
      .waitFor();
    await page.waitForFunction(() => document.title.includes("Physics Lab 2"));
  });

  test("Ctrl+K that comes before the lists have come goes to the search when they do", async () => {
    const page = await browser.newPage();
    const pressed = Promise.withResolvers<void>();
    let held = 0;
    await page.route(/\/(own-)?home-[^/]*\.js$/, async (route) => {
      held += 1;
      await pressed.promise;
      await route.continue();
    });
    await page.goto(gallery.url("screen=home"));
    await page.waitForSelector("main");
    await page.keyboard.press("Control+k");
    pressed.resolve();
    await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
    expect(held).toBeGreaterThan(0);
  });

  test("Alt+Down and Alt+Up go through the rooms in the order of the sidebar", async () => {
    const page = await at("screen=home");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction(() => document.title.includes("Reading Club"));
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction(() => document.title.includes("Physics Lab 2"));
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForFunction(() => document.title.includes("Reading Club"));
  });

  test("a menu opens with its first item in focus, arrows go round, Enter does it", async () => {
    const page = await at("screen=home");
    await page.getByRole("button", { name: "More about Reading Club" }).focus();
    await page.keyboard.press("Enter");
    const items = page.getByRole("menuitem");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Destroy...");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Take offline");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Open again: Reading Club" }).waitFor();
    expect(await items.count()).toBe(0);
  });

  test("what cannot be undone names what is lost, begins on the way back, and is done by its own button", async () => {
    const page = await at("screen=destroy");
    await page.getByText("Ines, Jun and Miro are sent out now").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Keep it");
    await page.getByRole("button", { name: "Destroy Reading Club" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("Reading Club is destroyed.").first().waitFor();
  });

  test("a link is copied on plain http, where there is no clipboard API", async () => {
    const page = await at("screen=share");
    await page.context().grantPermissions(["clipboard-read"]);
    await page.evaluate(() => Object.assign(window, { before: navigator.clipboard }));
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const text = await page.evaluate(() => (window as unknown as { before: Clipboard }).before.readText());
    expect(text).toMatch(/^http:\/\/192\.168\.1\.20:2525\/r\/read/);
  });
});
