/** The store of a page, in a real browser and without a secure context. */
import { chromiumAvailable } from "@partyline/testkit";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type TestAPI, test } from "vitest";
import { storeContract } from "../store-contract.ts";
import { InChromium, loaded } from "./fixtures/in-chromium.ts";
import type { StorePage } from "./fixtures/store-page.ts";
import { open, write } from "./fixtures/tab.ts";

declare const page: StorePage;

const available = chromiumAvailable();

describe.skipIf(!available.ok)(`IndexedDB${available.ok ? "" : ` (skipped: ${available.reason})`}`, () => {
  let chromium: InChromium;
  let profile: BrowserContext;
  beforeAll(async () => {
    chromium = await InChromium.start("./store-page.ts");
  });
  afterAll(() => chromium?.close());
  beforeEach(async () => {
    profile = await chromium.profile();
  });
  afterEach(() => profile.close());

  test("is tried where there is no secure context", async () => {
    const tab = await chromium.tab(profile);
    expect(
      await tab.evaluate(() => [
        isSecureContext,
        "locks" in navigator,
        "subtle" in crypto,
        "randomUUID" in crypto,
      ]),
    ).toEqual([false, false, false, false]);
  });

  // The titles are read here; each body runs in the page.
  const inPage = ((title: string) =>
    test(title, async () => {
      const tab = await chromium.tab(profile);
      await tab.evaluate((wanted) => page.contract(wanted), title);
    })) as unknown as TestAPI;
  storeContract({ test: inPage, expect }, () => Promise.reject(new Error("runs in the page")));

  test("fails with what the page expected in vain", async () => {
    const tab = await chromium.tab(profile);
    const wrong = [
      () => page.expect([1, { a: new Uint8Array([2]) }]).toEqual([1, { a: new Uint8Array([3]) }]),
      () => page.expect({ a: 1, b: 2 }).toMatchObject({ a: 1, b: 3 }),
      () => page.expect("same").not.toBe("same"),
      () => page.expect([1, 2]).toEqual([1]),
    ];
    for (const body of wrong)
      await expect(tab.evaluate(body)).rejects.toThrow(/expected .* to (equal|match|be)/);
    await tab.evaluate(() => page.expect({ a: 1, b: undefined }).toEqual({ a: 1 }));
  });

  test("gives a reloaded tab its client id again, with what waits there", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    for (let i = 1; i <= 5; i++) {
      expect(await write(tab, i, `text ${i}`)).toBe("ok");
      await tab.reload();
      await loaded(tab);
      const again = await open(tab);
      expect(again).toEqual({ client, waiting: Array.from({ length: i }, (_, k) => `text ${k + 1}`) });
    }
  });

  test("gives two living tabs two client ids, and a closed one's to the next", async () => {
    const [one, two] = [await chromium.tab(profile), await chromium.tab(profile)];
    const [first, second] = [await open(one), await open(two)];
    expect(second.client).not.toBe(first.client);
    await one.close();
    const three = await chromium.tab(profile);
    expect((await open(three)).client).toBe(first.client);
    expect(await write(two, 1, "still here")).toBe("ok");
  });

  test("gives tabs that open at the same time a seed in common and client ids of their own", async () => {
    const tabs = await Promise.all(Array.from({ length: 4 }, () => chromium.tab(profile)));
    const opened = await Promise.all(tabs.map(open));
    expect(new Set(opened.map(({ client }) => client)).size).toBe(4);
    const seeds = await Promise.all(
      tabs.map((tab) => tab.evaluate(async () => `${(await page.store!.profile()).seed}`)),
    );
    expect(new Set(seeds).size).toBe(1);
  });

  test("adopts the client id of a tab that crashed, with what waits there", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    await write(tab, 1, "left behind");
    const crashed = tab.waitForEvent("crash");
    tab.goto("chrome://crash").catch(() => {});
    await crashed;
    expect(await open(await chromium.tab(profile))).toEqual({ client, waiting: ["left behind"] });
  });

  /** Keeps the tab from doing anything for `ms`, as a frozen one does; resolves when that is over. */
  const freeze = (tab: Page, ms: number) =>
    tab.evaluate((ms) => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    }, ms);

  // Longer than the question's patience and shorter than the upgrade's, then longer than both.
  test.each([600, 3_000])("takes nothing from a tab that answers only after %i ms", async (ms) => {
    const busy = await chromium.tab(profile);
    const { client } = await open(busy);
    const other = await chromium.tab(profile);
    const frozen = freeze(busy, ms);
    expect((await open(other)).client).not.toBe(client);
    await frozen;
    expect(await write(busy, 1, "still mine")).toBe("ok");
  });

  test("is not held up by a frozen tab that once asked for the client id", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    const asked = await chromium.tab(profile);
    expect((await open(asked)).client).not.toBe(client);
    const frozen = freeze(asked, 3_000);
    await tab.reload();
    await loaded(tab);
    expect((await open(tab)).client).toBe(client);
    await frozen;
  });

  test("checks at each write that the client id is still its own", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    // As if the browser had given it to another page all the same.
    await tab.evaluate((client) => page.handOver(client), client);
    expect(await write(tab, 1, "no longer mine")).toBe("SESSION_LOST");
    const save = () => page.session!.saveLast({ log: "0".repeat(32), seq: 1 }, [], false);
    await expect(tab.evaluate(save)).rejects.toThrow("Another tab");
  });
});
