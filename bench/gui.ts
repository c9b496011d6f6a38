/** The GUI in headless Chromium on loopback: into a room, through 10,000 messages, under 200 messages a second, and,
 *  with root and `ip netns`, a new room on another device's page. Run: node bench/gui.ts [enter|create|reload|scroll|
 *  stream|list ...] */
import { chromiumAvailable, chromiumOn, createLan, lanAvailable, launchChromium } from "@partyline/testkit";
import type { Browser, Page } from "playwright-core";
import { ensureBuilt } from "../scripts/build-web.js";
import { Home } from "../tests/integration/fixtures/app.ts";
import { Device } from "../tests/integration/fixtures/partyline.ts";
import { bareStream } from "./support/gui-bare.ts";
import { addProbes, longestTask, mainThread, median } from "./support/gui-page.ts";
import { start } from "./support/processes.ts";
import type { RoomUnderTest } from "./support/raw-member.ts";
import { type Bar, report } from "./support/report.ts";

const MESSAGES = 10_000;
const OPENINGS = 10;
const STEPS = 60;
const PER_SECOND = 200;
const STREAM_MS = 10_000;
const LISTINGS = 5;

const support = (name: string) => new URL(`./support/${name}.ts`, import.meta.url);
const composer = "textarea[name=message]";

/** A page of a browser that was never here; it has a username then. */
async function guest(browser: Browser, url: string, name = "Anna"): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await addProbes(context);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Your name").fill(name);
  await page.keyboard.press("Enter");
  return page;
}

/** From the click on a room's card to its newest event and the composer, each time in a browser that was never here. */
async function entering(browser: Browser, room: RoomUnderTest): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < OPENINGS; round++) {
    const name = `Guest ${round}`;
    const page = await guest(browser, `http://host.test:${room.port}/`, name);
    await page.locator(".room-card-link").click();
    times.push(await page.evaluate((text) => window.benchShown(text, window.benchClicked), `${name} joined`));
    await page.context().close();
  }
  return times;
}

/** From the click on "Create" to the new room's composer, in the app. */
async function creating(browser: Browser): Promise<number[]> {
  const home = new Home();
  const times: number[] = [];
  try {
    const app = await home.open();
    const page = await guest(browser, (await app.opened).href);
    for (let round = 0; round < OPENINGS; round++) {
      await page.goto(`${new URL(page.url()).origin}/`);
      await page.getByLabel("Name of the new room").fill(`Room ${round}`);
      await page.locator(".home-create-go").click();
      times.push(
        await page.evaluate(
          (field) =>
            new Promise<number>((resolve) => {
              const look = () => {
                if (document.querySelector(field)) resolve(performance.now() - window.benchClicked);
                else requestAnimationFrame(look);
              };
              look();
            }),
          composer,
        ),
      );
    }
    await page.context().close();
  } finally {
    await home.forget();
  }
  return times;
}

/** In the room, with a message of one's own as the newest. */
async function member(browser: Browser, room: RoomUnderTest, name: string): Promise<Page> {
  const page = await guest(browser, `http://host.test:${room.port}/r/${room.id}`, name);
  await page.locator(composer).fill(hello(name));
  await page.keyboard.press("Enter");
  await page.locator("article.row-stored", { hasText: hello(name) }).waitFor();
  return page;
}

const hello = (name: string): string => `here is ${name}`;

async function reloading(browser: Browser, room: RoomUnderTest): Promise<number[]> {
  const page = await member(browser, room, "Reader");
  const times: number[] = [];
  for (let round = 0; round < OPENINGS; round++) {
    await page.reload({ waitUntil: "commit" });
    times.push(await page.evaluate((text) => window.benchShown(text), hello("Reader")));
  }
  await page.context().close();
  return times;
}

/** Wheels up, a view at a time, while older pages come in front. */
async function scrolling(browser: Browser, room: RoomUnderTest): Promise<{ longest: number; rows: number }> {
  const page = await member(browser, room, "Scroller");
  const first = () => page.locator("article").first().textContent();
  const before = await first();
  await page.mouse.move(640, 400);
  const longest = await longestTask(page, async () => {
    for (let step = 0; step < STEPS; step++) {
      await page.mouse.wheel(0, -600);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    }
  });
  if ((await first()) === before) throw new Error("nothing was scrolled");
  const number = Number(
    /\d{2,}/.exec((await page.locator("article .text").first().textContent()) ?? "")?.[0],
  );
  await page.context().close();
  return { longest, rows: MESSAGES - number };
}

interface Stream {
  longest: number;
  keys: number;
  seconds: number;
}

/** Messages arrive while somebody types. */
async function streaming(browser: Browser, room: RoomUnderTest): Promise<Stream> {
  const page = await member(browser, room, "Typist");
  const talker = await start(support("gui-talker-program"), [JSON.stringify(room)]);
  await page.locator(composer).focus();
  let pressed = 0;
  let said = 0;
  let seconds = 0;
  const longest = await longestTask(page, async () => {
    seconds = await mainThread(page, async () => {
      let over = false;
      const talking = talker.ask<number>({ ms: STREAM_MS, perSecond: PER_SECOND }).then((count) => {
        over = true;
        said = count;
      });
      while (!over) {
        await page.keyboard.press("abcdefgh"[pressed++ % 8] ?? "a", { delay: 30 });
        await new Promise((resolve) => setTimeout(resolve, 70));
      }
      await talking;
      await page.evaluate((text) => window.benchShown(text), `said ${said} of many`);
    });
  });
  talker.stop();
  const slow = await page.evaluate(() => window.benchKeys);
  const typed = await page.locator(composer).inputValue();
  if (said !== (PER_SECOND * STREAM_MS) / 1000 || typed.length !== pressed)
    throw new Error(`${said} said, ${typed.length} of ${pressed} keys typed`);
  await page.context().close();
  // What is not told of took less than 16 ms.
  const keys = [...Array<number>(Math.max(0, pressed - slow.length)).fill(16), ...slow].sort((a, b) => a - b);
  return { longest, keys: keys[Math.ceil(keys.length * 0.99) - 1] ?? Number.NaN, seconds };
}

/** From a room's creation on one device to its card on another's page: after the click, and after the answer. */
async function listing(): Promise<{ click: number[]; answer: number[] } | undefined> {
  const available = lanAvailable();
  if (!available.ok) {
    console.log(`A room on another device's page: not measured, ${available.reason}`);
    return undefined;
  }
  const lan = createLan({ hosts: { a: ["lan"], b: ["lan"] } });
  const devices = [new Device(lan.hosts.a, "Anna"), new Device(lan.hosts.b, "Ben")] as const;
  const browsers = [await chromiumOn(lan.hosts.a), await chromiumOn(lan.hosts.b)] as const;
  const click: number[] = [];
  const answer: number[] = [];
  try {
    const [anna, ben] = await Promise.all(
      devices.map(async (device, at) => {
        const { row } = await device.until<{ event: string; url: string }>(
          ["open", "--no-open"],
          ({ event }) => event === "open",
        );
        const context = await browsers[at as 0 | 1].newContext();
        await addProbes(context);
        const page = await context.newPage();
        await page.goto(row.url);
        return page;
      }),
    );
    if (!anna || !ben) throw new Error("no pages");
    await ben.locator(".home-section-header").first().waitFor();
    for (let round = 1; round <= LISTINGS; round++) {
      const name = `Room number ${round}`;
      const listed = ben.evaluate(
        (text) =>
          new Promise<number>((resolve) => {
            const look = () => {
              const cards = [...document.querySelectorAll(".room-card-name")];
              if (cards.some(({ textContent }) => textContent === text)) resolve(Date.now());
              else requestAnimationFrame(look);
            };
            look();
          }),
        name,
      );
      await anna.goto(`${new URL(anna.url()).origin}/`);
      await anna.getByLabel("Name of the new room").fill(name);
      const clicked = anna.evaluate(
        () =>
          new Promise<[number, number]>((resolve) => {
            addEventListener(
              "click",
              () => {
                const at = Date.now();
                const look = () => {
                  if (location.pathname.startsWith("/r/")) resolve([at, Date.now()]);
                  else requestAnimationFrame(look);
                };
                look();
              },
              { once: true, capture: true },
            );
          }),
      );
      await anna.locator(".home-create-go").click();
      const [at, answered] = await clicked;
      const seen = await listed;
      click.push(seen - at);
      answer.push(seen - answered);
    }
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await lan.close();
    for (const device of devices) device.forget();
  }
  return { click, answer };
}

const chromium = chromiumAvailable();
if (!chromium.ok) {
  console.log(`The GUI: not measured, ${chromium.reason}`);
  process.exit();
}
const parts = process.argv.slice(2);
const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part);
ensureBuilt();
const bars: Bar[] = [];
const most = (what: string, measured: number, unit: string, bar: number) =>
  bars.push({ what, measured, unit, bar, side: "at most" });
const browser = await launchChromium();
const host = await start<RoomUnderTest>(support("gui-host-program"), [`${MESSAGES}`]);
const room = host.ready;
try {
  if (wanted("enter"))
    most("into a room, from the click, median", median(await entering(browser, room)), "ms", 1_000);
  if (wanted("create"))
    most("a new room, from the click, median", median(await creating(browser)), "ms", 1_000);
  if (wanted("reload"))
    most(`${MESSAGES} messages: a reload, median`, median(await reloading(browser, room)), "ms", 1_000);
  if (wanted("scroll")) {
    const { longest, rows } = await scrolling(browser, room);
    most(`the longest task of ${STEPS} steps up (${rows} messages)`, longest, "ms", 50);
  }
  if (wanted("stream")) {
    const { longest, keys, seconds } = await streaming(browser, room);
    const bare = await bareStream(browser, PER_SECOND, STREAM_MS);
    most(`the longest task at ${PER_SECOND} messages/s`, longest, "ms", 100);
    // "Good" for Interaction to Next Paint (web.dev/articles/inp).
    most("from a key to its paint meanwhile, p99", keys, "ms", 200);
    most("main thread beside a page that appends plain rows", seconds / bare, "times", 3);
  }
} finally {
  host.stop();
  await browser.close();
}
const listed = wanted("list") ? await listing() : undefined;
if (listed) {
  most("a room on another device's page, from the click, worst", Math.max(...listed.click), "ms", 2_000);
  most("the same, from the answer", Math.max(...listed.answer), "ms", 2_000);
}
report(`The GUI, ${OPENINGS} rounds, ${LISTINGS} of the last`, bars);
