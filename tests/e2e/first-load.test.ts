/** What a first visit costs: the bytes on the wire, from an empty cache until the page can be used. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { homesForTests } from "../integration/fixtures/homes.ts";
import { row, startBoard, startHost } from "../integration/fixtures/switchboard-app.ts";

/** Bytes of one page's files as they came, by gzip: 100 kB. Over https and on this very device browsers take brotli, which
 *  is an eighth smaller. */
const MOST = 100 * 1000;
/** After this long at rest a page fetches what is not on it yet, milliseconds: AHEAD_MS of its app.tsx and room-screen.tsx. */
const AHEAD_MS = 3_000;

const available = chromiumAvailable();
const newHome = homesForTests();

/** What one page fetches, from before its first request. */
class Traffic {
  /** Bytes on the wire by path: what was asked for, and the headers of the answers. */
  readonly bodies = new Map<string, number>();
  headers = 0;
  /** Addresses that were asked for in vain. */
  readonly refused: string[] = [];
  readonly #underWay = new Map<string, { path: string; headers: number; announced: number }>();

  static async of(page: Page): Promise<Traffic> {
    const traffic = new Traffic();
    const devtools = await page.context().newCDPSession(page);
    devtools.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
      traffic.headers += redirectResponse?.encodedDataLength ?? 0;
      traffic.#underWay.set(requestId, { path: new URL(request.url).pathname, headers: 0, announced: 0 });
    });
    devtools.on("Network.responseReceived", ({ requestId, response }) => {
      const request = traffic.#underWay.get(requestId);
      if (request) {
        request.headers = response.encodedDataLength;
        request.announced = Number(response.headers["content-length"] ?? 0);
      }
      // Nobody reads the text of a refusal, so its end is never told.
      if (response.status >= 400) {
        traffic.refused.push(response.url);
        traffic.#ended(requestId, response.encodedDataLength);
      }
    });
    // A page that has read an answer to its end may let go of it before the browser calls it finished.
    devtools.on("Network.loadingFailed", ({ requestId }) => {
      const { headers = 0, announced = 0 } = traffic.#underWay.get(requestId) ?? {};
      traffic.#ended(requestId, headers + announced);
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      traffic.#ended(requestId, encodedDataLength),
    );
    await devtools.send("Network.enable");
    // As over plain http, where browsers take no brotli.
    await devtools.send("Network.setExtraHTTPHeaders", { headers: { "accept-encoding": "gzip" } });
    return traffic;
  }

  #ended(requestId: string, bytes: number): void {
    const request = this.#underWay.get(requestId);
    if (!request) return;
    this.#underWay.delete(requestId);
    this.headers += request.headers;
    const { path } = request;
    if (this.#isAgain(path)) return;
    this.bodies.set(path, (this.bodies.get(path) ?? 0) + bytes - request.headers);
  }

  /** A page asks for the lists of rooms again and again: once counts. */
  #isAgain(path: string): boolean {
    return /^\/(?:\.well-known\/partyline|v1\/)/.test(path) && this.bodies.has(path);
  }

  /** The bytes of all files once nothing is under way any more; prints them. */
  async total(what: string): Promise<number> {
    const waits = () => [...this.#underWay.values()].filter(({ path }) => !this.#isAgain(path));
    await expect.poll(waits).toEqual([]);
    const total = [...this.bodies.values()].reduce((sum, bytes) => sum + bytes, 0);
    const parts = [...this.bodies].sort(([, a], [, b]) => b - a);
    const lines = [
      `  ${what}: ${total} bytes in ${parts.length} files, and ${this.headers} of headers`,
      ...parts.map(([path, bytes]) => `${`${bytes}`.padStart(10)} ${path}`),
    ];
    console.log(lines.join("\n"));
    expect(this.refused).toEqual([]);
    return total;
  }
}

describe.skipIf(!available.ok)(
  `the first load of a page${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    let browser: Browser;
    /** The console's own browser, which has its cookie. */
    let owner: BrowserContext;
    let origin: string;
    let room: { path: string; link: URL };

    /** A page whose cache is empty, in a browser that has the console's cookie or, a guest's, nothing at all. */
    async function newPage(who: "owner" | "guest"): Promise<Page> {
      const context = await browser.newContext();
      onTestFinished(() => context.close());
      if (who === "owner") await context.addCookies(await owner.cookies());
      const page = await context.newPage();
      // On a busy machine what is fetched ahead would come into the first load.
      await page.addInitScript((ahead) => {
        const later = setTimeout;
        const unless = (task: () => void, ms?: number) => (ms === ahead ? 0 : later(task, ms));
        Object.assign(window, { setTimeout: unless });
      }, AHEAD_MS);
      return page;
    }

    const composer = (page: Page) => page.locator("textarea[name=message]");

    async function say(page: Page, text: string): Promise<void> {
      await composer(page).fill(text);
      await composer(page).press("Enter");
      await page.locator("article.row-stored", { hasText: text }).waitFor();
    }

    beforeAll(async () => {
      browser = await launchChromium();
      const app = await newHome().open();
      owner = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await owner.newPage();
      await page.goto((await app.opened).href);
      origin = new URL(page.url()).origin;
      await page.getByLabel("Your name").fill("Anna");
      await page.keyboard.press("Enter");
      await page.getByLabel("Name of the new room").fill("Reading Club");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      const address = await page.locator(".share-address").first().textContent();
      const path = new URL(page.url()).pathname;
      // The same host by a name that is no secure context, as a phone has it.
      room = { path, link: new URL(`http://host.test:${(address ?? "").split(":").at(-1)}${path}`) };
      await page.keyboard.press("Escape");
      for (const text of ["Who has read it to the end?", "I have, last night.", "Then on Friday at 7."])
        await say(page, text);
      await page.close();
    });
    afterAll(() => browser?.close());

    it("of the console's home is at most 100 kB", async () => {
      const page = await newPage("owner");
      const traffic = await Traffic.of(page);
      await page.goto(`${origin}/`);
      await page
        .locator("main")
        .getByRole("link", { name: /Reading Club/ })
        .waitFor();
      expect(await traffic.total("the console's home")).toBeLessThanOrEqual(MOST);
    });

    it("of the console's own room is at most 100 kB", async () => {
      const page = await newPage("owner");
      const traffic = await Traffic.of(page);
      await page.goto(`${origin}${room.path}`);
      await page.getByText("Then on Friday at 7.").waitFor();
      await say(page, "At mine?");
      expect(await traffic.total("the console's own room")).toBeLessThanOrEqual(MOST);
    });

    it("of a guest is at most 100 kB until the name is asked, and once a message is sent", async () => {
      const page = await newPage("guest");
      const traffic = await Traffic.of(page);
      await page.goto(room.link.href);
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await page.getByLabel("Your name").waitFor();
      expect(await traffic.total("a guest's first screen")).toBeLessThanOrEqual(MOST);
      await page.getByLabel("Your name").fill("Ben");
      await page.keyboard.press("Enter");
      await page.getByText("Then on Friday at 7.").waitFor();
      await say(page, "I will bring tea.");
      expect(await traffic.total("a guest's room")).toBeLessThanOrEqual(MOST);
    });

    it("of a host's list of rooms is at most 100 kB", async () => {
      const page = await newPage("guest");
      const traffic = await Traffic.of(page);
      await page.goto(`${room.link.origin}/`);
      await page.getByLabel("Your name").fill("Cleo");
      await page.keyboard.press("Enter");
      await page
        .locator("main")
        .getByRole("link", { name: /Reading Club/ })
        .waitFor();
      expect(await traffic.total("a host's list of rooms")).toBeLessThanOrEqual(MOST);
    });

    it("of a switchboard's list of rooms, and of a room there, is at most 100 kB", async () => {
      const { open } = await startBoard(newHome());
      const { app } = await startHost(newHome(), "Chess", ["--switchboard", `http://127.0.0.1:${open.port}`]);
      await row(app, { event: "switchboard", state: "listed" });
      const board = `http://host.test:${open.port}`;

      const page = await newPage("guest");
      const list = await Traffic.of(page);
      await page.goto(`${board}/`);
      await page.getByLabel("Your name").fill("Dana");
      await page.keyboard.press("Enter");
      await page.locator("main").getByRole("link", { name: /Chess/ }).waitFor();
      expect(await list.total("a switchboard's list of rooms")).toBeLessThanOrEqual(MOST);

      const other = await newPage("guest");
      const inRoom = await Traffic.of(other);
      await other.goto(`${board}/r/Chess`);
      await other.getByLabel("Your name").fill("Emil");
      await other.keyboard.press("Enter");
      await say(other, "Who opens?");
      expect(await inRoom.total("a room on a switchboard")).toBeLessThanOrEqual(MOST);
    });

    it("of a room with a password is at most 100 kB until that is asked", async () => {
      const home = newHome();
      const file = join(home.path, "password.txt");
      writeFileSync(file, "correct horse\n");
      const { open } = await startHost(home, "Vault", ["--password-file", file]);
      const page = await newPage("guest");
      const traffic = await Traffic.of(page);
      await page.goto(`http://host.test:${open.port}/r/${open.id}`);
      await page.getByLabel("Your name").fill("Fred");
      await page.keyboard.press("Enter");
      await page.locator("input[type=password]").waitFor();
      expect(await traffic.total("a room that asks for its password")).toBeLessThanOrEqual(MOST);
    });

    it("has no Markdown in it until a message needs it", async () => {
      const page = await newPage("guest");
      const traffic = await Traffic.of(page);
      const loads = (part: string) => [...traffic.bodies.keys()].filter((path) => path.includes(`/${part}-`));
      await page.goto(room.link.href);
      await page.getByLabel("Your name").fill("Dora");
      await page.keyboard.press("Enter");
      await say(page, "Plain words, 2 * 3 and snake_case, see http://example.org/a_b");
      await traffic.total("a guest's room, plain words");
      expect([loads("markdown"), loads("shortcodes")]).toEqual([[], []]);
      await composer(page).fill("*Marked* words");
      await composer(page).press("Enter");
      await page.locator("article em", { hasText: "Marked" }).waitFor();
      expect(loads("markdown")).toHaveLength(1);
      expect(loads("shortcodes")).toEqual([]);
    });
  },
);
