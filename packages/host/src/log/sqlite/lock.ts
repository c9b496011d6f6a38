/** One opener a room: two hosts on one folder would hand out the same seq twice. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LogError } from "../errors.ts";
import { asLogError, isBusy } from "./failure.ts";

/**
 * Takes the room's lock or throws ROOM_IN_USE at once; the answer gives it back. It is a lock of the
 * operating system on `lock.db`, so it ends with the process however that ends.
 *
 * Nothing else in this process may open and close `lock.db`: POSIX drops a process's locks on a file with
 * the first of its descriptors that is closed (https://sqlite.org/howtocorrupt.html section 2.2).
 */
export function lockRoom(dir: string): () => void {
  const path = join(dir, "lock.db");
  const db = open(path);
  try {
    chmodSync(path, 0o600);
    // In memory, or an empty journal would lie beside the lock.
    db.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    throw isBusy(error) ? new LogError("ROOM_IN_USE", undefined, { cause: error }) : asLogError(error);
  }
  return () => db.close();
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw asLogError(error);
  }
}
