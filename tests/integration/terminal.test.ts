/** `partyline join` in real terminals: what the screen shows, what it keeps, and what nobody can do to it. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Tmux, tmuxAvailable, type Window } from "./fixtures/tmux.ts";

const COMMAND = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));
const ROOM = "Reading Club";

const available = tmuxAvailable();

const timesOf = (text: string, part: string): number => text.split(part).length - 1;
const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
  });

/** Each test goes on where the one before it ended, as people in a room do. */
describe.skipIf(!available.ok)(
  `a room in the terminal${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  () => {
    const tmux = new Tmux();
    let folder = "";
    const home = (who: string) => ["--home", join(folder, who)];
    let host: ChildProcess;
    let port = 0;
    let anna: Window;
    let ben: Window;
    let cleo: Window;

    /** Hosts the room as Anna, and gives its port when it is open. */
    async function open(wanted: number): Promise<number> {
      const args = ["host", ROOM, "--as", "Anna", "--port", `${wanted}`, "--json", ...home("anna")];
      host = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "inherit"] });
      for await (const line of createInterface(host.stdout as NonNullable<typeof host.stdout>)) {
        const row = JSON.parse(line) as { event: string; port: number };
        if (row.event !== "open") continue;
        host.stdout?.resume();
        return row.port;
      }
      throw new Error("the host ended before its room was open");
    }

    async function kill(): Promise<void> {
      const gone = exitOf(host);
      host.kill("SIGKILL");
      await gone;
    }

    const enter = (who: string, ...options: string[]): Promise<Window> =>
      tmux.open([process.execPath, COMMAND, "join", `127.0.0.1:${port}`, ...home(who), ...options]);
    const send = (who: string, text: string) =>
      promisify(execFile)(process.execPath, [
        COMMAND,
        "send",
        `127.0.0.1:${port}`,
        text,
        ...["--as", who],
        ...home(who),
      ]);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "partyline-terminal-"));
      port = await open(0);
    });
    afterAll(async () => {
      await tmux.close();
      if (host.exitCode === null && host.signalCode === null) await kill();
      rmSync(folder, { recursive: true, force: true });
    });

    it("asks for the name at the first start, keeps it, and shows what was said before", async () => {
      anna = await enter("anna");
      await anna.until(/only you are here\n> Say something, or \/help$/);
      await anna.say("Welcome, everybody");
      await anna.until(/Anna +Welcome, everybody[\s\S]*\n>$/);

      ben = await enter("ben");
      await ben.until(/What should people call you\?$/);
      await ben.say("Ben");
      await ben.until(/Anna +Welcome, everybody[\s\S]*Ben joined\n\nReading Club · 2 here\n>/);
      await ben.say("/quit");
      expect(await ben.exit()).toBe(0);
      await anna.until(/Ben left/);
      ben = await enter("ben");
      await ben.until(/2 here\n>/);
      expect(await ben.screen()).not.toContain("What should people call you?");
      const seen = await anna.until((screen) => timesOf(screen, "Ben joined") > 1);
      expect(timesOf(seen, "Ben joined")).toBe(2);
      expect(timesOf(seen, "Ben left")).toBe(1);
    });

    it("shows who types, and puts what others say above the line being typed", async () => {
      await anna.type("I am half way thr");
      await ben.until(/2 here · Anna is typing/);
      await ben.say("Hello Anna");
      await anna.until(/Ben +Hello Anna\n\nReading Club · 2 here\n> I am half way thr$/);
      await anna.say("ough");
      await ben.until(/Anna +I am half way through\n\nReading Club · 2 here\n>$/);
      expect(timesOf(await anna.everything(), "half way")).toBe(1);
    });

    it("keeps the line when the window is made narrow, and one input line only", async () => {
      const line = "this line is longer than a window of forty columns";
      await anna.type(line);
      await anna.until((screen) => screen.endsWith(`> ${line}`));
      await anna.resize(40, 24);
      // As much of its end as fits.
      await anna.until(/2 here\n> [^\n]* of forty columns$/);
      await ben.say("still there?");
      await anna.until(/still there\?\n\nReading Club · 2 here\n> [^\n]* of forty columns$/);
      await anna.resize(80, 24);
      await anna.until((screen) => screen.endsWith(`> ${line}`));
      await anna.press("C-u");
      const screen = await anna.until(/2 here\n>$/);
      expect(timesOf(screen, "2 here")).toBe(1);
    });

    it("lists people, takes another name, and helps with a command that there is not", async () => {
      await anna.say("/who");
      await anna.until(/2 members, 2 here:\n {7}Anna \(you, owner\)\n {7}Ben\n/);
      await anna.say("/whom");
      await anna.until(/There is no command \/whom\. \/help lists them/);
      await ben.say("/name Benjamin");
      await anna.until(/Ben is now called Benjamin/);
      await ben.say("/name Ben");
      await anna.until(/Benjamin is now called Ben/);
      await ben.say("/kick Anna");
      await ben.until(/owner/);
      await anna.say("/kick Nobody");
      await anna.until(/Nobody here is called "Nobody"/);
    });

    it("lets no text do anything to the terminal", async () => {
      const title = await anna.ask("#{pane_title}");
      await expect(send("eve", "\u001b]0;stolen\u0007\u001b[2J")).rejects.toThrow(/\(TEXT_/);
      await send("eve", "a \u202egnirts\u202c \u200e\u2066x\u2069 e\u0301 👩‍👩‍👧");
      const screen = await anna.until(/eve left/);
      expect(screen).toContain("Nobody here is called");
      expect(screen).toMatch(/eve {11}a gnirts \u200e?x e\u0301 👩/);
      expect(await anna.ask("#{pane_title}")).toBe(title);
    });

    it("says that the connection is lost, and sends once what was typed meanwhile", async () => {
      await kill();
      await ben.until(/Connection lost\. Reconnecting\.\.\.\n\nReading Club · Reconnecting\.\.\.\n>/);
      await ben.say("said in the dark");
      await ben.until(/Reconnecting\.\.\. · 1 message will be sent then\n>$/);
      expect(await open(port)).toBe(port);
      await ben.until(/Back\. Nothing is missing\.[\s\S]*said in the dark/);
      const seen = await anna.until(/said in the dark[\s\S]*2 here\n>$/);
      expect(timesOf(seen, "said in the dark")).toBe(1);
      expect(timesOf(await ben.everything(), "said in the dark")).toBe(1);
    });

    it("tells who was removed why, and keeps out who is banned", async () => {
      await anna.say("/kick Ben");
      expect(await ben.exit()).toBe(1);
      await ben.until(/The owner of this room has removed you\. \(KICKED\)/);
      await anna.until(/Anna removed Ben[\s\S]*only you are here/);
      ben = await enter("ben");
      await ben.until(/2 here\n>/);
      await anna.say("/ban Ben");
      expect(await ben.exit()).toBe(1);
      await ben.until(/\(BANNED\)/);
      ben = await enter("ben");
      expect(await ben.exit()).toBe(1);
      await ben.until(/\(BANNED\)/);
      expect(timesOf(await anna.screen(), "Anna banned Ben")).toBe(1);
    });

    it("asks before it leaves with something unsent, and sends it the next time", async () => {
      cleo = await enter("cleo", "--as", "Cleo");
      await cleo.until(/2 here\n>/);
      await kill();
      await cleo.until(/Reconnecting\.\.\.\n>/);
      await cleo.say("for later");
      await cleo.until(/1 message will be sent then\n>$/);
      await cleo.press("C-c");
      await cleo.until(/1 message has not been sent\.[\s\S]*Leave\? \[y\/N\]$/);
      await cleo.press("Enter");
      await cleo.until(/1 message will be sent then\n>$/);
      await cleo.press("C-c");
      await cleo.until(/Leave\? \[y\/N\]$/);
      await cleo.say("y");
      expect(await cleo.exit()).toBe(0);
      await open(port);
      cleo = await enter("cleo");
      await anna.until(/Cleo +for later/);
      await cleo.until(/for later[\s\S]*2 here\n>/);
      expect(timesOf(await anna.everything(), "for later")).toBe(1);
    });

    it("hosts a room in the background of the same program, and says so before leaving", async () => {
      await cleo.say("/host Garden");
      const shown = await cleo.until(/Garden#\w{4} is open[\s\S]*\/r\/[a-z2-7\s]{32,}/);
      const link = /http:\/\/\S+?\/r\/[a-z2-7]{32}/.exec(shown.replace(/\s+/g, ""))?.[0] ?? "";
      const args = ["send", link, "what a garden", "--as", "Dora", ...home("dora")];
      await promisify(execFile)(process.execPath, [COMMAND, ...args]);
      await cleo.until(/Dora joined Garden/);
      await anna.say("still here?");
      await cleo.until(/Anna +still here\?/);
      await cleo.press("C-c");
      await cleo.until(/1 room of yours goes offline when you leave\.[\s\S]*Leave\? \[y\/N\]$/);
      await cleo.press("Enter");
      await cleo.until(/2 here\n>/);
    });

    it("destroys the room only when its name is typed, and tells the others", async () => {
      await anna.say("/destroy");
      await anna.until(/To destroy it, type its name \(Reading Club\):$/);
      await anna.press("Enter");
      await anna.until(/Nothing was destroyed\./);
      await anna.say("/destroy");
      await anna.until(/type its name \(Reading Club\):$/);
      await anna.say(ROOM);
      await cleo.until(/The host closed this room\./);
      expect([await anna.exit(), await cleo.exit()]).toEqual([0, 0]);
    });
  },
);
