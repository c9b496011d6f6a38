import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { sqliteDirectory } from "../../src/directory/index.ts";
import { keysOf, recordOf } from "../keys.ts";
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

test("a file of a later version is DIRECTORY_TOO_NEW", async () => {
  const path = freshPath();
  await sqliteDirectory(path).close();
  const db = new DatabaseSync(path);
  db.exec("PRAGMA user_version = 99");
  db.close();
  expect(() => sqliteDirectory(path)).toThrow(expect.objectContaining({ code: "DIRECTORY_TOO_NEW" }));
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
  expect(plan("held_key = 'a'")).toContain("sqlite_autoindex");
  expect(plan("name_key = 'a' AND room >= 'b' AND room < 'c'")).toContain("rooms_by_name");
  db.close();
});
