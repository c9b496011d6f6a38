/** The directory's file: opened, checked, brought up to date. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SwitchboardError } from "../../errors.ts";

/** `PRAGMA application_id` of every directory, set by the first migration: "PLdr". */
const APPLICATION_ID = 0x504c6472;

/** What helps where the file is damaged: hosts that are online enter their rooms again by themselves. */
const REMEDY =
  "Put a backup in its place, or move it away to begin anew: rooms come back with their hosts, and only the names of " +
  "rooms that stay away for long are free for others again";

export interface OpenOptions {
  /** Told in words that the file was brought up to date, and where what it was before is kept. */
  note?(words: string): void;
  /** Default: those of this version. */
  migrations?: readonly string[];
}

/** Errors: HOME where the folder cannot be used, DIRECTORY_DAMAGED, DIRECTORY_TOO_NEW. */
export function openDatabase(
  path: string,
  { note = () => {}, migrations = loadMigrations() }: OpenOptions = {},
): DatabaseSync {
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
    checkFile(db, migrations.length);
    const copy = backUp(db, path, migrations.length);
    migrate(db, migrations);
    if (copy !== undefined)
      note(`The directory ${path} was brought up to date; what it was before is kept as ${copy}.`);
    return db;
  } catch (cause) {
    if (db?.isOpen) db.close();
    if (cause instanceof SwitchboardError) throw cause;
    if (isDamage(cause)) throw damaged(path, cause);
    throw new SwitchboardError("HOME", (cause as Error).message, { cause });
  }
}

/** With what helps. */
export const damaged = (path: string, cause: unknown): SwitchboardError =>
  new SwitchboardError("DIRECTORY_DAMAGED", `${path}. ${REMEDY}`, { cause });

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

/** Errors: DIRECTORY_DAMAGED for another program's file, DIRECTORY_TOO_NEW. */
function checkFile(db: DatabaseSync, known: number): void {
  const version = pragma(db, "user_version");
  const isNew = version === 0 && db.prepare("SELECT 1 FROM sqlite_schema").get() === undefined;
  if (!isNew && pragma(db, "application_id") !== APPLICATION_ID)
    throw new SwitchboardError("DIRECTORY_DAMAGED", db.location() ?? undefined);
  if (version > known) throw new SwitchboardError("DIRECTORY_TOO_NEW");
}

/** Copies a file of an earlier version, once; the copy is for its owner alone. Gives its path; undefined for a file of
 *  this version. */
function backUp(db: DatabaseSync, path: string, known: number): string | undefined {
  const version = pragma(db, "user_version");
  const copy = `${path}.before-v${known}`;
  if (version === 0 || version >= known || path === ":memory:") return undefined;
  if (existsSync(copy)) return copy;
  // Made empty first, for the mode: VACUUM INTO takes an empty file.
  closeSync(openSync(`${copy}.new`, "w", 0o600));
  db.prepare("VACUUM INTO ?").run(`${copy}.new`);
  renameSync(`${copy}.new`, copy);
  return copy;
}

function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const version = pragma(db, "user_version");
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
