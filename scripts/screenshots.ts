// Makes the pictures in docs/pictures from the programs themselves: an app, a host on another device, five people who
// talk. By hand: npm run screenshots. It needs Chromium, and root and `ip netns` (Linux) for the second device. Every
// picture shows the same moment; only the colours of people and rooms differ from run to run, as their keys do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumOn, createLan, type HostProcess, lanAvailable } from "@partyline/testkit";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { Device, openRoom } from "../tests/integration/fixtures/partyline.ts";
import { ensureBuilt } from "./build-web.js";
import { compose } from "./screenshots/compose.ts";
import { GUEST, OTHERS, OWNER, type Said, TALK } from "./screenshots/talk.ts";

const FOLDER = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
const CLOCK = fileURLToPath(new URL("./screenshots/clock.js", import.meta.url));
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const COMMON: BrowserContextOptions = { locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" };
/** A Saturday. */
const moment = (time: string): number => Date.parse(`2026-06-13T${time}:00Z`);

await ensureBuilt();
const available = lanAvailable();
if (!available.ok) {
  console.error(`No pictures were made: ${available.reason}.`);
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), "partyline-pictures-"));
// For every program from here on, not for the build.
process.env.PICTURE_CLOCK = join(scratch, "clock");
process.env.NODE_OPTIONS = `--import=${CLOCK}`;
const pages: Page[] = [];

/** Makes it that time everywhere. */
async function setClock(time: string): Promise<void> {
  writeFileSync(process.env.PICTURE_CLOCK ?? "", `${moment(time)}`);
  await Promise.all(pages.map((page) => page.clock.setFixedTime(moment(time))));
}

async function open(browser: Browser, look: BrowserContextOptions, url: string): Promise<Page> {
  const context = await browser.newContext({ ...COMMON, ...look });
  const page = await context.newPage();
  pages.push(page);
  await page.clock.setFixedTime(moment("18:40"));
  await page.goto(url);
  return page;
}

async function shoot(page: Page, name: string, colorScheme: "light" | "dark" = "light"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: `${FOLDER}${name}.png`, animations: "disabled" });
  console.log(`docs/pictures/${name}.png`);
}

async function createRoom(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of the new room").fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator("textarea[name=message]").fill(text);
  await page.locator(".composer-send").click();
}

mkdirSync(FOLDER, { recursive: true });
await setClock("18:40");
const lan = createLan({ hosts: { a: ["lan"], b: ["lan"] } });
const devices: Device[] = [];
const device = (host: "a" | "b", name: string): Device => {
  const made = new Device(lan.hosts[host], name);
  devices.push(made);
  return made;
};
const browsers = await Promise.all([chromiumOn(lan.hosts.a), chromiumOn(lan.hosts.b)]);
const [here, there] = browsers as [Browser, Browser];
try {
  const passwordFile = join(scratch, "password");
  writeFileSync(passwordFile, "knight to f3");
  await openRoom(device("b", "Tomás"), "Board Games", "--port", "0");
  await openRoom(device("b", "Ingrid"), "Chess Corner", "--port", "0", "--password-file", passwordFile);

  const { row } = await device("a", OWNER).until<{ event: string; url: string }>(
    ["open", "--no-open"],
    ({ event }) => event === "open",
  );
  const desktop = await open(here, DESKTOP, row.url);
  const home = new URL("/", row.url).href;
  await createRoom(desktop, "Kitchen Table");
  await desktop.goto(home);
  await createRoom(desktop, "Reading Club");
  const room = desktop.url();
  await desktop.locator(".share-code svg, .share-code canvas, .share-code img").first().waitFor();
  await desktop.getByText("1 here").nth(2).waitFor();
  await shoot(desktop, "share");
  await desktop.keyboard.press("Escape");

  // Everybody is there before anybody speaks.
  const address = "10.77.1.1:2525";
  const link = `http://${address}${new URL(room).pathname}`;
  const others = new Map<string, HostProcess>();
  for (const name of OTHERS) {
    others.set(name, device("b", name).start(["send", link]));
    await desktop.locator(".row-system", { hasText: name }).waitFor();
  }
  const phone = await open(there, PHONE, link);
  await phone.getByLabel("Your name").fill(GUEST);
  await phone.keyboard.press("Enter");
  await desktop.locator(".row-system", { hasText: GUEST }).waitFor();

  const speak = async ({ at, by, text }: Said) => {
    await setClock(at);
    if (by === OWNER) await say(desktop, text);
    else if (by === GUEST) await say(phone, text);
    else others.get(by)?.write(`${text}\n`);
    // Their places in the log are the order here.
    const first = text.split("\n")[0]?.replace(/[*`]/g, "").slice(0, 20) ?? "";
    for (const page of [desktop, phone])
      await page.locator("article.row-stored", { hasText: first }).first().waitFor();
  };
  for (const said of TALK) await speak(said);
  await setClock("19:24");
  // The host confirms every 15 s that nothing is missing, and pages look every 5 s.
  for (const page of [desktop, phone])
    await page.locator(".composer-complete", { hasText: "19:24" }).waitFor({ timeout: 40_000 });

  await shoot(desktop, "room-light");
  await shoot(desktop, "room-dark", "dark");
  await shoot(phone, "phone-room");
  await desktop.goto(home);
  await desktop.locator(".room-card-name", { hasText: "Chess Corner" }).waitFor();
  await desktop.locator(".room-card-name", { hasText: "Board Games" }).waitFor();
  await shoot(desktop, "home-light");
  await shoot(desktop, "home-dark", "dark");
  await phone.goto(`http://${address}/`);
  await phone.locator(".room-card-name", { hasText: "Kitchen Table" }).waitFor();
  await shoot(phone, "phone-home");
  await compose(here, `${FOLDER}room-light.png`, `${FOLDER}phone-room.png`, `${FOLDER}partyline.png`);
  console.log("docs/pictures/partyline.png");
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await lan.close();
  for (const made of devices) made.forget();
  rmSync(scratch, { recursive: true, force: true });
}
