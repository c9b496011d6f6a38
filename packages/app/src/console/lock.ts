/** One app on a data folder: two would fight for its rooms and its port. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../errors.ts";

/** SQLite's BUSY and LOCKED (https://sqlite.org/rescode.html), in the low byte of an extended code. */
const TAKEN = [5, 6];

/** Takes the folder's lock; undefined where another process has it. The answer gives it back. It is a lock of the
 *  operating system on `console.lock`, so it ends with the process however that ends. Nothing else in this process may
 *  open that file: POSIX drops a process's locks with the first descriptor closed (sqlite.org/howtocorrupt.html, 2.2).
 *  Errors: HOME. */
export function takeLock(home: string): (() => void) | undefined {
  const path = join(home, "console.lock");
  const db = open(path, home);
  try {
    chmodSync(path, 0o600);
    // In memory, or an empty journal would lie beside the lock.
    db.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (TAKEN.includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)) return undefined;
    throw unusable(home, error);
  }
  return () => {
    if (db.isOpen) db.close();
  };
}

function open(path: string, home: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw unusable(home, error);
  }
}

const unusable = (home: string, cause: unknown): AppError =>
  new AppError("HOME", `The data folder ${home} cannot be written to.`, { cause });
