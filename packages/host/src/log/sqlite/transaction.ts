import type { DatabaseSync } from "node:sqlite";
import { asLogError } from "./failure.ts";

/** Runs `work` in one transaction: all of it is durable on return, or none of it and a LogError is thrown. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  try {
    // Where rolling back failed as well, the transaction before this one still has to be undone.
    if (db.isTransaction) db.exec("ROLLBACK");
    db.exec("BEGIN IMMEDIATE");
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(db);
    throw asLogError(error);
  }
}

function rollBack(db: DatabaseSync): void {
  try {
    // SQLite rolls back by itself on some errors, a full disk among them.
    if (db.isTransaction) db.exec("ROLLBACK");
  } catch {
    // The error that led here says more; the next transaction tries again.
  }
}
