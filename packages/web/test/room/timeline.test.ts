import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./gallery.ts";

const available = chromiumAvailable();
const SIZE = { width: 1000, height: 800 };

describe.skipIf(!available.ok)("the timeline, in Chromium", () => {
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

  async function open(room: string, viewport = SIZE): Promise<void> {
    page = await browser.newPage({ viewport });
    await page.goto(served.url(room));
    await page.waitForSelector(".timeline-scroller:not(.timeline-opening) li");
    await settled();
  }

  /** Until nothing has moved for some frames: the list measures in one and places in the next. */
  const settled = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const scroller = document.querySelector(".timeline-scroller")!;
          let same = 0;
          let before = "";
          const look = () => {
            const now = `${scroller.scrollTop} ${scroller.scrollHeight} ${scroller.clientHeight}`;
            same = now === before ? same + 1 : 0;
            before = now;
            if (same > 12) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
    );

  /** Pixels between the end of the timeline and the lower edge of its view. */
  const toEnd = () =>
    page.evaluate(() => {
      const scroller = document.querySelector(".timeline-scroller")!;
      return Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight);
    });

  /** The y of the row whose text begins with `start`. */
  const yOf = (start: string) =>
    page.evaluate((words) => {
      const rows = [...document.querySelectorAll(".row-message")];
      const row = rows.find((one) => one.querySelector(".text")?.textContent?.startsWith(words));
      return row && Math.round(row.querySelector(".text")!.getBoundingClientRect().top);
    }, start);

  const scrollBy = async (pixels: number) => {
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, pixels);
    await settled();
  };

  const inView = () =>
    page.evaluate(() => {
      const top = document.querySelector(".timeline-scroller")!.getBoundingClientRect().top;
      const rows = [...document.querySelectorAll(".row-message")];
      const row = rows.find((one) => one.getBoundingClientRect().top > top + 100);
      return row?.querySelector(".text")?.textContent?.split(":")[0] ?? "";
    });

  const button = () => page.locator(".timeline-to-end");

  test("opens at the end, and says so", async () => {
    await open("many");
    expect(await toEnd()).toBeLessThan(2);
    expect(await yOf("10000:")).toBeGreaterThan(0);
    expect(await page.evaluate(() => gallery.room.end)).toEqual([true]);
    expect(await page.locator("ol > li").count()).toBeLessThan(60);
  });

  test("opens at the first unread, with some of what was read before above it", async () => {
    await open("unread");
    const line = (await page.locator(".row-new").boundingBox())!;
    const view = (await page.locator(".timeline-scroller").boundingBox())!;
    expect(line.y - view.y).toBeGreaterThan(20);
    expect(line.y - view.y).toBeLessThan(160);
    expect(await page.evaluate(() => gallery.room.end)).toEqual([false]);
    expect(await button().textContent()).toBe("100 new");
    await button().click();
    await settled();
    expect(await toEnd()).toBeLessThan(2);
    expect(await button().count()).toBe(0);
  });

  test("stays at the end when rows arrive there", async () => {
    await open("many");
    for (const count of [1, 1, 40, 3]) {
      await page.evaluate((more) => gallery.append(more), count);
      await settled();
      expect(await toEnd()).toBeLessThan(2);
    }
    expect(await yOf("10045:")).toBeGreaterThan(0);
  });

  test("whoever reads above stays there when rows arrive, and a button waits with their number", async () => {
    await open("many");
    await scrollBy(-1_500);
    const row = await inView();
    const before = await yOf(`${row}:`);
    await page.evaluate(() => {
      gallery.append(3);
      gallery.room.unread.value = 3;
    });
    await settled();
    expect(await yOf(`${row}:`)).toBe(before);
    expect(await button().textContent()).toBe("3 new");
    await button().click();
    await settled();
    expect(await toEnd()).toBeLessThan(2);
  });

  test("whoever scrolls up while many rows arrive gets away from the end, and stays away", async () => {
    await open("many");
    await page.mouse.move(400, 400);
    const load = page.evaluate(async () => {
      for (let frames = 0; frames < 90; frames++) {
        gallery.append(3);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await page.mouse.wheel(0, -600);
    await load;
    await settled();
    expect(await toEnd()).toBeGreaterThan(2_000);
    expect(await button().count()).toBe(1);
  });

  test.each([-2_000, -600_000])("older rows in front move nothing (scrolled by %i)", async (by) => {
    await open("paged");
    await scrollBy(by);
    const row = await inView();
    const before = await yOf(`${row}:`);
    expect(before).toBeTypeOf("number");
    await page.evaluate(() => gallery.prepend(200));
    await settled();
    expect(await yOf(`${row}:`)).toBe(before);
    await page.evaluate(() => {
      gallery.prepend(100);
      gallery.append(5);
    });
    await settled();
    expect(await yOf(`${row}:`)).toBe(before);
  });

  test("older rows are asked for before the top is reached, and once until they come", async () => {
    await open("paged");
    expect(await page.evaluate(() => gallery.room.loads)).toBe(0);
    const height = await page.evaluate(() => document.querySelector(".timeline-scroller")!.scrollTop);
    await scrollBy(-(height - 700));
    expect(await page.evaluate(() => gallery.room.loads)).toBe(1);
    // Nothing came, as when offline: whoever goes on to the top asks again.
    await scrollBy(-900);
    expect(await page.evaluate(() => gallery.room.loads)).toBe(2);
  });

  test("a keyboard that opens does not hide the end", async () => {
    await open("many", { width: 360, height: 780 });
    await page.setViewportSize({ width: 360, height: 420 });
    await settled();
    expect(await toEnd()).toBeLessThan(2);
    await page.setViewportSize({ width: 360, height: 780 });
    await settled();
    expect(await toEnd()).toBeLessThan(2);
  });

  test("a row that settles is the same element", async () => {
    await open("reading");
    const same = await page.evaluate(async () => {
      const last = () => [...document.querySelectorAll("ol > li")].at(-1);
      const before = last();
      gallery.room.rows.value = gallery.room.rows.value.map((row) =>
        row.kind === "message" && row.state === "pending"
          ? { ...row, state: "stored", seq: 8, pendingKey: undefined }
          : row,
      );
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return before === last() && !last()?.querySelector(".row-clock");
    });
    expect(same).toBe(true);
  });

  test("what arrives is announced, one whole and many by number", async () => {
    await open("many");
    const said = page.locator("[aria-live=polite][aria-atomic]");
    await page.evaluate(() => gallery.append(1));
    await page.waitForFunction(() =>
      document
        .querySelector("[aria-live=polite][aria-atomic]")
        ?.textContent?.startsWith("Jun: 10001: A line"),
    );
    await page.evaluate(() => gallery.append(4));
    await page.evaluate(() => gallery.append(4));
    await page.waitForFunction(() =>
      document.querySelector("[aria-live=polite][aria-atomic]")?.textContent?.endsWith("new messages"),
    );
    expect(await said.textContent()).toMatch(/^\d new messages$/);
  });
});
