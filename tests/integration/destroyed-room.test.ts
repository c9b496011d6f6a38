/** A room that is destroyed while its members are away, and have only the switchboard's road: as real programs. */
import { fileURLToPath } from "node:url";
import type { Hosted } from "@partyline/console";
import { describe, expect, test } from "vitest";
import { kitchen, type Opened, open, standing } from "./fixtures/app-rooms.ts";
import { homesForTests } from "./fixtures/homes.ts";
import { by, isRow, run, said, startBoard } from "./fixtures/switchboard-app.ts";
import { Tmux, tmuxAvailable } from "./fixtures/tmux.ts";

const COMMAND = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));
const newHome = homesForTests();
const AWAY = ["--via", "switchboard"];
const CLOSED = /^partyline: The host closed this room\. \(CLOSED\)$/;

interface Scene extends Opened {
  room: Hosted;
  /** Leads to the room by the switchboard. */
  link: string;
}

/** Where the room is found once it is on its switchboard. */
const linkOf = async (page: Opened["page"], id: string): Promise<string> =>
  (await standing(page, id, "listed")).link ?? "";

/** Anna's app hosts a room on the switchboard at `url`. */
async function hosting(url: string): Promise<Scene> {
  const opened = await open(newHome());
  const room = await opened.page.ask("create", { ...kitchen, switchboards: [url] });
  return { ...opened, room, link: await linkOf(opened.page, room.id) };
}

const send = (home: ReturnType<typeof newHome>, link: string, text: string) =>
  run(home, ["send", link, text, "--as", "Bo", ...AWAY]);

describe("R3.12 a member who was away when the room was destroyed", () => {
  test("is told so by the switchboard, though the host is gone; who never came in finds no such room", async () => {
    const board = await startBoard(newHome());
    const { app, page, room, link } = await hosting(board.open.url);
    const bos = newHome();
    expect((await send(bos, link, "hello")).exit).toBe(0);
    await page.ask("destroy", { id: room.id });
    expect(await app.kill("SIGTERM")).toBe(0);

    for (const args of [
      ["send", link, "anybody there?"],
      ["tail", link],
    ]) {
      const { exit, error } = await run(bos, [...args, "--as", "Bo", ...AWAY]);
      expect([exit, error]).toEqual([1, expect.stringMatching(CLOSED)]);
    }
    if (tmuxAvailable().ok) {
      const tmux = new Tmux();
      try {
        const command = [process.execPath, COMMAND, "join", link, "--as", "Bo", ...AWAY];
        const window = await tmux.open([...command, "--home", bos.path]);
        await window.until(/The host closed this room\. \(CLOSED\)/);
      } finally {
        await tmux.close();
      }
    }
    const stranger = await send(newHome(), link, "hello");
    expect([stranger.exit, stranger.error]).toEqual([1, expect.stringMatching(/\(NO_ROOM\)$/)]);
    expect((await run(bos, ["list", ...by(board.open.url)])).rows).toEqual([]);
    // Its name is free.
    const next = await hosting(board.open.url);
    expect(next.link).toBe(link.replace(room.id, next.room.id));
  });

  test("is told when the switchboard, which was away as well, is back, and the host with it", async () => {
    const home = newHome();
    const board = await startBoard(home);
    const { url, port } = board.open;
    const { page, room, link } = await hosting(url);
    const bos = newHome();
    const tail = bos.start(["tail", link, "--as", "Bo", "--json", ...AWAY]);
    expect((await send(bos, link, "hello")).exit).toBe(0);
    await tail.stdout.waitFor(said("hello"));
    await board.app.kill("SIGKILL");
    await tail.stderr.waitFor((line) => line.startsWith("Connection lost."));
    await page.ask("destroy", { id: room.id });
    await startBoard(home, "--listen", `127.0.0.1:${port}`);
    // It comes back by itself, and there is nothing to come back to.
    expect(await tail.exit).toBe(0);
    expect(tail.stderr.lines.at(-1)).toBe("The host closed this room.");
    expect(tail.stdout.lines.filter(isRow({ text: "hello" }))).toHaveLength(1);
  });

  test("is told by the host's next program, where the last one ended before it could tell anybody", async () => {
    const home = newHome();
    const board = await startBoard(home);
    const { url, port } = board.open;
    const annas = newHome();
    const first = await open(annas);
    const room = await first.page.ask("create", { ...kitchen, switchboards: [url] });
    const link = await linkOf(first.page, room.id);
    const bos = newHome();
    expect((await send(bos, link, "hello")).exit).toBe(0);
    await board.app.kill("SIGKILL");
    await first.page.ask("destroy", { id: room.id });
    await first.app.kill("SIGTERM");
    await startBoard(home, "--listen", `127.0.0.1:${port}`);
    const tail = bos.start(["tail", link, "--as", "Bo", ...AWAY]);
    await tail.stderr.waitFor((line) => /not connected to the switchboard/.test(line));
    await open(annas);
    expect(await tail.exit).toBe(1);
    expect(tail.stderr.lines.at(-1)).toMatch(CLOSED);
  });
});
