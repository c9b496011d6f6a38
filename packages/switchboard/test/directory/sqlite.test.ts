import { existsSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { sqliteDirectory } from "../../src/directory/index.ts";
import { loadMigrations, openDatabase } from "../../src/directory/sqlite/database.ts";
import { keysOf, recordOf, tombstoneOf } from "../keys.ts";
import { directoryContract } from "./contract.ts";

const freshPath = () => join(mkdtempSync(join(tmpdir(), "partyline-directory-")), "directory.db");

directoryContract("sqlite", () => sqliteDirectory(freshPath()));

test("what was entered is there after reopening", async () => {
  const path = freshPath();
  const first = sqliteDirectory(path);
  const record = recordOf(keysOf("a"), { name: "Club" });
  await first.enter({ record, key: "club", skeleton: "club", addresses: [], receipt: undefined }, 5);
  await first.close();
  const second = sqliteDirectory(path);
  expect((await second.named("club", 6))?.record).toEqual(record);
  await second.close();
});

test("another program's file is DIRECTORY_DAMAGED, and so is one that is no database", () => {
  const [foreign, garbage] = [freshPath(), freshPath()];
  const db = new DatabaseSync(foreign);
  db.exec("CREATE TABLE a (b)");
  db.close();
  writeFileSync(garbage, "not a database, but long enough to be looked at as one".repeat(100));
  for (const path of [foreign, garbage])
    expect(() => sqliteDirectory(path)).toThrow(expect.objectContaining({ code: "DIRECTORY_DAMAGED" }));
});

test("a row that is damaged is on no list, hides no other, and keeps its name", async () => {
  const path = freshPath();
  const directory = sqliteDirectory(path);
  const enter = (name: string, by: string) =>
    directory.enter(
      {
        record: recordOf(keysOf(by), { name }),
        key: name,
        skeleton: name,
        addresses: [],
        receipt: undefined,
      },
      5,
    );
  for (const name of ["one", "two", "three"]) await enter(name, name);
  const listed = async () =>
    (await directory.page("", undefined, 50, 6)).map(({ record }) => record.name).sort();
  expect(await listed()).toEqual(["one", "three", "two"]);
  const db = new DatabaseSync(path);
  for (const [column, text] of [
    ["record", "null"],
    ["record", "{"],
    ["addresses", '[{"port":0}]'],
  ] as const) {
    db.prepare(`UPDATE rooms SET ${column} = ? WHERE held_key = 'two'`).run(text);
    expect(await listed()).toEqual(["one", "three"]);
    expect(await directory.named("two", 6)).toBeUndefined();
    await expect(enter("two", "somebody else")).rejects.toMatchObject({ code: "DIRECTORY" });
  }
  db.close();
  await directory.close();
});

test("a file of a later version is DIRECTORY_TOO_NEW", async () => {
  const path = freshPath();
  await sqliteDirectory(path).close();
  const db = new DatabaseSync(path);
  db.exec("PRAGMA user_version = 99");
  db.close();
  expect(() => sqliteDirectory(path)).toThrow(expect.objectContaining({ code: "DIRECTORY_TOO_NEW" }));
});

test("a file of an earlier version is copied before it is changed, once, and the operator is told where to", async () => {
  const path = freshPath();
  const first = sqliteDirectory(path);
  const record = recordOf(keysOf("a"), { name: "Club" });
  await first.enter({ record, key: "club", skeleton: "club", addresses: [], receipt: undefined }, 5);
  await first.close();
  const known = loadMigrations();
  const notes: string[] = [];
  const later = (...more: string[]) =>
    openDatabase(path, { note: (words) => void notes.push(words), migrations: [...known, ...more] });

  later().close();
  expect(notes).toEqual([]);
  const copy = `${path}.before-v${known.length + 1}`;
  expect(() => later("CREATE TABLE more (a) STRICT; broken")).toThrow();
  expect(notes).toEqual([]);
  later("CREATE TABLE more (a INTEGER) STRICT").close();
  later("CREATE TABLE more (a INTEGER) STRICT").close();
  expect(existsSync(copy)).toBe(true);
  expect(notes).toEqual([
    `The directory ${path} was brought up to date; what it was before is kept as ${copy}.`,
  ]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const before = sqliteDirectory(copy);
  expect((await before.named("club", 6))?.record).toEqual(record);
  await before.close();
});

test("the first version's file is brought up to date, with its rooms", async () => {
  const path = freshPath();
  const old = openDatabase(path, { migrations: loadMigrations().slice(0, 1) });
  const record = recordOf(keysOf("a"), { name: "Club" });
  old
    .prepare("INSERT INTO rooms VALUES (?, ?, 1, 'club', '[]', 5, 1, 0, 'Club', 'club', 'club', 5)")
    .run(record.room, JSON.stringify(record));
  old.close();
  const directory = sqliteDirectory(path);
  expect((await directory.named("club", 6))?.held?.name).toBe("Club");
  await directory.bury(tombstoneOf(keysOf("b")), 6);
  await directory.close();
  const again = sqliteDirectory(path);
  expect((await again.tombstones()).map(({ room }) => room)).toEqual([keysOf("b").room]);
  await again.close();
});

test("a store that fails rejects with DIRECTORY", async () => {
  const directory = sqliteDirectory(freshPath());
  await directory.close();
  await expect(directory.sweep(1)).rejects.toMatchObject({ code: "DIRECTORY" });
});

test("pages and names are looked up by index", () => {
  const path = freshPath();
  void sqliteDirectory(path).close();
  const db = new DatabaseSync(path);
  const plan = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN SELECT room FROM rooms WHERE ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
      .join();
  expect(plan("entered = 1 AND listed = 1 ORDER BY seen DESC, room LIMIT 50")).toContain("rooms_shown");
  const oldest =
    "EXPLAIN QUERY PLAN SELECT room FROM tombstones ORDER BY kept_at DESC, room DESC LIMIT -1 OFFSET 9";
  expect(String(db.prepare(oldest).get()?.detail)).toContain("tombstones_by_age");
  expect(plan("held_key = 'a'")).toContain("sqlite_autoindex");
  expect(plan("name_key = 'a' AND room >= 'b' AND room < 'c'")).toContain("rooms_by_name");
  db.close();
});
