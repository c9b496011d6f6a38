/** Adding, testing and removing switchboards, who can find a room, and how it is shared, in a real browser. */
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./open.ts";

describe.skipIf(!chromiumAvailable().ok)("switchboards on the page", () => {
  let gallery: Gallery;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    gallery = await openGallery();
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(gallery.url("screen=start"));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  const show = (query: string) => page.evaluate((search) => globalThis.showScreen(search), query);
  const section = (label: string) =>
    page.locator(".home-section", { has: page.getByText(`On ${label}`, { exact: true }) });

  test("one is added in one field, tested while adding, and taken off by its menu", async () => {
    await show("screen=home&state=empty");
    await page.getByRole("button", { name: "Add a switchboard" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a switchboard" });
    await dialog.waitFor();
    await page.keyboard.press("Enter");
    await dialog.getByText("Type its address first").waitFor();
    await page.keyboard.type("talk.example");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("talk.example answered in 24 ms.").first().waitFor();
    await section("talk.example").getByText("Nobody lists a room on talk.example now.").waitFor();
    await page.getByRole("button", { name: "More about talk.example" }).click();
    await page.getByRole("menuitem", { name: "Test the connection" }).click();
    await section("talk.example").getByText("It answered in 24 ms.").waitFor();
    await page.getByRole("button", { name: "More about talk.example" }).click();
    await page.getByRole("menuitem", { name: "Remove from this list" }).click();
    await section("talk.example").waitFor({ state: "detached" });
  });

  test("one that does not answer says so, and can be asked at once", async () => {
    await show("screen=home&far=mixed");
    const failed = section("10.0.0.5:2526");
    await failed.getByText("10.0.0.5:2526 does not answer. It is asked again by itself.").waitFor();
    await failed.getByRole("button", { name: "Ask now" }).click();
    await failed.getByText("UNREACHABLE").waitFor();
  });

  test("the search narrows what they list, and hides sections in which nothing matches", async () => {
    await show("screen=home&far=mixed");
    await section("talk.example").getByText("Typescript Stammtisch").waitFor();
    await page.getByLabel("Search rooms, or paste a link").fill("FLÉA");
    await page.getByText("Enter opens Flea Market Crew").waitFor();
    expect(await section("talk.example").getByRole("listitem").count()).toBe(1);
    await section("talk.example").getByText("host is offline").waitFor();
    expect(await section("quiet.example").count()).toBe(0);
  });

  test("a room is not created half: who is to find it on a switchboard needs one", async () => {
    await show("screen=create&typed=Salon");
    const dialog = page.getByRole("dialog", { name: "Create a room" });
    await page.getByLabel("Also anybody on a switchboard").check();
    await dialog.getByRole("button", { name: "Create room" }).click();
    await page.getByText("Add a switchboard first, or choose differently above.").waitFor();
    await page.getByLabel("Address of the switchboard").fill("talk.example");
    await page.keyboard.press("Enter");
    await page.getByLabel("Also anybody on talk.example").waitFor();
    expect(await page.getByLabel("Also anybody on talk.example").isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Create room" }).click();
    await page.getByRole("dialog", { name: "Bring people in" }).waitFor();
  });

  test("the link that opens from anywhere comes first, and the code of the other is one click away", async () => {
    await show("screen=share&far=ok");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Scan it with a phone, wherever it is.").waitFor();
    expect(await dialog.locator(".share-address").allTextContents()).toEqual([
      "Address: talk.example/r/Reading Club",
      "Address: 192.168.1.20:2525",
      "[fd12:3456:789a::20]:2525",
    ]);
    await dialog.getByText("On this network the address is enough, also without the internet.").waitFor();
    await dialog.getByRole("button", { name: "Show its code" }).click();
    await dialog.getByText("Scan it with a phone on this network.").waitFor();
  });

  test("the owner changes who can find the room, and sees the recovery key only when asked for", async () => {
    await show("screen=room-settings&far=ok");
    const dialog = page.getByRole("dialog", { name: "Room settings" });
    await dialog.getByText("Listed on talk.example as Reading Club.").waitFor();
    await dialog.getByLabel("People on this network").check();
    await dialog.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByText("Who can find the room is changed.").first().waitFor();
    expect(await dialog.getByText("Listed on talk.example").count()).toBe(0);
    expect(await dialog.locator(".recovery-key").count()).toBe(0);
    await dialog.getByRole("button", { name: "Show recovery key" }).click();
    await dialog.locator(".recovery-key").waitFor();
  });

  test("the safety number stands in the room's menu, and on a switchboard's page behind the road", async () => {
    await show("screen=room&kind=switchboard");
    await page.locator(".room-header").getByRole("button", { name: "More about Reading Club" }).click();
    await page.getByRole("menuitem", { name: "Safety number" }).click();
    const dialog = page.getByRole("dialog", { name: "Safety number" });
    await dialog.getByText("40817 92263 00519").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".room-header").getByRole("button", { name: "through talk.example" }).click();
    const link = dialog.getByRole("link", { name: "http://192.168.1.20:2525" });
    expect(await link.getAttribute("href")).toMatch(/^http:\/\/192\.168\.1\.20:2525\/r\/read/);
  });
});
