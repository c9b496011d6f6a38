/** The directory's file: opened, checked, brought up to date. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SwitchboardError } from "../../errors.ts";

/** `PRAGMA application_id` of every directory, set by the first migration: "PLdr". */
const APPLICATION_ID = 0x504c6472;

/** Errors: HOME where the folder cannot be used, DIRECTORY_DAMAGED, DIRECTORY_TOO_NEW. */
export function openDatabase(path: string): DatabaseSync {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new SwitchboardError("HOME", undefined, { cause });
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path);
    // Claims are promises (a receipt goes out), so they are on disk before they are answered.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000");
    migrate(db, loadMigrations());
    return db;
  } catch (cause) {
    if (db?.isOpen) db.close();
    if (cause instanceof SwitchboardError) throw cause;
    const code = isDamage(cause) ? "DIRECTORY_DAMAGED" : "HOME";
    throw new SwitchboardError(code, (cause as Error).message, { cause });
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
const isDamage = (error: unknown): boolean => [11, 26].includes((error as { errcode?: number }).errcode ?? 0);

/** The first element leads to version 1, and so on. */
export function loadMigrations(): string[] {
  const folder = new URL("./migrations/", import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    if (Number.parseInt(name, 10) !== index + 1) throw new Error(`${name} is out of order`);
    return readFileSync(new URL(name, folder), "utf8");
  });
}

function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const version = pragma(db, "user_version");
  const isNew = version === 0 && db.prepare("SELECT 1 FROM sqlite_schema").get() === undefined;
  if (!isNew && pragma(db, "application_id") !== APPLICATION_ID)
    throw new SwitchboardError("DIRECTORY_DAMAGED");
  if (version > migrations.length) throw new SwitchboardError("DIRECTORY_TOO_NEW");
  migrations.slice(version).forEach((sql, index) => {
    inTransaction(db, () => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  });
}

const pragma = (db: DatabaseSync, name: "user_version" | "application_id"): number =>
  Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);

/** Runs `work` in one transaction: all of it is durable on return, or none of it. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  // Where rolling back failed as well, the transaction before this one still has to be undone.
  if (db.isTransaction) db.exec("ROLLBACK");
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite rolls back by itself on some errors, a full disk among them.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
