/** What only the files of the SQLite adapter can show; without the thread. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { LogDatabase, type OpenOptions } from "../../src/log/sqlite/database.ts";
import { loadMigrations } from "../../src/log/sqlite/migrate.ts";
import { QUERIES } from "../../src/log/sqlite/queries.ts";
import { ALL, freshDir, member, note, notes, sent } from "./entries.ts";

const ID = "0".repeat(32);
const PAGE = { limit: ALL, maxBytes: ALL };

function open(dir: string, options: Partial<OpenOptions> = {}): LogDatabase {
  const database = LogDatabase.open(dir, { create: true, newLogId: ID, ...options });
  onTestFinished(() => database.close());
  return database;
}

/** A closed log with 2,000 events in it. */
function filled(): { dir: string; file: string } {
  const dir = freshDir();
  const database = open(dir);
  database.append([{ changes: [{ set: "member", member: member("anna") }] }, ...notes(2_000)], 1);
  database.close();
  return { dir, file: join(dir, "log.db") };
}

/** Changes the file by hand, past every check of ours. */
function tamper(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

describe("files", () => {
  test("are for their owner alone, the folder too", () => {
    const dir = freshDir();
    open(dir).append([note("a")], 1);
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect(mode(dir)).toBe(0o700);
    const names = readdirSync(dir).sort();
    expect(names).toEqual(["lock.db", "log.db", "log.db-shm", "log.db-wal"]);
    for (const name of names) expect(mode(join(dir, name))).toBe(0o600);
  });

  test("closing leaves one whole file and the lock", () => {
    const { dir } = filled();
    expect(readdirSync(dir).sort()).toEqual(["lock.db", "log.db"]);
  });

  test("a file half made before a crash is made anew", () => {
    const dir = freshDir();
    mkdirSync(dir);
    writeFileSync(join(dir, "log.db.new"), "half of a fi");
    expect(open(dir).state.head).toBe(0);
  });

  test("what retention removes is gone from the file", () => {
    const dir = freshDir();
    const database = open(dir);
    database.append([note("a secret that must go"), note("kept")], 1);
    database.close();
    const again = open(dir);
    again.prune({ last: 1 });
    again.close();
    const bytes = readFileSync(join(dir, "log.db"));
    expect(bytes.includes("kept")).toBe(true);
    expect(bytes.includes("a secret that must go")).toBe(false);
  });

  test("a second opener is refused at once, also without the first one's thread", () => {
    const dir = freshDir();
    const database = open(dir);
    expect(() => open(dir)).toThrow(expect.objectContaining({ code: "ROOM_IN_USE" }));
    database.close();
    database.close();
    open(dir);
  });
});

describe("damage", () => {
  const damaged = expect.objectContaining({ code: "LOG_DAMAGED" });

  test.each([
    ["emptied", (file: string) => truncateSync(file, 0)],
    ["cut in half", (file: string) => truncateSync(file, statSync(file).size / 2)],
    ["overwritten with text", (file: string) => writeFileSync(file, "not a database ".repeat(999))],
    ["another program's database", (file: string) => tamper(file, "PRAGMA application_id = 1")],
    ["without a table", (file: string) => tamper(file, "DROP TABLE clients")],
    ["without its id", (file: string) => tamper(file, "DELETE FROM log")],
  ])("a file %s is LOG_DAMAGED and stays as it is", (_, damage) => {
    const { dir, file } = filled();
    damage(file);
    const before = readFileSync(file);
    expect(() => open(dir)).toThrow(damaged);
    expect(() => open(dir)).toThrow(damaged);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("a lost file with its log of changes left behind is LOG_DAMAGED, not a new log", () => {
    const { dir, file } = filled();
    rmSync(file);
    writeFileSync(`${file}-wal`, "changes");
    expect(() => open(dir)).toThrow(damaged);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}-wal`, "utf8")).toBe("changes");
  });

  test("damage in the middle fails the reads that meet it, and no others", () => {
    const { dir, file } = filled();
    const bytes = readFileSync(file);
    const at = bytes.indexOf('"text":"700"');
    expect(at).toBeGreaterThan(0);
    const page = at - (at % 4096);
    bytes.fill(0xff, page, page + 4096);
    writeFileSync(file, bytes);
    const database = open(dir);
    expect(() => database.read(1, ALL, PAGE)).toThrow(damaged);
    expect(database.before(ALL, { limit: 50, maxBytes: ALL })).toHaveLength(50);
    expect(database.append([note("next")], 1)).toEqual([{ kind: "stored", seq: 2_001 }]);
  });
});

describe("schema", () => {
  test("one of a later version is LOG_TOO_NEW and stays as it is", () => {
    const { dir, file } = filled();
    tamper(file, "PRAGMA user_version = 1000");
    const before = readFileSync(file);
    expect(() => open(dir)).toThrow(expect.objectContaining({ code: "LOG_TOO_NEW" }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  const fixture = readFileSync(new URL("./fixtures/schema-0001.sql", import.meta.url), "utf8");

  test("the first one is frozen: the first migration makes what the fixture holds", () => {
    const [frozen, fresh] = [new DatabaseSync(":memory:"), new DatabaseSync(":memory:")];
    frozen.exec(fixture);
    fresh.exec(loadMigrations()[0]!);
    const all = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name";
    expect(fresh.prepare(all).all()).toEqual(frozen.prepare(all).all());
    const id = "PRAGMA application_id";
    expect(fresh.prepare(id).get()).toEqual(frozen.prepare(id).get());
  });

  test("a log of the first schema opens today with all that it held", () => {
    const dir = freshDir();
    mkdirSync(dir);
    tamper(join(dir, "log.db"), fixture);
    const database = open(dir, { create: false });
    expect(database.state).toEqual({
      logId: "00112233445566778899aabbccddeeff",
      first: 2,
      head: 4,
      meta: new Map([["name", "Tea"]]),
      members: [member("anna", { role: "owner" }), member("bob", { bannedAt: 5, joinedAt: 2 })],
    });
    expect(database.read(1, ALL, PAGE).map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(database.append([sent(1), sent(2), sent(3, "?"), sent(4)], 1)).toEqual([
      { kind: "duplicate", seq: null },
      { kind: "duplicate", seq: 2 },
      { kind: "conflict", seq: 4 },
      { kind: "stored", seq: 5 },
    ]);
  });

  test("migrations run in order and once; one that fails changes nothing", () => {
    const { dir, file } = filled();
    const known = loadMigrations();
    const next = "ALTER TABLE log ADD COLUMN colour TEXT; UPDATE log SET colour = 'red'";
    const broken = [...known, next, "CREATE TABLE half (a) STRICT"];
    expect(() => open(dir, { migrations: broken })).toThrow(expect.objectContaining({ code: "LOG_FAILED" }));
    const read = () => {
      const db = new DatabaseSync(file);
      onTestFinished(() => db.close());
      return { ...db.prepare("SELECT colour FROM log").get(), ...db.prepare("PRAGMA user_version").get() };
    };
    expect(read()).toEqual({ colour: "red", user_version: known.length + 1 });
    open(dir, { migrations: [...known, next] }).close();
    expect(read()).toEqual({ colour: "red", user_version: known.length + 1 });
    expect(() => open(dir)).toThrow(expect.objectContaining({ code: "LOG_TOO_NEW" }));
  });
});

describe("query plans", () => {
  const plan = (sql: string): string[] => {
    const db = new DatabaseSync(":memory:");
    for (const migration of loadMigrations()) db.exec(migration);
    return db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...(sql.match(/\?/g) ?? []).map(() => 1))
      .map(({ detail }) => String(detail));
  };

  const byKey = "SEARCH clients USING PRIMARY KEY (member=?)";
  test.each([
    ["read", ["SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]],
    ["before", ["SEARCH events USING INTEGER PRIMARY KEY (rowid<?)"]],
    ["links", ["SEARCH events USING INTEGER PRIMARY KEY (rowid=?)"]],
    ["hash", ["SEARCH events USING INTEGER PRIMARY KEY (rowid=?)"]],
    ["firstYoung", ["SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]],
    ["removeEvents", ["SEARCH events USING INTEGER PRIMARY KEY (rowid<?)"]],
    ["client", ["SEARCH clients USING PRIMARY KEY (member=? AND client=?)"]],
    ["countClients", [byKey]],
    ["oldestClient", [byKey, "USE TEMP B-TREE FOR ORDER BY"]],
    ["log", ["SCAN log", "SCALAR SUBQUERY 1", "SEARCH events"]],
  ] as const)("%s does not go through the log", (name, expected) => {
    expect(plan(QUERIES[name])).toEqual(expected);
  });
});
