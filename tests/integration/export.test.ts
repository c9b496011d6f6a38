/** Care of data by the command: out of a room, into a new one, and what can be saved of a damaged one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { host, killAll, run, start } from "./fixtures/command.ts";

const folder = mkdtempSync(join(tmpdir(), "partyline-export-"));
const home = join(folder, "anna");
const bob = join(folder, "bob");
const whole = join(folder, "whole.jsonl");
const SAID = Array.from({ length: 300 }, (_, index) => `word ${index + 1}${" ".repeat(30)}.`);

const code = (stderr: string[]): string | undefined => /\(([A-Z_]+)\)$/.exec(stderr.at(-1) ?? "")?.[1];
const linesOf = (path: string): string[] => readFileSync(path, "utf8").trimEnd().split("\n");
const without = (line: string, ...keys: string[]): object =>
  Object.fromEntries(Object.entries(JSON.parse(line)).filter(([key]) => !keys.includes(key)));

let logFile = "";

beforeAll(async () => {
  mkdirSync(bob);
  const { program, open } = await host(home, ["Book Club"]);
  logFile = join(home, "rooms", open.id, "log.db");
  const sent = await run(bob, ["send", open.link, "--as", "Bob"], { input: `${SAID.join("\n")}\n` });
  expect(sent).toMatchObject({ exit: 0, stderr: [] });

  // While it is open in another process.
  const out = await run(home, ["export", "book club", "--out", whole, "--json"]);
  expect(out).toMatchObject({ exit: 0, stderr: [] });
  expect(JSON.parse(out.stdout[0] ?? "")).toMatchObject({
    event: "exported",
    complete: true,
    count: 301,
    missing: [],
  });
  const tail = await run(bob, ["tail", open.link, "--from", "1", "--no-follow", "--json", "--as", "Bob"]);
  // What tail shows, as it shows it; ids come after.
  expect(
    linesOf(whole)
      .slice(1)
      .map((line) => without(line, "by", "client", "n")),
  ).toEqual(tail.stdout.map((line) => JSON.parse(line)));
  expect(await run(home, ["verify", open.link])).toMatchObject({ exit: 0, stderr: [] });
  expect(await program.stop()).toBe(0);
});

afterAll(() => {
  killAll();
  rmSync(folder, { recursive: true, force: true });
});

test("an export of a closed room is the same, for its owner alone, and never written over another", async () => {
  expect(statSync(whole).mode & 0o777).toBe(0o600);
  const again = await run(home, ["export", "Book Club"]);
  expect(again.exit).toBe(0);
  expect(again.stdout.slice(1)).toEqual(linesOf(whole).slice(1));
  expect(without(again.stdout[0] ?? "", "at")).toEqual(without(linesOf(whole)[0] ?? "", "at"));
  expect(again.stderr).toEqual(["301 events, verified complete."]);
  const taken = await run(home, ["export", "Book Club", "--out", whole]);
  expect(taken.exit).toBe(1);
  expect(code(taken.stderr)).toBe("FILE_EXISTS");
});

test("a reader who goes away early ends it quietly", async () => {
  const program = start(home, ["export", "Book Club"]);
  await program.stdout.waitFor(() => true);
  expect(await program.exit).toBe(0);
});

test("an import is a room with the same events, which opens", async () => {
  const made = await run(home, ["import", whole, "--name", "Second Club", "--json"]);
  expect(made).toMatchObject({ exit: 0, stderr: [] });
  expect(JSON.parse(made.stdout[0] ?? "")).toMatchObject({
    event: "imported",
    room: "Second Club",
    count: 301,
    complete: true,
  });
  expect(await run(home, ["verify", "Second Club"])).toMatchObject({ exit: 0 });
  const { program, open } = await host(home, ["Second Club"]);
  const tail = await run(bob, ["tail", open.link, "--from", "1", "--no-follow", "--json", "--as", "Bob"]);
  const texts = tail.stdout.map((line) => JSON.parse(line) as { kind: string; text?: string });
  expect(texts.filter(({ kind }) => kind === "message").map(({ text }) => text)).toEqual(SAID);
  await program.stop();
});

test("a damaged or partial file makes no room, unless a part will do", async () => {
  const cut = join(folder, "cut.jsonl");
  writeFileSync(cut, linesOf(whole).slice(0, 100).join("\n"));
  const refused = await run(home, ["import", cut, "--name", "Third Club"]);
  expect(refused.exit).toBe(1);
  expect(code(refused.stderr)).toBe("BAD_EXPORT");
  expect(code((await run(home, ["verify", "Third Club"])).stderr)).toBe("NO_ROOM");
  const part = await run(home, ["import", "-", "--name", "Third Club", "--partial"], {
    input: readFileSync(cut, "utf8"),
  });
  expect(part.exit).toBe(0);
  expect(part.stdout[0]).toContain("99 events");
});

test("a damaged room: the host refuses it and says what can be read, verify says what is wrong and saves the rest", async () => {
  const bytes = readFileSync(logFile);
  const at = bytes.indexOf("word 150 ");
  const spoilt = Buffer.from(bytes);
  spoilt.fill(0xff, at - (at % 4096), at - (at % 4096) + 4096);
  writeFileSync(logFile, spoilt);

  const partial = await run(home, ["export", "Book Club", "--out", join(folder, "partial.jsonl")]);
  expect(partial.exit).toBe(1);
  expect(code(partial.stderr)).toBe("INCOMPLETE");
  expect(partial.stderr.at(-1)).toMatch(/missing: \d+ to \d+\./);

  // Now also its first page, so that it does not open at all.
  spoilt.fill(0x20, 0, 4096);
  writeFileSync(logFile, spoilt);
  const refused = await run(home, ["host", "Book Club", "--as", "Anna", "--port", "0"]);
  expect(refused.exit).toBe(1);
  expect(code(refused.stderr)).toBe("LOG_DAMAGED");
  expect(refused.stderr.at(-1)).toContain(logFile);
  expect(refused.stderr.at(-1)).toMatch(/2\d\d of 301 events can be read/);

  const saved = join(folder, "saved.jsonl");
  const verified = await run(home, ["verify", "Book Club", "--rescue", saved, "--json"]);
  expect(verified.exit).toBe(1);
  expect(code(verified.stderr)).toBe("DAMAGED");
  const [report, rescued] = verified.stdout.map((line) => JSON.parse(line));
  expect(report).toMatchObject({ event: "verified", ok: false });
  expect(rescued).toMatchObject({ event: "rescued", file: saved, keys: false });
  expect(rescued.count).toBeGreaterThan(250);
  expect(
    rescued.count + rescued.missing.reduce((sum: number, [from, to]: number[]) => sum + to! - from! + 1, 0),
  ).toBe(301);
  expect(readFileSync(logFile).equals(spoilt)).toBe(true);

  const made = await run(home, ["import", saved, "--name", "Book Club again", "--partial"]);
  expect(made.exit).toBe(0);
  expect(await run(home, ["verify", "Book Club again"])).toMatchObject({ exit: 0 });
});

test("a damaged profile stops nobody: it is moved aside with words, and the person stays who they are", async () => {
  const path = join(bob, "client.db");
  const before = await run(bob, ["import", whole, "--name", "Mine", "--json"]);
  expect(before.exit).toBe(0);
  const bytes = readFileSync(path);
  bytes.fill(0x20, 0, 4096);
  writeFileSync(path, bytes);
  const after = await run(bob, ["import", whole, "--name", "Mine too", "--json"]);
  expect(after.exit).toBe(0);
  expect(after.stderr).toEqual([
    expect.stringMatching(/client\.db was damaged and is now .* Saved: who you are\./),
  ]);
});
