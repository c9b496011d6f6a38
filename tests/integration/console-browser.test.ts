/** The app's door as a real browser goes through it: cookies and redirects are its doing, not ours. */
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homesForTests } from "./fixtures/homes.ts";

const CHROMIUM = "/usr/bin/chromium";
const newHome = homesForTests();

describe.skipIf(!existsSync(CHROMIUM))("the app in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  it("C1.3 opens by its address, and C1.10 by a link on a foreign page", async () => {
    const app = await newHome().open();
    const url = await app.opened;
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
    });
    const first = await page.goto(url.href);
    expect([first?.status(), page.url()]).toEqual([200, `${url.origin}/`]);

    const room = `${url.origin}/r/${"a".repeat(32)}`;
    const foreign = createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<a id="link" href="${room}">a room</a><script type="module">
        const api = new WebSocket("${url.origin.replace("http", "ws")}/api");
        api.onopen = () => document.title = "in"; api.onclose = () => document.title = "refused";</script>`);
    });
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    const { port } = foreign.address() as AddressInfo;
    try {
      // "localhost" is another site than 127.0.0.1: no cookie. The same address at another port has it sent along.
      for (const host of ["localhost", "127.0.0.1"]) {
        const other = await context.newPage();
        await other.goto(`http://${host}:${port}/`);
        await other.waitForFunction("document.title !== ''");
        expect(await other.title()).toBe("refused");
        await other.click("#link");
        await other.waitForFunction("document.querySelector('#app')");
        expect(other.url()).toBe(room);
      }
    } finally {
      foreign.close();
    }
    const stranger = await browser.newContext();
    const refused = await (await stranger.newPage()).goto(`${url.origin}/`);
    expect(refused?.status()).toBe(403);
    expect(complaints).toEqual([]);
  });
});
