/** Every screen of the gallery, in both themes and at both ends of the widths, against axe-core's rules. */
import { chromiumAvailable, launchChromium } from "@partyline/testkit";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "./open.ts";

const SCREENS: readonly string[] = [
  "screen=start",
  "screen=join&kind=guest",
  "screen=home&state=few",
  "screen=home&state=many",
  "screen=home&state=empty",
  "screen=home&state=looking",
  "screen=home&state=broken",
  "screen=home&state=few&dir=rtl",
  "screen=home&kind=guest",
  "screen=home&kind=guest&state=empty",
  "screen=missing",
  "screen=no-seat",
  "screen=create&typed=Reading+Club",
  "screen=settings",
  "screen=settings&kind=guest&notify=no",
  "screen=shortcuts",
  "screen=share",
  "screen=room-settings",
  "screen=destroy",
];

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

  for (const theme of ["light", "dark"] as const) {
    test(`no violation in the ${theme} theme, and nothing wider than the page`, {
      timeout: 240_000,
    }, async () => {
      const found: string[] = [];
      for (const viewport of SIZES) {
        // Without motion: a colour in the middle of a fade is nobody's colour.
        const context = await browser.newContext({ viewport, reducedMotion: "reduce", colorScheme: theme });
        const page = await context.newPage();
        page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
        page.on("console", (said) => {
          if (said.type() === "error") found.push(`${page.url()}: ${said.text()}`);
        });
        for (const screen of SCREENS) {
          await page.goto(gallery.url(`${screen}&theme=${theme}`));
          await page.waitForSelector(
            /create|settings|shortcuts|share|destroy/.test(screen) ? "dialog[open]" : "main",
          );
          await page.evaluate(() =>
            Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))),
          );
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => window.axe.run());
          const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          const at = `${viewport.width} ${screen}`;
          if (wider) found.push(`${at}: wider than the page`);
          for (const one of violations) {
            found.push(
              `${at}: ${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`,
            );
          }
        }
        await context.close();
      }
      expect(found).toEqual([]);
    });
  }
});
