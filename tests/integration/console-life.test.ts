/** How the app starts, starts again, and ends. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cookieFor } from "./fixtures/app.ts";
import { homesForTests } from "./fixtures/homes.ts";
import { HERE, Page } from "./fixtures/page.ts";

const newHome = homesForTests();

describe("from start to end", () => {
  it("lets exactly one of two starts win, and the other one finds it", async () => {
    const home = newHome();
    const apps = [
      home.start(["--no-open", "--json", "--port", "0"]),
      home.start(["--no-open", "--json", "--port", "0"]),
    ];
    const urls = await Promise.all(apps.map((app) => app.opened));
    expect(urls[0]?.port).toBe(urls[1]?.port);
    expect(await Promise.race(apps.map((app) => app.exit))).toBe(0);
    for (const url of urls) await cookieFor(url);
    const alive = apps.filter(({ pid }) => isAlive(pid));
    expect(alive).toHaveLength(1);
    expect(await alive[0]?.kill("SIGINT")).toBe(0);
  });

  it("opens the rooms again that were open, and goes on at the same port with the same cookie", async () => {
    const home = newHome();
    const first = await home.open("--as", "Anna");
    const { port } = await first.opened;
    const cookie = await cookieFor(await first.opened);
    const page = await Page.open(port, cookie);
    expect(page.told[0]?.tell).toMatchObject({ name: "Anna" });
    const [kept, offline] = [
      await page.ask("create", { name: "Kept", unlisted: false, ...HERE, keep: "all" }),
      await page.ask("create", { name: "Offline", unlisted: true, ...HERE, keep: "all" }),
      await page.ask("create", { name: "Gone", unlisted: false, ...HERE, keep: "nothing" }),
    ];
    await page.ask("close", { id: offline.id });
    first.signal("SIGTERM");
    await page.hears(({ tell }) => tell === "bye");
    expect(await first.exit).toBe(0);
    expect(JSON.parse(readFileSync(join(home.path, "console.json"), "utf8"))).toMatchObject({ pid: null });

    const second = home.start(["--no-open", "--json"]);
    expect((await second.opened).port).toBe(port);
    const back = await Page.open(port, cookie);
    const rooms = await back.hosted((list) => list.some(({ open }) => open));
    expect(rooms.map(({ id, open, unlisted }) => [id, open, unlisted])).toEqual([
      [kept.id, true, false],
      [offline.id, false, true],
    ]);
    expect(await second.kill("SIGINT")).toBe(0);
  });

  it("asks before Ctrl-C leaves somebody alone, and tells them", async () => {
    const home = newHome();
    const app = await home.open("--as", "Anna");
    const { port } = await app.opened;
    const page = await Page.open(port, await cookieFor(await app.opened));
    const room = await page.ask("create", { name: "Reading Club", unlisted: false, ...HERE, keep: "all" });
    const member = room.target?.addresses[0]?.port;
    const people = ["Ben", "Cleo"].map((name) =>
      newHome().start(["tail", `127.0.0.1:${member}`, "--as", name]),
    );
    await page.hosted((rooms) => rooms[0]?.here.length === 2);
    app.signal("SIGINT");
    await app.stderr.waitFor((line) => /^Reading Club: (Ben and Cleo|Cleo and Ben) are here\.$/.test(line));
    await app.stderr.waitFor((line) => line === "Press Ctrl-C again to end it.");
    expect(await page.ask("profile", {})).toMatchObject({ name: "Anna" });
    app.signal("SIGINT");
    expect(await app.exit).toBe(0);
    await Promise.all(
      people.map((one) => one.stderr.waitFor((line) => /lost|offline|Reconnecting/i.test(line))),
    );
    await Promise.all(people.map((one) => one.kill("SIGINT")));
  });

  it("hands the address to the browser, and prints it where there is none", async () => {
    const home = newHome();
    const seen = join(home.path, "seen.txt");
    const browser = join(home.path, "browser.sh");
    writeFileSync(browser, `#!/bin/sh\nprintf %s "$1" > ${seen}.new && mv ${seen}.new ${seen}\n`);
    chmodSync(browser, 0o700);
    const nowhere = { SSH_CONNECTION: "", SSH_TTY: "", WAYLAND_DISPLAY: "", WSL_DISTRO_NAME: "" };
    // Without any desktop entry, xdg-open takes $BROWSER.
    const { path } = home;
    const desktop = {
      HOME: path,
      XDG_DATA_HOME: path,
      XDG_DATA_DIRS: path,
      XDG_CONFIG_HOME: path,
      XDG_CONFIG_DIRS: path,
    };
    const shown = home.start(["--port", "0"], { ...nowhere, ...desktop, BROWSER: browser, DISPLAY: ":77" });
    const line = await shown.stdout.waitFor(() => true);
    expect(line).toMatch(/^Partyline is running at http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(existsSync(seen)).toBe(true);
    await cookieFor(new URL(readFileSync(seen, "utf8")));
    const hidden = home.start([], { ...nowhere, BROWSER: "", DISPLAY: "" });
    expect(await hidden.exit).toBe(0);
    expect(hidden.stdout.lines.slice(0, 2)).toEqual([
      line.replace("is running", "is already running"),
      "No browser could be opened from here. Open this address; it works once, for five minutes:",
    ]);
    await cookieFor(new URL(hidden.stdout.lines[2] ?? ""));
    expect(await shown.kill("SIGTERM")).toBe(0);
  });

  it("takes another port where the one asked for is in use, and says so", async () => {
    const [one, two] = [newHome(), newHome()];
    const first = await one.open();
    const { port } = await first.opened;
    const second = await two.open("--port", port);
    const other = (await second.opened).port;
    expect(other).not.toBe(port);
    await second.stderr.waitFor(
      (line) => line === `Port ${port} is in use here, so the app is at port ${other}.`,
    );
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
