import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { canShow } from "../src/console/browser.ts";
import { lastWords, untilEnded } from "../src/console/ending.ts";
import { KeptOpen } from "../src/console/kept-open.ts";
import { takeLock } from "../src/console/lock.ts";
import { readRunning, secretsAfter, writeRunning } from "../src/console/running-file.ts";

const folders: string[] = [];
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "partyline-console-"));
  folders.push(home);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("what Ctrl-C says first", () => {
  const said = (...people: string[][]) =>
    lastWords(people.map((them, at) => ({ room: `Room ${at + 1}`, people: them })));

  test("nothing where nobody is left alone", () => {
    expect(said()).toBeUndefined();
    expect(said([], [])).toBeUndefined();
  });

  test("who is where", () => {
    expect(said(["Ben"])).toBe("Room 1: Ben is here.\nPress Ctrl-C again to end it.");
    expect(said(["Ben", "Cleo"])).toBe("Room 1: Ben and Cleo are here.\nPress Ctrl-C again to end it.");
    expect(said(["Ben", "Cleo", "Dana"], [], ["Eli"])).toBe(
      "Room 1: Ben, Cleo and Dana are here.\nRoom 3: Eli is here.\nPress Ctrl-C again to end them.",
    );
    expect(said(["A", "B", "C", "D", "E"])).toMatch(/^Room 1: A, B and 3 more are here\./);
    expect(said(["And, so", "Ben"])).toMatch(/^Room 1: And, so and Ben are here\./);
  });

  test("nothing that steers a terminal", () => {
    expect(lastWords([{ room: "\u001b[2Ja\nb", people: ["x\u202ey"] }])).toBe(
      "␛[2Ja b: xy is here.\nPress Ctrl-C again to end it.".replace("␛", "\u241b"),
    );
  });
});

describe("the signals that end the app", () => {
  function start(words: string | undefined) {
    const exits: unknown[] = [];
    const said: string[] = [];
    const target = Object.assign(new EventEmitter(), {
      exit: (code: unknown) => void exits.push(code) as never,
    });
    let ended = false;
    const done = untilEnded(
      target as never,
      () => words,
      (text) => said.push(text),
    ).then(() => {
      ended = true;
    });
    const after = async (...signals: string[]) => {
      for (const signal of signals) target.emit(signal);
      await Promise.resolve();
      await Promise.resolve();
      return { ended, said: said.length, exits };
    };
    return { after, done };
  }

  test("Ctrl-C ends it at once where nobody is left alone", async () => {
    expect(await start(undefined).after("SIGINT")).toMatchObject({ ended: true, said: 0 });
  });
  test("else it says who is, and the second one ends it", async () => {
    const { after } = start("Ben is here.");
    expect(await after("SIGINT")).toMatchObject({ ended: false, said: 1 });
    expect(await after("SIGINT")).toMatchObject({ ended: true, said: 1, exits: [] });
  });
  test.each(["SIGTERM", "SIGHUP"])("%s asks nothing", async (signal) => {
    expect(await start("Ben is here.").after(signal)).toMatchObject({ ended: true, said: 0, exits: [] });
  });
  test("one more while it is ending ends the process", async () => {
    expect(await start(undefined).after("SIGINT", "SIGINT")).toMatchObject({ ended: true, exits: [130] });
  });
});

test("a browser is shown where there is a screen that is this person's", () => {
  expect(canShow("linux", { DISPLAY: ":0" })).toBe(true);
  expect(canShow("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
  expect(canShow("linux", { WSL_DISTRO_NAME: "Debian" })).toBe(true);
  expect(canShow("linux", {})).toBe(false);
  expect(canShow("linux", { DISPLAY: "localhost:10.0", SSH_CONNECTION: "1 2 3 4" })).toBe(false);
  expect(canShow("darwin", {})).toBe(true);
  expect(canShow("darwin", { SSH_TTY: "/dev/ttys0" })).toBe(false);
  expect(canShow("win32", {})).toBe(true);
});

describe("C1.12 console.json", () => {
  test("is there and back, for its owner only", () => {
    const running = { ...secretsAfter(undefined), port: 2524, pid: 17 };
    writeRunning(home, running);
    expect(readRunning(home)).toEqual(running);
    expect(statSync(join(home, "console.json")).mode & 0o777).toBe(0o600);
  });

  test("the secret stays, the run does not", () => {
    const former = { ...secretsAfter(undefined), port: 2524, pid: null };
    const next = secretsAfter(former);
    expect(next.secret).toBe(former.secret);
    expect(next.run).not.toBe(former.run);
  });

  test.each([
    "",
    "{",
    "null",
    "{}",
    '{"v":2}',
    '{"v":1,"port":0,"pid":1,"run":"x","secret":"y"}',
    "\u0000".repeat(100),
  ])("%j is no obstacle", (text) => {
    writeFileSync(join(home, "console.json"), text);
    expect(readRunning(home)).toBeUndefined();
    expect(secretsAfter(readRunning(home)).secret).toMatch(/^[\w-]{43}$/);
  });
});

test("C1.12 the lock is one opener's, and free again after it", () => {
  const unlock = takeLock(home);
  expect(unlock).toBeDefined();
  unlock?.();
  unlock?.();
  const again = takeLock(home);
  expect(again).toBeDefined();
  again?.();
});

test("a data folder that cannot be used is one clear sentence", () => {
  expect(() => takeLock(join(home, "nowhere"))).toThrow(
    expect.objectContaining({ code: "HOME", message: expect.stringContaining("cannot be written to") }),
  );
});

test("C2.8 the rooms that are open are remembered, whatever is in the file", () => {
  const [one, two] = ["a".repeat(32), "b".repeat(32)];
  const kept = new KeptOpen(home);
  kept.add(one);
  kept.add(two);
  kept.add(one);
  kept.remove(two);
  kept.remove(two);
  expect(new KeptOpen(home).list()).toEqual([one]);
  for (const text of ["", "[]", '{"open":["../x"]}']) {
    writeFileSync(join(home, "open-rooms.json"), text);
    expect(new KeptOpen(home).list()).toEqual([]);
  }
});
