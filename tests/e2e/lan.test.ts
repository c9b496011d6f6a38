/** The whole of it, as people do it: the app on A and B, a phone on C, and nothing else on the network. */
import { chromiumAvailable, createLan, lanAvailable } from "@partyline/testkit";
import type { Page } from "playwright-core";
import { encode } from "uqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Device, type TailRow } from "../integration/fixtures/partyline.ts";
import { composer, expectAccessible, introduce, PHONE, Seat, say, sees } from "./fixtures/browsing.ts";

const lanOk = lanAvailable();
const browserOk = chromiumAvailable();
const available = lanOk.ok ? browserOk : lanOk;
const NAME = "Reading Club";

/** The matrix that a path of one-row rectangles draws. */
function darkOf(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let at = 0; at < Number(width); at++) rows[Number(y)]![Number(x) + at] = true;
  return rows;
}

describe.skipIf(!available.ok)(
  `the app on a LAN${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const lan = createLan({ hosts: { a: ["lan1"], b: ["lan1"], c: ["lan1"], d: ["lan1"] } });
    const dana = new Device(lan.hosts.d, "Dana");
    let anna: Seat;
    let ben: Seat;
    let cleo: Seat;
    let onA: Page;
    let onB: Page;
    let phone: Page;
    let link: string;

    beforeAll(async () => {
      [anna, ben, cleo] = await Promise.all([
        Seat.on(lan.hosts.a),
        Seat.on(lan.hosts.b),
        Seat.on(lan.hosts.c),
      ]);
    });
    afterAll(async () => {
      await Promise.all([anna?.close(), ben?.close(), cleo?.close()]);
      await lan.close();
      dana.forget();
    });

    /** Every message of the room, as the terminal of another device reads it. */
    async function log(): Promise<{ from: string; text: string }[]> {
      const tail = dana.start(["tail", NAME, "--from", "1", "--no-follow", "--json"]);
      expect((await tail.exit).code).toBe(0);
      return tail.stdout.lines
        .map((line) => JSON.parse(line) as TailRow)
        .filter(({ kind }) => kind === "message")
        .map(({ from, text }) => ({ from, text }));
    }

    it("a newcomer gives a name, creates a room, and another device sees it by itself", async () => {
      onB = await ben.open(await ben.start());
      await introduce(onB, "Ben");
      await onB.getByText("No rooms found yet").waitFor();
      await expectAccessible(onB);

      onA = await anna.open(await anna.start());
      await expectAccessible(onA);
      await introduce(onA, "Anna");
      const field = onA.getByRole("textbox", { name: /new room/i });
      await field.fill(NAME);
      await field.press("Enter");
      const code = onA.getByRole("img", { name: `QR code of the link to ${NAME}` });
      await code.waitFor();
      await onB.getByRole("link", { name: NAME }).first().waitFor();
      await onB.getByText("hosted by Anna").first().waitFor();
      await expectAccessible(onA);
    });

    it("shows its address, its link, and the link as a code", async () => {
      const dialog = onA.getByRole("dialog", { name: "Bring people in" });
      await dialog.getByText("10.77.1.1:2525").waitFor();
      link = `http://10.77.1.1:2525${new URL(onA.url()).pathname}`;
      // The code as a scanner sees it: the dark squares of the picture.
      const drawn = await dialog.locator("svg[role=img] path").getAttribute("d");
      const { size, data } = encode(link, { ecc: "M", border: 4 });
      expect(darkOf(drawn ?? "", size)).toEqual(data);
      await onA.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    });

    it("one click joins it, and a phone that opens the link is in after a name", async () => {
      await onB.getByRole("link", { name: NAME }).first().click();
      await composer(onB).waitFor();
      await say(onA, "Chapter 7 is where it turns. The letter was in the `second drawer` the whole time.");
      await sees(onB, /Chapter 7 is where it turns/);

      phone = await cleo.open(link, PHONE);
      expect(await phone.evaluate(() => window.isSecureContext)).toBe(false);
      await phone.getByText(`Join ${NAME}`).waitFor();
      await expectAccessible(phone);
      await introduce(phone, "Cleo");
      await sees(phone, /Chapter 7 is where it turns/);
      await say(phone, "I had to read it **twice**.");
      for (const page of [onA, onB]) await page.locator("strong", { hasText: "twice" }).waitFor();
      await say(onB, "Same.");
      for (const page of [onA, phone]) await sees(page, "Same.");
      for (const page of [onA, onB, phone]) await expectAccessible(page);
    });

    it("a tab that is closed and opened again has missed nothing, and its draft is there", async () => {
      await composer(onB).fill("half a thought");
      const context = onB.context();
      const url = onB.url();
      await onB.close();
      await say(onA, "Ben cannot hear this now.");
      await sees(phone, "Ben cannot hear this now.");
      onB = await ben.open(url, {}, context);
      await sees(onB, "Ben cannot hear this now.");
      await onB.getByText("New", { exact: true }).waitFor();
      expect(await composer(onB).inputValue()).toBe("half a thought");
      await composer(onB).fill("");
    });

    it("a reload in the middle of sending loses nothing and doubles nothing", async () => {
      const lines = Array.from({ length: 50 }, (_, i) => `line ${i + 1}`);
      for (const line of lines.slice(0, 25)) await say(phone, line);
      await phone.reload();
      await composer(phone).waitFor();
      for (const line of lines.slice(25)) await say(phone, line);
      await sees(onA, "line 50");
      expect((await log()).map(({ text }) => text).filter((text) => text.startsWith("line "))).toEqual(lines);
    });

    it("the host's program is killed and started again: the open pages go on by themselves", async () => {
      await anna.app!.kill("SIGKILL");
      await onB
        .getByText(/Reconnecting|offline/)
        .first()
        .waitFor();
      await onA
        .getByText(/not running/)
        .first()
        .waitFor();
      await say(onB, "said while the host was away");
      await composer(phone).fill("and this, too");
      await composer(phone).press("Enter");
      await anna.start();
      for (const page of [onA, onB, phone])
        for (const text of ["said while the host was away", "and this, too"]) await sees(page, text);
      const said = (await log()).map(({ text }) => text);
      for (const text of ["said while the host was away", "and this, too"])
        expect(said.filter((one) => one === text)).toHaveLength(1);
      await say(onA, "Here again.");
      for (const page of [onB, phone]) await sees(page, "Here again.");
    });

    it("destroying the room tells everyone", async () => {
      await onA
        .getByRole("button", { name: /more|menu|options/i })
        .first()
        .click();
      await onA.getByRole("menuitem", { name: /settings/i }).click();
      await onA.getByRole("button", { name: /^Destroy/ }).click();
      await onA
        .getByRole("dialog")
        .last()
        .getByRole("button", { name: /^Destroy/ })
        .last()
        .click();
      for (const page of [onB, phone]) await page.getByText("The host closed this room").first().waitFor();
      await onA
        .getByText("No rooms found yet")
        .or(onA.getByRole("textbox", { name: /new room/i }))
        .first()
        .waitFor();
      const listed = await dana.start(["list", "--json", "--timeout", "2"]).exit;
      expect(listed.code).toBe(0);
    });

    it("no page had an error, and none asked for what its policy forbids", () => {
      expect([...anna.faults, ...ben.faults, ...cleo.faults]).toEqual([]);
    });
  },
);
