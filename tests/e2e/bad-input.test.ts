/** What a person does wrong, or has done to them: words on the screen that help, and nothing lost. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { homesForTests } from "../integration/fixtures/homes.ts";
import { forgetfulBrowser } from "./fixtures/bad-browser.ts";
import { copy, openPage, reads } from "./fixtures/bad-page.ts";
import { call, composer, type Opened, openRoom, say, texts, watchForScripts } from "./fixtures/bad-room.ts";

const available = chromiumAvailable();
const newHome = homesForTests();

describe.skipIf(!available.ok)(`bad input${available.ok ? "" : ` (skipped: ${available.reason})`}`, () => {
  let browser: Browser;
  let club: Opened;

  const newPage = (context?: BrowserContext) => openPage(browser, context);

  /** A guest in the room. */
  async function guest(room: Opened, name: string): Promise<Page> {
    const page = await newPage();
    await page.goto(room.at(`/r/${room.id}`));
    await call(page, name);
    await composer(page).waitFor();
    return page;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    club = await openRoom(newHome(), "Reading Club");
  });
  afterAll(() => browser?.close());

  describe("names", () => {
    it("that cannot be used are refused with the reason, and what was typed stays", async () => {
      const page = await newPage();
      await page.goto(club.at(`/r/${club.id}`));
      const field = page.getByLabel("Your name");
      for (const [name, words] of [
        ["   ", "Type a name first"],
        ["n".repeat(33), "A name can have 32 characters at most"],
      ] as const) {
        await call(page, name);
        await reads(page, words);
        expect(await field.inputValue()).toBe(name);
      }
    });

    it("of someone else, or that look like theirs, or turn the line round, are refused at the door", async () => {
      const anna = await guest(club, "Anna");
      const page = await newPage();
      await page.goto(club.at(`/r/${club.id}`));
      for (const [name, words] of [
        ["Anna", "This name belongs to someone else here. Pick another."],
        ["Αnna", "That name mixes alphabets, so it could pass for another one. Use one alphabet."],
        ["An\u202ena", "That name has characters that cannot be seen or used in a name."],
        ["Αnnα", "That name mixes alphabets"],
      ] as const) {
        await call(page, name);
        await reads(page, words);
      }
      await call(page, "Ben");
      await composer(page).waitFor();
      await reads(anna, "Ben joined");
    });

    it("are shown as they were typed, never read as HTML", async () => {
      const name = "<img src=x onerror=alert(1)>";
      const watcher = await guest(club, "Wim");
      const ran = watchForScripts(watcher);
      const page = await guest(club, name);
      await say(page, "as I am called");
      await watcher
        .locator("article", { hasText: "as I am called" })
        .getByText(name, { exact: true })
        .waitFor();
      expect(await watcher.locator("main img, .sidebar img").count()).toBe(0);
      expect(ran).toEqual([]);
    });

    it("from the right do not turn the sentence that they stand in", async () => {
      const watcher = await guest(club, "Walter");
      const page = await guest(club, "محمد");
      await reads(watcher, "\u2068محمد\u2069 joined");
      await composer(page).pressSequentially("hm");
      await reads(watcher, "\u2068محمد\u2069 is typing");
    });
  });

  describe("links", () => {
    it("that are not whole say so before a name is asked for, and after", async () => {
      const page = await newPage();
      await page.goto(club.at("/r/xyz"));
      await reads(page, "This link is not whole, so it leads to no room.");
      await call(page, "Lea");
      await reads(page, "This room is not here");
      await reads(page, "This link is not whole, so it leads to no room.");
      await page.getByRole("button", { name: "Rooms here" }).click();
      await page
        .getByRole("link", { name: /Reading Club/ })
        .first()
        .waitFor();
    });

    it("to a room that is not there say what helps", async () => {
      const page = await newPage();
      await page.goto(club.at(`/r/${"a".repeat(32)}`));
      await reads(page, /There is no such room there.*Ask for a new link/);
    });

    it("without the last part of an unlisted room's, or with a wrong one, say which part", async () => {
      const hidden = await openRoom(newHome(), "Hidden Club", "--unlisted");
      const page = await newPage();
      for (const fragment of ["", `#${"A".repeat(22)}`]) {
        await page.goto(hidden.at(`/r/${hidden.id}${fragment}`));
        if (fragment === "") await call(page, "Nora");
        else await page.reload();
        await reads(page, "the last part of yours is missing or wrong. Ask for the whole link.");
      }
    });

    it("with a typo, pasted into a guest's search, are called links and not names", async () => {
      const page = await newPage();
      await page.goto(club.at("/"));
      await call(page, "Sue");
      const search = page.getByLabel(/^Search rooms/);
      for (const text of [club.at(`/r/${club.id.slice(1)}`), "htp://host.test/r/x", "host.test:99999"]) {
        await search.fill(text);
        await search.press("Enter");
        await reads(page, /That link or address is not whole/);
        expect(await search.inputValue()).toBe(text);
      }
    });
  });

  it("a wrong password is told with the tries that are left, however late it is typed; the right one lets in", async () => {
    const home = newHome();
    const file = join(home.path, "password.txt");
    writeFileSync(file, "secret\n");
    const secret = await openRoom(home, "Secret Club", "--password-file", file);
    const page = await newPage();
    await page.goto(secret.at(`/r/${secret.id}`));
    await call(page, "Pia");
    const field = page.getByLabel("Password", { exact: true });
    await field.waitFor();
    // Longer than "Joining..." needs to be on the screen.
    await page.waitForTimeout(600);
    await field.fill("guess");
    await page.getByRole("button", { name: "Join" }).click();
    await reads(page, "Wrong password. 4 tries left for now.");
    await field.fill("secret");
    await field.press("Enter");
    await composer(page).waitFor();
    await say(page, "I am in.");
    await page.locator("article.row-stored", { hasText: "I am in." }).waitFor();
  });

  it("hostile texts are read as texts", async () => {
    const watcher = await guest(club, "Vera");
    const ran = watchForScripts(watcher);
    const page = await guest(club, "Mallory");
    const quotes = ">".repeat(9_999);
    // The longest first: the timeline draws what is on the screen.
    for (const text of [`a ${quotes.slice(2)}`, `${"[".repeat(5_000)}${"*".repeat(5_000)}`])
      await say(page, text);
    const hostile = [
      "<img src=x onerror=alert(1)><script>alert(2)</script>",
      "[click](javascript:alert(3)) and <javascript:alert(4)>",
      "![seen](http://evil.test/x.png)",
      "**ends** [bank.example](http://evil.test/login)",
      "photo_\u202egnp.exe",
      "That was all.",
    ];
    for (const text of hostile) await say(page, text);
    await watcher.locator("article", { hasText: "That was all." }).waitFor();
    const rows = watcher.locator("article");
    expect(await rows.locator("img, script, iframe, style").count()).toBe(0);
    expect(await rows.locator("a[href^='javascript:' i]").count()).toBe(0);
    const said = (await texts(watcher)).join("\n");
    expect(said).toContain(hostile[0]);
    expect(said).toContain(hostile[1]);
    // Where a link leads stands beside what it calls itself.
    expect(said).toMatch(/bank\.example.*\(evil\.test\)/);
    expect(said).not.toContain("\u202e");
    expect(await watcher.locator("article.row-failed").count()).toBe(0);
    expect(ran).toEqual([]);
  });

  it("too long a text is not taken, not cut and not lost", async () => {
    const page = await guest(club, "Lotte");
    const field = composer(page);
    await field.fill("Before. ");
    await copy(page, "pasted");
    await field.press("End");
    await field.press("Control+V");
    expect(await field.inputValue()).toBe("Before. pasted");
    await copy(page, "m".repeat(1_000_000));
    await field.press("Control+V");
    await reads(page, "That text was not put in: it has 1,000,000 characters");
    expect(await field.inputValue()).toBe("Before. pasted");
    await field.fill("y".repeat(10_001));
    await reads(page, "1 character too many. Shorten it, or send it in parts.");
    await field.press("Enter");
    expect(await field.inputValue()).toHaveLength(10_001);
    await page.reload();
    await expect.poll(() => field.inputValue()).toHaveLength(10_001);
    await field.press("End");
    await field.press("Backspace");
    await field.press("Enter");
    await page.locator("article.row-stored", { hasText: "y".repeat(100) }).waitFor();
  });

  describe("a host that is gone", () => {
    it("takes nothing with it: what is written waits and is sent once, and the draft stays", async () => {
      const home = newHome();
      const room = await openRoom(home, "Night Club");
      const page = await guest(room, "Gus");
      await say(page, "before");
      await page.locator("article.row-stored", { hasText: "before" }).waitFor();
      await room.program.kill("SIGKILL");
      await reads(page, "Host is offline: messages will be sent when it returns");
      await say(page, "while away");
      await page.locator("article.row-pending", { hasText: "while away" }).waitFor();
      await composer(page).fill("half a thou");
      const back = await openRoom(home, "Night Club", "--port", String(room.port));
      // As when the person comes back to the page: without it, the test would wait for the next try.
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await page.locator("article.row-stored", { hasText: "while away" }).waitFor({ timeout: 40_000 });
      expect(await composer(page).inputValue()).toBe("half a thou");
      const other = await guest(back, "Ora");
      await other.locator("article", { hasText: "while away" }).waitFor();
      expect(await texts(other)).toEqual(["before", "while away"]);
    });

    it("can be left, and the way back to the rooms is there", async () => {
      const room = await openRoom(newHome(), "Lost Club");
      const page = await guest(room, "Gil");
      // What is needed then is fetched while it can be.
      await page.waitForResponse((response) => /\/home-[^/]*\.js$/.test(response.url()));
      await room.program.kill("SIGTERM");
      await reads(page, "Host is offline: messages will be sent when it returns");
      await page.getByRole("button", { name: /^More about/ }).click();
      await page.getByRole("menuitem", { name: "Leave this room" }).click();
      await reads(page, "No room is open here now");
      expect(await page.getByText("could not be loaded").count()).toBe(0);
    });
  });

  it("a browser that keeps nothing is no hindrance, and says what that means", async () => {
    const { context, close } = await forgetfulBrowser();
    onTestFinished(close);
    const page = await newPage(context);
    await page.goto(club.at(`/r/${club.id}`));
    await reads(page, /This browser keeps nothing for this page.*let this page store data/);
    await reads(page, "are forgotten when this page is closed.");
    await call(page, "Fred");
    await say(page, "Here all the same.");
    await page.locator("article.row-stored", { hasText: "Here all the same." }).waitFor();
  });

  it("two tabs of one person say what each of them says, once", async () => {
    const one = await guest(club, "Twin");
    const two = await newPage(one.context());
    await two.goto(club.at(`/r/${club.id}`));
    await composer(two).waitFor();
    const lines = Array.from({ length: 6 }, (_, i) => `twin ${i}`);
    await Promise.all(
      [one, two].map(async (page, i) => {
        for (const text of lines.slice(3 * i, 3 * i + 3)) await say(page, text);
      }),
    );
    const twins = async (page: Page) => (await texts(page)).filter((text) => text.startsWith("twin")).sort();
    for (const page of [one, two]) {
      const stored = page.locator("article.row-stored .text", { hasText: /^twin \d$/ });
      await expect.poll(() => stored.count()).toBe(6);
      expect(await twins(page)).toEqual(lines);
    }
    await one.close();
    await say(two, "twin 6");
    await two.locator("article.row-stored", { hasText: "twin 6" }).waitFor();
  });

  it("a clock that is wrong is named, once somebody speaks", async () => {
    const page = await newPage();
    await page.clock.install({ time: Date.now() - 3 * 3_600_000 });
    await page.clock.resume();
    await page.goto(club.at(`/r/${club.id}`));
    await call(page, "Tim");
    await say(page, "What time is it?");
    await reads(page, "This device's clock is 3 hours behind that of the room's host.");
    await page.locator("article.row-stored", { hasText: "What time is it?" }).waitFor();
  });
});
