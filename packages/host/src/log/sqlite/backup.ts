/** A whole copy of a database beside it, made before its schema is changed. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/** Copies of one version's file that are kept; should a change fail at every start, they must not fill the disk. */
const COPIES = 3;

/**
 * Writes the copy `PATH.before-vN` (or `.before-vN.2`, `.before-vN.3`, where one is there; the third is replaced) and
 * gives its path. It holds all that was committed, the log of changes included, is for its owner alone, and durable on
 * return. `db` must be in no transaction. Errors: those of SQLite and the file system; then nothing is left behind.
 */
export function backUp(db: DatabaseSync, path: string, version: number): string {
  const wanted = `${path}.before-v${version}`;
  let copy = wanted;
  for (let again = 2; again <= COPIES && existsSync(copy); again += 1) copy = `${wanted}.${again}`;
  rmSync(copy, { force: true });
  // Made empty first, for the mode: VACUUM INTO takes an empty file (https://sqlite.org/lang_vacuum.html).
  const file = openSync(copy, "wx", 0o600);
  try {
    db.prepare("VACUUM INTO ?").run(copy);
    fsyncSync(file);
    return copy;
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}
