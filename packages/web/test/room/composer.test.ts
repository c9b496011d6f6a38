import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./gallery.ts";

const available = chromiumAvailable();

describe.skipIf(!available.ok)("the composer, in Chromium", () => {
  let served: Gallery;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [served, browser] = await Promise.all([openGallery(), launchChromium()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  afterEach(() => page?.close());

  async function open(room: string): Promise<void> {
    page = await browser.newPage();
    await page.goto(served.url(room));
    await page.waitForSelector(".composer-field");
  }

  const field = () => page.locator(".composer-field");
  const sent = () => page.evaluate(() => gallery.room.sent);
  const draft = () => page.evaluate(() => gallery.room.draft.value);

  test("is ready to write in, where there is a keyboard", async () => {
    await open("reading");
    expect(await field().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("Enter sends; Shift+Enter and Ctrl+Enter break the line where the cursor is", async () => {
    await open("reading");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("three");
    await page.keyboard.press("Home");
    await page.keyboard.type("two");
    await page.keyboard.press("Control+Enter");
    expect(await draft()).toBe("one\ntwo\nthree");
    expect(await sent()).toEqual([]);
    await page.keyboard.press("Enter");
    expect(await sent()).toEqual(["one\ntwo\nthree"]);
    expect(await field().inputValue()).toBe("");
  });

  test("a line break can be undone", async () => {
    await open("reading");
    await page.keyboard.type("one");
    await page.keyboard.press("Control+Enter");
    expect(await draft()).toBe("one\n");
    await page.keyboard.press("Control+z");
    expect(await draft()).not.toContain("\n");
  });

  test("Enter that ends a composition sends nothing", async () => {
    await open("reading");
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    await field().dispatchEvent("keydown", { key: "Enter", isComposing: true });
    await field().dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
    expect(await sent()).toEqual([]);
    await cdp.send("Input.insertText", { text: "日本" });
    expect(await draft()).toBe("日本");
    await page.keyboard.press("Enter");
    expect(await sent()).toEqual(["日本"]);
  });

  test("nothing and too much are not sent, and stay", async () => {
    await open("reading");
    await page.keyboard.type("  ");
    await page.keyboard.press("Enter");
    expect(await sent()).toEqual([]);
    await page.close();
    await open("over");
    const before = await draft();
    await field().press("Enter");
    await page.locator(".composer-send").click();
    expect(await sent()).toEqual([]);
    expect(await draft()).toBe(before);
    expect(await page.locator(".composer-state").textContent()).toContain("1,204 characters too many");
  });

  test("grows to eight lines and then scrolls", async () => {
    await open("reading");
    const height = async () => (await field().boundingBox())!.height;
    const one = await height();
    await field().fill("a\nb\nc");
    expect(await height()).toBe(one + 2 * 22);
    await field().fill("a\n".repeat(40));
    const most = await height();
    expect(most).toBeGreaterThan(one + 6 * 22);
    expect(most).toBeLessThan(one + 8 * 22);
  });

  test("sending goes to the end", async () => {
    await open("many");
    await page.waitForSelector(".timeline-scroller:not(.timeline-opening) li");
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -3_000);
    await page.waitForSelector(".timeline-to-end");
    await field().fill("here I am");
    await field().press("Enter");
    await page.waitForSelector(".timeline-to-end", { state: "detached" });
    await page.getByText("here I am").waitFor({ state: "visible" });
  });

  test("the failed can be tried again and discarded", async () => {
    await open("failing");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.waitForSelector(".row-failed", { state: "detached" });
    expect(await page.locator(".row-pending").count()).toBe(1);
  });
});
