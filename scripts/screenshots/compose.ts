/** The README's picture: the room on a desktop, and a phone beside it. */
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

const SIZE = { width: 1280, height: 780 };

const PAGE = (desktop: string, phone: string) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; width: ${SIZE.width}px; height: ${SIZE.height}px; background: #e9e3d6; position: relative; overflow: hidden }
  img { position: absolute; display: block; box-shadow: 0 1px 2px #0003, 0 18px 48px #3a2f1a40 }
  .desktop { left: 40px; top: 44px; width: 1080px; border-radius: 12px }
  .phone { right: 40px; top: 120px; width: 290px; border-radius: 26px; border: 7px solid #1f1d1a }
</style><img class="desktop" src="${desktop}"><img class="phone" src="${phone}">`;

const dataUrl = (path: string) => `data:image/png;base64,${readFileSync(path).toString("base64")}`;

/** Puts two pictures into one. */
export async function compose(browser: Browser, desktop: string, phone: string, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.setContent(PAGE(dataUrl(desktop), dataUrl(phone)), { waitUntil: "load" });
  await page.screenshot({ path });
  await page.close();
}
