/** A page that is left and comes back, and a browser that refuses to store. */
import { chromiumAvailable } from "@partyline/testkit";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { InChromium, loaded } from "./fixtures/in-chromium.ts";
import type { StorePage } from "./fixtures/store-page.ts";
import { open, write } from "./fixtures/tab.ts";

declare const page: StorePage;

const available = chromiumAvailable();
const why = available.ok ? "" : ` (skipped: ${available.reason})`;

/** Goes to another document; the one left stays in the back-forward cache. */
async function leave(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    addEventListener("pageshow", (event) => Object.assign(globalThis, { cameBack: event.persisted }));
  });
  await tab.goto(new URL("/elsewhere", tab.url()).href);
}

/** Goes back, and says whether the document is the old one, with all that was in it. */
async function comeBack(tab: Page): Promise<boolean> {
  await tab.evaluate(() => history.back()).catch(() => {});
  await loaded(tab);
  return tab.evaluate(() => (globalThis as { cameBack?: boolean }).cameBack === true);
}

describe.skipIf(!available.ok)(`a page that comes back${why}`, () => {
  let chromium: InChromium;
  let profile: BrowserContext;
  beforeAll(async () => {
    chromium = await InChromium.start("./store-page.ts", { without: ["--disable-back-forward-cache"] });
  });
  afterAll(() => chromium?.close());
  beforeEach(async () => {
    profile = await chromium.profile();
  });
  afterEach(() => profile.close());

  test("goes on with its client id where nobody had it meanwhile", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    expect(await write(tab, 1, "before")).toBe("ok");
    await leave(tab);
    expect(await comeBack(tab)).toBe(true);
    expect(await write(tab, 2, "after")).toBe("ok");
    // It is held again, not only thought to be.
    const other = await chromium.tab(profile);
    expect((await open(other)).client).not.toBe(client);
  });

  test("learns at its next write that another tab has adopted its client id, and writes nothing", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    expect(await write(tab, 1, "before")).toBe("ok");
    await leave(tab);
    const other = await chromium.tab(profile);
    expect(await open(other)).toEqual({ client, waiting: ["before"] });
    expect(await comeBack(tab)).toBe(true);
    expect(await write(tab, 2, "too late")).toBe("SESSION_LOST");
    expect(await write(other, 2, "mine")).toBe("ok");
    await other.close();
    const third = await chromium.tab(profile);
    expect(await open(third)).toEqual({ client, waiting: ["before", "mine"] });
  });

  test("learns it also where that other tab has let go again", async () => {
    const tab = await chromium.tab(profile);
    const { client } = await open(tab);
    await leave(tab);
    const other = await chromium.tab(profile);
    expect((await open(other)).client).toBe(client);
    expect(await write(other, 1, "mine")).toBe("ok");
    await other.close();
    expect(await comeBack(tab)).toBe(true);
    expect(await write(tab, 1, "the same number")).toBe("SESSION_LOST");
  });
});

describe.skipIf(!available.ok)(`a browser that does not store${why}`, () => {
  test("leaves the page a store in memory, and says why", async () => {
    // A sandboxed page is in nobody's origin, and storage is refused to it as to a page whose data is blocked.
    const chromium = await InChromium.start("./store-page.ts", { csp: "sandbox allow-scripts" });
    try {
      const tab = await chromium.tab(await chromium.profile());
      const opened = await tab.evaluate(async () => {
        const { store, kept, why } = await page.openBrowserStore();
        const { seed } = await store.profile();
        return { kept, code: why?.code, cause: (why?.cause as Error | undefined)?.name, seed: seed.length };
      });
      expect(opened).toEqual({ kept: false, code: "STORE", cause: "SecurityError", seed: 32 });
    } finally {
      await chromium.close();
    }
  });

  test("leaves it one also where the browser never answers, when asked to open or later", async () => {
    const chromium = await InChromium.start("./store-page.ts");
    try {
      const tab = await chromium.tab(await chromium.profile());
      const opened = await tab.evaluate(async () => {
        const never = () => ({}) as IDBOpenDBRequest;
        const { open, transaction } = {
          open: IDBFactory.prototype.open,
          transaction: IDBDatabase.prototype.transaction,
        };
        IDBFactory.prototype.open = never;
        const first = await page.openBrowserStore();
        IDBFactory.prototype.open = open;
        IDBDatabase.prototype.transaction = function (...given) {
          const tx = transaction.apply(this, given);
          Object.defineProperty(tx, "objectStore", { value: () => ({ get: never, add: never, put: never }) });
          return tx;
        };
        const second = await page.openBrowserStore();
        const tell = async ({ kept, why, store }: typeof first) =>
          `${kept} ${why?.code} ${why?.message} ${(await store.profile()).seed.length}`;
        return [await tell(first), await tell(second)];
      });
      const told =
        "false STORE The browser's storage does not answer. Close other tabs of this page and reload it. 32";
      expect(opened).toEqual([told, told]);
    } finally {
      await chromium.close();
    }
  });

  test("fails a write with STORE where there is no room for it, and stores the next", async () => {
    const chromium = await InChromium.start("./store-page.ts");
    try {
      const profile = await chromium.profile();
      const tab = await chromium.tab(profile);
      const devtools = await profile.newCDPSession(tab);
      const { origin } = new URL(chromium.url);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 300_000 });
      expect(await tab.evaluate(async () => (await page.openBrowserStore()).kept)).toBe(true);
      await open(tab);
      expect(await write(tab, 1, "much ".repeat(200_000))).toBe("STORE QuotaExceededError");
      expect(await write(tab, 1, "little")).toBe("ok");
      await tab.reload();
      await loaded(tab);
      expect((await open(tab)).waiting).toEqual(["little"]);
    } finally {
      await chromium.close();
    }
  });

  test("says to reload where a later version of the page has the data, or has just taken it", async () => {
    const chromium = await InChromium.start("./store-page.ts");
    try {
      const tab = await chromium.tab(await chromium.profile());
      const said = await tab.evaluate(async () => {
        const early = await page.indexedDbStore();
        const later = indexedDB.open("partyline", 99);
        await new Promise((resolve, reject) => {
          later.onsuccess = resolve;
          later.onerror = later.onblocked = reject;
        });
        const taken = await early.profile().catch((error) => `${error.code}: ${error.message}`);
        const { kept, why } = await page.openBrowserStore();
        return [taken, kept, `${why?.code}: ${why?.message}`];
      });
      expect(said).toEqual([
        "STORE: The browser has closed this page's storage. Reload the page.",
        false,
        "STORE: A newer version of this page has stored its data. Reload the page.",
      ]);
    } finally {
      await chromium.close();
    }
  });
});
