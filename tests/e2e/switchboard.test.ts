/** Rooms through a switchboard, as people use them: each behind a router of their own, in real browsers, over TLS. */
import { chromiumAvailable, createInternet, type Internet, lanAvailable } from "@partyline/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  composer,
  DESKTOP,
  expectAccessible,
  introduce,
  PHONE,
  Seat,
  say,
  sees,
} from "./fixtures/browsing.ts";
import { Board } from "./fixtures/switchboard.ts";

const lanOk = lanAvailable();
const browserOk = chromiumAvailable();
const available = lanOk.ok ? browserOk : lanOk;
const NAME = "Reading Club";
const QUIET = "Quiet Corner";
/** What people call the switchboard. */
const BOARD = "198.51.100.1:2526";
const TRUSTING = { ignoreHTTPSErrors: true };

/** The words beside the room's name that say by which road it is reached. */
const road = (page: Page, words: string) => page.locator(".room-road", { hasText: words }).waitFor();

async function addSwitchboard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a switchboard" }).click();
  await page.getByRole("textbox", { name: "Address of the switchboard" }).fill(`https://${BOARD}`);
  await page.keyboard.press("Enter");
  await page
    .getByRole("main")
    .getByRole("heading", { name: `On ${BOARD}` })
    .waitFor();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** A room in the list of the switchboard. */
const posted = (page: Page, name: string) =>
  page
    .getByRole("main")
    .locator("section", { has: page.getByRole("heading", { name: `On ${BOARD}` }) })
    .getByRole("link", { name });

/** The link that the share panel copies first. */
async function sharedLink(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Bring people in" });
  await dialog.getByRole("heading", { name: "From anywhere" }).waitFor();
  await dialog.getByRole("button", { name: "Copy link" }).first().click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  return link;
}

async function more(page: Page, room: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More about ${room}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function safetyNumber(page: Page): Promise<string> {
  await more(page, NAME, "Safety number");
  const number = (await page.locator(".safety-number").textContent()) ?? "";
  await page.keyboard.press("Escape");
  return number.trim();
}

describe.skipIf(!available.ok)(
  `the app through a switchboard${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    let net: Internet<"board" | "anna" | "ben" | "cleo" | "dana", "home" | "cafe" | "mobile">;
    let board: Board;
    let anna: Seat;
    let ben: Seat;
    let cleo: Seat;
    let dana: Seat;
    let onA: Page;
    let onB: Page;
    let phone: Page;
    let onD: Page;
    let link: string;

    beforeAll(async () => {
      net = createInternet({
        outside: ["board"],
        sites: { home: ["anna", "dana"], cafe: ["ben"], mobile: ["cleo"] },
      });
      const { hosts } = net;
      [board, anna, ben, cleo, dana] = await Promise.all([
        Board.on(hosts.board),
        Seat.on(hosts.anna),
        Seat.on(hosts.ben),
        Seat.on(hosts.cleo),
        Seat.on(hosts.dana),
      ]);
      const permissions = ["clipboard-read", "clipboard-write"];
      [onA, onB] = await Promise.all([
        anna.start(board.trust).then((url) => anna.open(url, { ...DESKTOP, ...TRUSTING, permissions })),
        ben.start(board.trust).then((url) => ben.open(url, { ...DESKTOP, ...TRUSTING })),
      ]);
    });
    afterAll(async () => {
      await Promise.all([anna, ben, cleo, dana].map((seat) => seat?.close()));
      await net?.close();
      board?.forget();
    });

    it("a room is created on this network and on a switchboard, and its card says how it stands there", async () => {
      await introduce(onA, "Anna");
      await addSwitchboard(onA);
      await sees(onA, `Nobody lists a room on ${BOARD} now.`);
      await onA.getByRole("textbox", { name: /new room/i }).fill(NAME);
      await onA.getByRole("button", { name: "Options for the new room" }).click();
      await onA.getByRole("radio", { name: `Also anybody on ${BOARD}` }).check();
      await onA.getByRole("switch", { name: /addresses/ }).check();
      await expectAccessible(onA);
      await onA.getByRole("dialog").getByRole("button", { name: "Create room" }).click();
      link = await sharedLink(onA);
      expect(link).toMatch(/^https:\/\/198\.51\.100\.1:2526\/r\/Reading%20Club#[a-z2-7]{32}$/);
      await onA.getByRole("link", { name: "Home" }).click();
      await sees(onA, `Listed on ${BOARD} as ${NAME}`);
      await onA.getByRole("main").getByRole("link", { name: NAME }).click();
      await composer(onA).waitFor();
    });

    it("somebody elsewhere adds the switchboard, sees the room, and is in with one click", async () => {
      await introduce(onB, "Ben");
      await addSwitchboard(onB);
      await posted(onB, NAME).waitFor();
      await expectAccessible(onB);
      await posted(onB, NAME).click();
      await composer(onB).waitFor();
      await road(onB, `through ${BOARD}`);
      await say(onA, "The letter was in the **second drawer**.");
      await onB.locator("strong", { hasText: "second drawer" }).waitFor();
    });

    it("a phone that opens the link is in after a name, on a secure page", async () => {
      phone = await cleo.open(link, { ...PHONE, ...TRUSTING });
      expect(await phone.evaluate(() => window.isSecureContext)).toBe(true);
      await phone.getByText(`Join ${NAME}`).waitFor();
      await introduce(phone, "Cleo");
      await sees(phone, "second drawer");
      await road(phone, `through ${BOARD}`);
    });

    it("a browser without script shows the public rooms", async () => {
      const plain = await cleo.browser.newPage({ javaScriptEnabled: false, ...TRUSTING });
      await plain.goto(`https://${BOARD}/`);
      await plain.getByRole("link", { name: NAME }).waitFor();
      // The page's own styles keep it from scrolling.
      expect(await plain.evaluate(() => getComputedStyle(document.body).overflow)).toBe("auto");
      await plain.close();
    });

    it("on the host's own network that page says where the room's own one is, which goes there directly", async () => {
      // As it is read aloud: the name alone.
      onD = await dana.open(link.replace(/#.*/, ""), { ...DESKTOP, ...TRUSTING });
      await introduce(onD, "Dana");
      await sees(onD, "second drawer");
      await onD.getByRole("button", { name: `through ${BOARD}` }).click();
      const own = onD.getByRole("dialog").getByRole("link", { name: "http://192.168.1.2:2525" });
      await own.waitFor();
      await expectAccessible(onD);
      await own.click();
      await introduce(onD, "Dana at home");
      await sees(onD, "second drawer");
      await road(onD, "on this network");
    });

    it("all of them hear each other, and compare one safety number", async () => {
      const people = [onA, onB, phone, onD];
      await Promise.all(people.map((page, i) => say(page, `Word ${i + 1} of four`)));
      for (const page of people) await Promise.all(people.map((_, i) => sees(page, `Word ${i + 1} of four`)));
      const numbers = await Promise.all(people.map(safetyNumber));
      expect(numbers[0]).toMatch(/^(\d{5} ){5,}\d{5}$/);
      expect(new Set(numbers).size).toBe(1);
      await road(onA, "hosted on this device");
    });

    it("destroying the room tells everyone, and who takes its name next is not taken for it", async () => {
      await more(onA, NAME, "Settings");
      await onA.getByRole("button", { name: /^Destroy/ }).click();
      await onA
        .getByRole("dialog")
        .last()
        .getByRole("button", { name: `Destroy ${NAME}` })
        .click();
      for (const page of [onB, phone, onD]) await sees(page, "The host closed this room");
      await onA.getByRole("textbox", { name: /new room/i }).fill(NAME);
      // As the last one: on the switchboard as well.
      await onA.keyboard.press("Enter");
      await sharedLink(onA);
      await phone.getByRole("button", { name: "Back to all rooms" }).first().click();
      const [, before = ""] = link.split("#");
      await posted(phone, NAME)
        .and(phone.locator(`:not([href="/r/${before}"])`))
        .click();
      await sees(phone, "Another room has that name now");
      await expectAccessible(phone);
    });

    it("a room for those with the link only is on no list, and its secret stays in the browser", async () => {
      await onA.getByRole("link", { name: "Home" }).click();
      await onA.getByRole("textbox", { name: /new room/i }).fill(QUIET);
      await onA.getByRole("button", { name: "Options for the new room" }).click();
      await onA.getByRole("radio", { name: "Only people with the link" }).check();
      await onA.getByRole("dialog").getByRole("button", { name: "Create room" }).click();
      const secret = await sharedLink(onA);
      expect(secret).toMatch(/\/r\/Quiet%20Corner#[a-z2-7]{32}\.[A-Za-z0-9_-]{22}$/);
      const [, id = "", token = ""] = /#(.*)\.(.*)$/.exec(secret) ?? [];

      const asked: string[] = [];
      phone.on("request", (request) => asked.push(request.url()));
      phone.on("websocket", (socket) => asked.push(socket.url()));
      await phone.goto(secret);
      await say(phone, "Nobody else can find us.");
      await sees(onA, "Nobody else can find us.");
      expect(asked.some((url) => url.includes(`/v1/r/${id}`))).toBe(true);
      expect(asked.filter((url) => new URL(url).href.split("#")[0]?.includes(token))).toEqual([]);
      await expect.poll(() => phone.url()).not.toContain(token);
      expect(await phone.evaluate(() => fetch("/v1/rooms").then((list) => list.text()))).not.toContain(QUIET);
    });

    it("no page had an error, and none asked for what its policy forbids", () => {
      expect([anna, ben, cleo, dana].flatMap(({ faults }) => faults)).toEqual([]);
    });
  },
);
