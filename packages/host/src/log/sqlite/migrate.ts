/** The schema's history: numbered SQL files, applied in order, counted in `PRAGMA user_version`. */
import { readdirSync, readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { LogError } from "../errors.ts";
import { integer } from "./rows.ts";
import { inTransaction } from "./transaction.ts";

/** `PRAGMA application_id` of every log, set by the first migration. */
export const APPLICATION_ID = 0x504c6f67;

/** Reads the migrations beside this file: the first element leads to version 1, and so on. */
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

const pragma = (db: DatabaseSync, name: "user_version" | "application_id"): number =>
  integer(db.prepare(`PRAGMA ${name}`).get()?.[name]);

/** Throws LOG_DAMAGED for a file that is no log, LOG_TOO_NEW for one of a version above `known`. */
export function checkVersion(db: DatabaseSync, known: number): void {
  if (pragma(db, "application_id") !== APPLICATION_ID) throw new LogError("LOG_DAMAGED", "it is not a log");
  const version = pragma(db, "user_version");
  if (version > known) throw new LogError("LOG_TOO_NEW", `schema ${version}, this program knows ${known}`);
}

/** The version of the schema: 0 for a file without any. */
export const versionOf = (db: DatabaseSync): number => pragma(db, "user_version");

/** Brings the schema up to date, each migration in a transaction of its own. */
export function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const version = versionOf(db);
  migrations.slice(version).forEach((sql, index) => {
    inTransaction(db, () => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  });
}
