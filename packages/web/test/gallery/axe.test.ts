/** Every screen of the gallery, in both themes and at both ends of the widths, against axe-core's rules. */
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./open.ts";

/** Each screen, and what of it is drawn last: most parts are loaded when they are first shown. */
const SCREENS: readonly (readonly [screen: string, drawn: string])[] = [
  ["screen=start", ".first-start-form"],
  ["screen=join&kind=guest", ".first-start-form"],
  ["screen=home&state=few", ".home-hint, .home-cards"],
  ["screen=home&state=many", ".home-cards"],
  ["screen=home&state=empty", ".home-nothing"],
  ["screen=home&state=looking", ".home-placeholder"],
  ["screen=home&state=broken", ".home-fields"],
  ["screen=home&state=few&dir=rtl", ".home-cards"],
  ["screen=home&kind=guest", ".home-cards"],
  ["screen=home&kind=guest&state=empty", ".home-nothing"],
  ["screen=home&state=many&far=mixed", ".switchboard-trouble"],
  ["screen=home&far=mixed&dir=rtl", ".switchboard-trouble"],
  ["screen=home&kind=switchboard", ".home-cards"],
  ["screen=missing", ".no-seat code"],
  ["screen=no-seat", ".no-seat"],
  ["screen=create&typed=Reading+Club", "dialog[open]"],
  ["screen=create&typed=Reading+Club&far=mixed", "dialog[open] .reach-through"],
  ["screen=settings", "dialog[open]"],
  ["screen=settings&kind=guest&notify=no", "dialog[open]"],
  ["screen=shortcuts", "dialog[open]"],
  ["screen=share", "dialog[open] svg[role=img]"],
  ["screen=share&far=ok", "dialog[open] svg[role=img]"],
  ["screen=room-settings", "dialog[open]"],
  ["screen=room-settings&far=ok", "dialog[open] .reach-through"],
  ["screen=destroy", "dialog[open]"],
  ["screen=add-switchboard", "dialog[open]"],
  ["screen=recover&far=ok", "dialog[open]"],
  ["screen=safety", "dialog[open]"],
  ["screen=safety&kind=switchboard", "dialog[open] .safety-pages"],
];

const THEMES = ["light", "dark"] as const;
/** Pages that are looked at side by side. */
const PAGES = 2;
const SIZES = [
  { width: 360, height: 780 },
  { width: 1440, height: 900 },
];

declare global {
  interface Window {
    axe: typeof axe;
  }
}

describe.skipIf(!chromiumAvailable().ok)("accessibility of every screen", () => {
  let gallery: Gallery;
  let browser: Browser;

  beforeAll(async () => {
    gallery = await openGallery();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  test("no violation in either theme at either width, and nothing wider than the page", {
    timeout: 240_000,
  }, async () => {
    const waiting = [...SCREENS];
    const found: string[] = [];
    await Promise.all(Array.from({ length: PAGES }, () => work(waiting, found)));
    expect(found).toEqual([]);
  });

  /** Takes the screens one after the other, all in one page: to load it and axe-core takes longer than to look. */
  async function work(waiting: (typeof SCREENS)[number][], found: string[]): Promise<void> {
    let at = "";
    // Without motion: a colour in the middle of a fade is nobody's colour.
    const page = await browser.newPage({ reducedMotion: "reduce" });
    page.on("pageerror", (error) => found.push(`${at}: ${error.message}`));
    page.on("console", (said) => said.type() === "error" && found.push(`${at}: ${said.text()}`));
    await page.goto(gallery.url("screen=start"));
    await page.waitForSelector("main");
    await page.evaluate(axe.source);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [screen, drawn] = next;
      await page.evaluate((search) => globalThis.showScreen(search), screen);
      await page.waitForSelector(drawn);
      for (const viewport of SIZES) {
        await page.setViewportSize(viewport);
        for (const colorScheme of THEMES) {
          at = `${viewport.width} ${colorScheme} ${screen}`;
          await page.emulateMedia({ colorScheme });
          await page.evaluate(settled);
          const { violations, wider, dark } = await page.evaluate(look, colorScheme === "dark");
          if (dark !== (colorScheme === "dark")) found.push(`${at}: the theme is not on`);
          if (wider) found.push(`${at}: wider than the page`);
          found.push(...violations.map((words) => `${at}: ${words}`));
        }
      }
    }
    await page.close();
  }
});

/** In the page: once nothing moves, and what follows a width or a theme is drawn. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
}

/** In the page. `colours`: only the rules that read colours, where the same screen has passed the others. */
async function look(colours: boolean) {
  const { violations } = await window.axe.run({
    resultTypes: ["violations"],
    ...(colours ? { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } } : {}),
  });
  return {
    violations: violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`,
    ),
    wider: document.documentElement.scrollWidth > innerWidth,
    dark: getComputedStyle(document.documentElement).colorScheme === "dark",
  };
}
