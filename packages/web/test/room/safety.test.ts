import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./gallery.ts";

const available = chromiumAvailable();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All that a text can become: the kinds of its tree, and the icons of tasks. */
const WHITELIST = new Set(
  "div p br a span em strong s code pre blockquote ul ol li table thead tbody tr th td hr svg path rect".split(
    " ",
  ),
);

/** What somebody writes to break the page or its readers. */
const TEXTS = [
  "<script>document.title='owned'</script> **x**",
  "<img src=x onerror=\"document.title='owned'\"> *x*",
  "<svg/onload=alert(1)> `x`",
  "<iframe src=https://evil.example></iframe> *x*",
  "[x](javascript:document.title='owned') [y](data:text/html,x)",
  "![](https://evil.example/pixel.gif) ![y](//evil.example/y.gif)",
  "<style>*{display:none}</style> *x*",
  "|<b>a</b>|b|\n|-|-|\n|<img src=https://evil.example/z>|d|",
  "[a]: https://evil.example\n[a]",
  "<https://evil.example> &lt;script&gt; *x*",
  `${"> ".repeat(5_000)}*x*`,
  `${"*_".repeat(2_000)}x`,
  "```<script>\n</code></pre><script>alert(1)</script>\n```",
  `${"x".repeat(9_990)} *y*`,
  `a${"\u0301".repeat(9_000)} *x*`,
];

/** What is used of axe-core, which the page gets as a script. */
interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
}

describe.skipIf(!available.ok)("what others write, in Chromium", () => {
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

  test.each([360, 1440])(
    "makes no other elements, loads nothing, and stays in its column (%i px)",
    async (width) => {
      page = await browser.newPage({ viewport: { width, height: 900 } });
      const asked: string[] = [];
      const wrong: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => wrong.push(error.message));
      page.on("dialog", (dialog) => wrong.push(dialog.message()));
      await page.goto(served.url("rich"));
      await page.waitForSelector(".text-table");
      const before = asked.length;
      for (const text of TEXTS) {
        const found = await page.evaluate(async (typed) => {
          const row = gallery.longRow(1);
          gallery.room.rows.value = [{ ...row, text: typed }];
          const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
          for (let frames = 0; frames < 6; frames++) await frame();
          const all = [...document.querySelectorAll<HTMLElement>(".text, .text *")];
          return {
            names: [...new Set(all.map((element) => element.localName))],
            links: all.flatMap((element) => element.getAttribute("href") ?? []),
            attributes: all.flatMap((element) =>
              element.getAttributeNames().filter((name) => /^on|^src|^style/.test(name)),
            ),
            wide: document.documentElement.scrollWidth - innerWidth,
            right: Math.max(
              ...[...document.querySelectorAll(".text")].map((e) => e.getBoundingClientRect().right),
            ),
          };
        }, text);
        expect(found.names.filter((name) => !WHITELIST.has(name))).toEqual([]);
        expect(found.attributes).toEqual([]);
        for (const href of found.links) expect(href).toMatch(/^(?:https?|mailto):/);
        expect(found.wide).toBeLessThanOrEqual(0);
        expect(found.right).toBeLessThanOrEqual(width);
      }
      expect(await page.title()).toBe("Room");
      // The page's own parts, which it fetches ahead while it is at rest.
      const own = new URL("/assets/", page.url()).href;
      expect(asked.slice(before).filter((url) => !url.startsWith(own))).toEqual([]);
      expect(wrong).toEqual([]);
    },
  );

  test("links open apart from the page, and say so to it", async () => {
    page = await browser.newPage();
    await page.goto(served.url("rich"));
    const links = page.locator(".text a");
    await links.first().waitFor();
    for (const link of await links.all()) {
      expect(await link.getAttribute("target")).toBe("_blank");
      expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    }
  });

  test.each(["light", "dark"] as const)(
    "axe finds nothing wrong (%s)",
    async (theme) => {
      const context = await browser.newContext({ bypassCSP: true });
      for (const width of [360, 1440]) {
        page = await context.newPage();
        await page.setViewportSize({ width, height: 900 });
        for (const room of [
          "empty",
          "reading",
          "rich",
          "hostile",
          "failing",
          "over",
          "offline",
          "ended",
          "banned",
          "wrong",
          "name",
        ]) {
          await page.goto(served.url(room, theme));
          await page.waitForSelector(".room");
          await page.waitForFunction(() => !document.querySelector(".timeline-opening"));
          await page.evaluate(AXE);
          const violations = await page.evaluate(async () => {
            const { violations: found } = await (globalThis as unknown as { axe: Axe }).axe.run();
            return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`);
          });
          expect(violations, `${room} ${width}`).toEqual([]);
        }
        await page.close();
      }
      await context.close();
    },
    120_000,
  );
});
