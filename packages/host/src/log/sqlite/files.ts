/** The files of a log: `log.db` in the room's folder, with SQLite's `-wal` and `-shm` beside it while open. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LogError } from "../errors.ts";
import { backUp } from "./backup.ts";
import { checkVersion, migrate, versionOf } from "./migrate.ts";

/** Milliseconds to wait for another program that holds the file for a moment, such as a backup. */
const BUSY_MS = 2_000;

/** Makes the folder where it may be made, and checks that it can be written to. */
export function prepareFolder(dir: string, create: boolean): void {
  if (!create && !existsSync(join(dir, "log.db"))) throw new LogError("LOG_MISSING");
  // Asked first, for making a folder inside a read-only one fails as if something were missing.
  let there = dir;
  while (!existsSync(there)) there = dirname(there);
  accessSync(there, constants.W_OK | constants.X_OK);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}

/**
 * Opens `log.db`, made first where there is none, with the schema up to date. The room's lock must be held.
 * A file that is no log, or of a later version, is looked at read-only and left as it is. One of an earlier version
 * is copied first; `backup` is where. The first seq of a new log is `pruned` + 1.
 */
export function openFile(
  dir: string,
  migrations: readonly string[],
  { logId, pruned }: { logId: string; pruned: number },
): { db: DatabaseSync; backup: string | undefined } {
  const path = join(dir, "log.db");
  if (!existsSync(path)) createFile(dir, migrations, logId, pruned);
  checkNotEmpty(path);
  use(new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS }), (db) =>
    checkVersion(db, migrations.length),
  ).close();
  let backup: string | undefined;
  const db = use(new DatabaseSync(path, { timeout: BUSY_MS }), (opened) => {
    configure(opened);
    if (versionOf(opened) === migrations.length) return;
    backup = backUp(opened, path, migrations.length);
    migrate(opened, migrations);
  });
  return { db, backup };
}

/** SQLite deletes the log of changes beside an empty file, also for a reader (pagerOpenWalIfPresent in its pager.c), and
 *  with it all that is left of the room. Error: LOG_DAMAGED. */
export function checkNotEmpty(path: string): void {
  if (statSync(path).size === 0) throw new LogError("LOG_DAMAGED", "log.db is empty");
}

/** Hands `db` to `work` and gives it back, or closes it when that throws. */
function use(db: DatabaseSync, work: (db: DatabaseSync) => void): DatabaseSync {
  try {
    work(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function configure(db: DatabaseSync): void {
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;      -- an acked message survives a power cut
    PRAGMA fullfsync = ON;          -- macOS: through the drive's own cache as well
    PRAGMA secure_delete = ON;      -- what retention removes is gone from the file
    PRAGMA cell_size_check = ON;    -- damage is noticed where it is read
    PRAGMA trusted_schema = OFF;
    PRAGMA journal_size_limit = 16777216;  -- bytes of WAL kept after a burst
  `);
}

/**
 * Makes the file under another name and moves it in place whole, so that an empty `log.db` is never one of
 * ours half made, but always a sign of damage.
 */
function createFile(dir: string, migrations: readonly string[], logId: string, pruned: number): void {
  const path = join(dir, "log.db");
  // SQLite would take a log of changes left behind by a lost file for that of the new one.
  if (existsSync(`${path}-wal`)) throw new LogError("LOG_DAMAGED", "log.db is gone, log.db-wal is not");
  const fresh = join(dir, "log.db.new");
  for (const suffix of ["", "-journal"]) rmSync(fresh + suffix, { force: true });
  use(new DatabaseSync(fresh), (db) => {
    // The files that SQLite adds take the mode of the first.
    chmodSync(fresh, 0o600);
    db.exec("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
    migrate(db, migrations);
    db.prepare("INSERT INTO log (id, log_id, pruned) VALUES (1, ?, ?)").run(logId, pruned);
  }).close();
  renameSync(fresh, path);
  syncFolder(dir);
}

/** Makes the new name durable; Windows cannot open a folder, and needs not. */
function syncFolder(dir: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dir, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
