/** Exports and rooms made from them: the same events, all of them or none. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { exportLine, readLine } from "../../src/care/lines.ts";
import { exportRoom, findRoom, importRoom, openHost } from "../../src/index.ts";
import { LogDatabase } from "../../src/log/sqlite/database.ts";
import { loadMigrations } from "../../src/log/sqlite/migrate.ts";
import { ANNA, spoil, talk, tamper } from "./talk.ts";

const NOW = Date.UTC(2026, 10, 22, 13);
const owner = { name: "Anna", key: () => new Uint8Array(32).fill(9) };

function home(): string {
  const dir = mkdtempSync(join(tmpdir(), "partyline-care-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The lines of an export of the log in `dir`. */
function exported(dir: string, rescue = false): string[] {
  const room = { id: "r".repeat(32), name: "Club", dir, file: join(dir, "log.db") };
  const log = exportRoom(room, { rescue, now: NOW });
  onTestFinished(() => log.close());
  return [...log.lines()].map((line) => line.slice(0, -1));
}

async function* from(lines: readonly (string | undefined)[]): AsyncGenerator<string | undefined> {
  yield* lines;
}

const into = (dir: string, lines: readonly (string | undefined)[], partial = false, name = "Club") =>
  importRoom({ home: dir, owner, name, lines: from(lines), partial });

describe("a line", () => {
  const at = Date.UTC(2026, 10, 22, 12, 4, 5, 6);
  const common = { at, by: ANNA, from: "Anna" };
  test.each([
    { ...common, kind: "message", text: 'hi\n"you"', client: "1".repeat(16), n: 7 },
    { ...common, kind: "join" },
    { ...common, kind: "rename", to: "Ann" },
    { ...common, kind: "room", name: "Tea" },
    { ...common, kind: "room", password: true },
    { ...common, kind: "ban", member: "b".repeat(16), name: "Bob" },
    { at, kind: "reaction", by: ANNA, emoji: "x", to: { seq: 3 } },
  ])("of $kind has what it had when it comes back", (event) => {
    const line = exportLine({ seq: 12, json: JSON.stringify(event) }) ?? "";
    expect(JSON.parse(line)).toMatchObject({ seq: 12, kind: event.kind, at: "2026-11-22T12:04:05.006Z" });
    const back = readLine(line);
    expect(back.seq).toBe(12);
    expect(JSON.parse(back.event.json)).toEqual(event);
    expect(back.event).toMatchObject({ at, kind: event.kind, by: ANNA });
    expect(exportLine({ seq: 12, json: back.event.json })).toBe(line);
  });

  test("begins as tail --json and the page show it", () => {
    const json = JSON.stringify({ ...common, kind: "message", text: "hi", client: "1".repeat(16), n: 7 });
    expect(exportLine({ seq: 7, json })).toMatch(
      /^\{"seq":7,"kind":"message","from":"Anna","text":"hi","at":"2026-11-22T12:04:05\.006Z",/,
    );
  });

  test("without ids gets some: one for each name", () => {
    const line = (name: string, seq: number) =>
      readLine(
        JSON.stringify({ seq, kind: "message", from: name, text: "hi", at: new Date(at).toISOString() }),
      );
    expect(line("Anna", 1).event.by).toMatch(/^[a-z2-7]{16}$/);
    expect(line("Anna", 1).event.by).toBe(line("Anna", 2).event.by);
    expect(line("Anna", 1).event.by).not.toBe(line("Bob", 1).event.by);
  });

  test.each([
    "",
    "[]",
    "{",
    '{"seq":0,"kind":"join"}',
    '{"seq":1,"kind":"join","at":"noon"}',
    '{"seq":1,"kind":"join","at":1}',
  ])("%j is refused, without repeating it", (line) =>
    expect(() => readLine(line)).toThrow(expect.objectContaining({ code: "BAD_LINE" })),
  );
});

describe("an export", () => {
  test("becomes a room with the same lines", async () => {
    const { dir, head } = talk();
    const lines = exported(dir);
    const made = home();
    const room = await into(made, lines);
    expect(room).toMatchObject({ name: "Club", count: head, first: 1, last: head, faults: [] });
    const kept = await findRoom(made, { name: "club" });
    expect(kept.id).toBe(room.id);
    expect(exported(kept.dir).slice(1)).toEqual(lines.slice(1));
    expect(statSync(kept.file).mode & 0o777).toBe(0o600);
    const host = await openHost({ home: made, port: 0, advertise: false });
    onTestFinished(() => host.close());
    expect((await host.openRoom({ name: "Club", owner })).id).toBe(room.id);
  });

  test("of a room that retention has cut keeps the numbers", async () => {
    const { dir, head } = talk();
    const log = LogDatabase.open(dir, { create: false, newLogId: "" });
    log.prune({ last: 100 });
    log.close();
    const room = await into(home(), exported(dir));
    expect(room).toMatchObject({ count: 100, first: head - 99, last: head, faults: [] });
  });

  test("that says what is missing is refused, unless a part will do", async () => {
    const { dir, file, head } = talk();
    spoil(file, "a says 205");
    const lines = exported(dir, true);
    expect(JSON.parse(lines[0] ?? "").missing).toHaveLength(1);
    const made = home();
    await expect(into(made, lines)).rejects.toMatchObject({ code: "BAD_EXPORT" });
    expect(readdirSync(join(made, "rooms"))).toEqual([]);
    const { count, last } = await into(made, lines, true);
    expect(count).toBe(lines.length - 1);
    expect(last).toBe(count);
    expect(count).toBeLessThan(head);
  });

  const broken: [string, (lines: string[]) => (string | undefined)[]][] = [
    ["cut short", (lines) => lines.slice(0, -1)],
    ["cut in a line", (lines) => [...lines.slice(0, -1), (lines.at(-1) ?? "").slice(0, 20)]],
    ["without its header", (lines) => lines.slice(1)],
    ["with a line changed", (lines) => lines.map((line) => line.replace("a says 7", "a says 9"))],
    ["with a line left out", (lines) => lines.toSpliced(50, 1)],
    ["with a line twice", (lines) => lines.toSpliced(50, 0, lines[50] ?? "")],
    ["with lines swapped", (lines) => lines.toSpliced(50, 2, lines[51] ?? "", lines[50] ?? "")],
    ["with a line that is no text", (lines) => lines.toSpliced(50, 1, undefined as unknown as string)],
    ["of nothing", () => []],
  ];
  test.each(broken)("%s is refused, and nothing is left behind", async (_, breakIt) => {
    const lines = exported(talk(60).dir);
    const made = home();
    await expect(into(made, breakIt(lines))).rejects.toMatchObject({ code: "BAD_EXPORT" });
    expect(readdirSync(join(made, "rooms"))).toEqual([]);
  });

  test("of a later version is refused", async () => {
    const [header = "", ...rest] = exported(talk(5).dir);
    await expect(into(home(), [header.replace('"version":1', '"version":2'), ...rest])).rejects.toMatchObject(
      {
        code: "EXPORT_TOO_NEW",
      },
    );
  });

  test("clears away what one left behind that was killed, and no other that is at work", async () => {
    const lines = exported(talk(5).dir);
    const made = home();
    const left = (name: string) =>
      LogDatabase.open(join(made, "rooms", name), { create: true, newLogId: "" });
    left("importing-killed").close();
    const atWork = left("importing-now");
    onTestFinished(() => atWork.close());
    const { id } = await into(made, lines);
    expect(readdirSync(join(made, "rooms")).sort()).toEqual([id, "importing-now"].sort());
  });

  test("takes no name that is taken", async () => {
    const lines = exported(talk(5).dir);
    const made = home();
    await into(made, lines);
    await expect(into(made, lines)).rejects.toMatchObject({ code: "NAME_IN_USE" });
    expect(readdirSync(join(made, "rooms"))).toHaveLength(1);
  });
});

describe("a file of an earlier schema", () => {
  test("is copied before it is changed: whole, for its owner alone, and said", () => {
    const { dir, file, head } = talk(20);
    const known = loadMigrations();
    const next = "ALTER TABLE log ADD COLUMN colour TEXT";
    const log = LogDatabase.open(dir, { create: false, newLogId: "", migrations: [...known, next] });
    log.close();
    const copy = `${file}.before-v${known.length + 1}`;
    expect(log.backup).toBe(copy);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    // Put back in its place it is the room as it was.
    rmSync(file);
    tamper(copy, `VACUUM INTO '${file}'`);
    const before = LogDatabase.open(dir, { create: false, newLogId: "" });
    onTestFinished(() => before.close());
    expect(before.state.head).toBe(head);
    expect(before.backup).toBeUndefined();
  });

  test("is copied three times at most, the first copy stays", () => {
    const { dir, file } = talk(5);
    const broken = [...loadMigrations(), "CREATE TABLE half (a) STRICT"];
    for (let start = 0; start < 5; start += 1)
      expect(() => LogDatabase.open(dir, { create: false, newLogId: "", migrations: broken })).toThrow();
    const copies = readdirSync(dir).filter((name) => name.includes("before"));
    expect(copies.sort()).toEqual(["", ".2", ".3"].map((end) => `log.db.before-v${broken.length}${end}`));
    expect(file).toBeTruthy();
  });
});

test("a damaged room is refused with its file, and what of it can be read", async () => {
  const made = home();
  const room = await into(made, exported(talk().dir));
  const { file } = await findRoom(made, { id: room.id });
  spoil(file, "SQLite format 3".slice(1));
  const host = await openHost({ home: made, port: 0, advertise: false });
  onTestFinished(() => host.close());
  const failure = await host.openRoom({ name: "Club", owner }).catch((error) => error);
  expect(failure).toMatchObject({ code: "LOG_DAMAGED" });
  expect(failure.message).toContain(file);
  expect(failure.message).toContain("802 of 802 events can be read");
  expect(failure.message).toContain("partyline verify");
});
