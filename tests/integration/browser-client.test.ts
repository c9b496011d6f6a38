/** The client in a real browser, without a secure context, against a real host: nothing is lost and nothing said
 *  twice, whatever happens to the page, the host and the storage. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Host, type HostedRoom, openHost } from "@partyline/host";
import { encodeHostPublicKeys, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import {
  buildForBrowser,
  chromiumAvailable,
  launchChromium,
  type ServedPage,
  servePage,
} from "@partyline/testkit";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RoomPage } from "../../packages/client/test/browser/fixtures/room-page.ts";

declare const page: RoomPage;

const available = chromiumAvailable();
const PROGRAM = "../../packages/client/test/browser/fixtures/room-page.ts";
const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(9), id).public,
};
const numbered = (what: string, most: number) => Array.from({ length: most }, (_, i) => `${what} ${i + 1}`);

describe.skipIf(!available.ok)(
  `a client in a browser${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    let browser: Browser;
    let served: ServedPage;
    let profile: BrowserContext;
    let home: string;
    let host: Host;
    let room: HostedRoom;

    beforeAll(async () => {
      served = await servePage(await buildForBrowser(fileURLToPath(new URL(PROGRAM, import.meta.url))));
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });
    beforeEach(async () => {
      home = mkdtempSync(join(tmpdir(), "partyline-browser-"));
      profile = await browser.newContext();
      await startHost(0);
    });
    afterEach(async () => {
      await profile.close();
      await host.close();
      rmSync(home, { recursive: true, force: true });
    });

    async function startHost(port: number): Promise<void> {
      // A budget that 1,000 messages exceed: the rest of them takes seconds, in which things can happen.
      const limits = { sendBurst: 200, sendsPerSecond: 400 };
      host = await openHost({ home, port, bind: "127.0.0.1", advertise: false, limits });
      room = await host.openRoom({ name: "Kitchen", owner });
    }

    /** Starts a client in the tab, which has just loaded; resolves when it is `state`. */
    async function start(
      tab: Page,
      options: { name?: string; password?: string } = {},
      state = "live",
    ): Promise<void> {
      const { id, keys } = room;
      const target = { id, keys: encodeHostPublicKeys(keys), address: "host.test", port: host.port };
      await tab.waitForFunction(() => "page" in globalThis);
      await tab.evaluate((to) => page.join(to), { name: "Ben", ...target, ...options });
      await becomes(tab, state);
    }

    async function newTab(): Promise<Page> {
      const tab = await profile.newPage();
      await tab.goto(served.url);
      return tab;
    }

    const becomes = (tab: Page, state: string) =>
      tab.waitForFunction((wanted) => page.client?.state.kind === wanted, state);
    const shows = (tab: Page, most: number) => tab.waitForFunction((most) => page.texts.length >= most, most);
    const texts = (tab: Page) => tab.evaluate(() => page.texts);
    const say = (tab: Page, what: readonly string[]) => tab.evaluate((what) => page.say(what), what);

    it("joins and talks, without a secure context", async () => {
      const [ben, cleo] = [await newTab(), await (await browser.newContext()).newPage()];
      await cleo.goto(served.url);
      await start(ben);
      await start(cleo, { name: "Cleo" });
      expect(await ben.evaluate(() => [isSecureContext, page.kept])).toEqual([false, true]);
      await say(ben, ["hello"]);
      await shows(cleo, 1);
      await say(cleo, ["hello yourself"]);
      await shows(ben, 2);
      expect([await texts(ben), await texts(cleo)]).toEqual([
        ["hello", "hello yourself"],
        ["hello", "hello yourself"],
      ]);
      await cleo.context().close();
    });

    it("loses nothing and says nothing twice when the page is reloaded in the middle of sending", async () => {
      const tab = await newTab();
      await start(tab);
      const all = numbered("line", 3_000);
      await say(tab, all);
      // All were stored in one go, and before the first of them was sent.
      await tab.waitForFunction(() => page.acked > 0);
      const me = await tab.evaluate(() => page.client?.me?.id);
      await tab.reload();
      await start(tab);
      expect(await tab.evaluate(() => page.waited)).toBeGreaterThan(0);
      await tab.reload();
      await start(tab);
      await shows(tab, all.length);
      await tab.waitForFunction(() => page.client?.pending.length === 0);
      expect(await texts(tab)).toEqual(all);
      expect(await tab.evaluate(() => page.client?.me?.id)).toBe(me);
    });

    it("lets two tabs of one profile be one person and send at the same time", async () => {
      const [one, two] = [await newTab(), await newTab()];
      await start(one);
      await start(two);
      const [left, right] = [numbered("left", 50), numbered("right", 50)];
      await Promise.all([say(one, left), say(two, right)]);
      await Promise.all([shows(one, 100), shows(two, 100)]);
      const seen = await texts(one);
      expect(await texts(two)).toEqual(seen);
      expect(seen.filter((text) => text.startsWith("left"))).toEqual(left);
      expect(seen.filter((text) => text.startsWith("right"))).toEqual(right);
      const me = (tab: Page) => tab.evaluate(() => page.client?.me?.id);
      expect(await me(two)).toBe(await me(one));
    });

    it("sends what a closed tab left, from the next that is opened", async () => {
      const tab = await newTab();
      await start(tab);
      const { port } = host;
      await host.close();
      await becomes(tab, "waiting");
      await say(tab, ["left behind"]);
      await tab.waitForFunction(async () => (await page.stored()) === 1);
      await tab.close();
      await startHost(port);
      const next = await newTab();
      await start(next);
      await shows(next, 1);
      expect(await texts(next)).toEqual(["left behind"]);
    });

    it("is back at once when the host has been away and the page hears that the network is back", async () => {
      const tab = await newTab();
      await start(tab);
      await say(tab, ["before"]);
      await shows(tab, 1);
      const { port } = host;
      await host.close();
      await say(tab, ["while away"]);
      // Some tries later the client waits for long.
      await tab.waitForFunction(() => page.waitsUntil() - Date.now() > 3_000);
      await startHost(port);
      const until = await tab.evaluate(() => page.waitsUntil());
      await tab.evaluate(() => void dispatchEvent(new Event("online")));
      await becomes(tab, "live");
      expect(await tab.evaluate(() => Date.now())).toBeLessThan(until);
      await shows(tab, 2);
      expect(await texts(tab)).toEqual(["before", "while away"]);
    });

    it("joins a room with a password, its argon2 under the policy of the page", async () => {
      room = await host.openRoom({ name: "Cellar", owner, password: "open sesame" });
      const tab = await newTab();
      await start(tab, { password: "open barley" }, "ended");
      expect(await tab.evaluate(() => page.endedWith())).toBe("WRONG_PASSWORD");
      await tab.reload();
      await start(tab, { password: "open sesame" });
      await say(tab, ["let in"]);
      await shows(tab, 1);
    });

    it("says so when the browser has no more room, keeps what was typed in sight, and sends it later", async () => {
      const devtools = await profile.newCDPSession(await newTab());
      const { origin } = new URL(served.url);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 400_000 });
      const tab = await newTab();
      await start(tab);
      const much = numbered(`much ${"more ".repeat(700)}`, 400);
      await say(tab, much);
      await tab.waitForFunction(() => page.troubles.includes("STORE"));
      expect(await tab.evaluate(() => [page.acked, page.client?.pending.length])).toEqual([0, much.length]);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin });
      await shows(tab, much.length);
      expect(await texts(tab)).toEqual(much);
    });
  },
);
