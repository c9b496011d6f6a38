/** `client.db`: opened, checked, brought up to date; one that is damaged is moved aside, never overwritten. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { isBusy, isDamage } from "./sqlite-failure.ts";
import { type Saved, salvage, savedInWords } from "./sqlite-salvage.ts";
import { MIGRATIONS } from "./sqlite-schema.ts";
import { transaction } from "./sqlite-transaction.ts";

/** How long a process waits for another that writes, in milliseconds; a write takes under one. */
const BUSY_MS = 5_000;

/** Opens `client.db` in the folder `home`. Where it is damaged, a new one is begun with what could be read of it, and
 *  `note` is told what that is, and where the old one lies. Throws what SQLite and the file system throw. */
export function openDatabase(home: string, note: (words: string) => void): DatabaseSync {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = join(home, "client.db");
  try {
    return openFile(path, note);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  const unlock = lock(join(home, "client.lock.db"));
  try {
    return openOrBeginAnew(path, note);
  } finally {
    unlock();
  }
}

/** Another process may have begun anew while this one waited. */
function openOrBeginAnew(path: string, note: (words: string) => void): DatabaseSync {
  try {
    return openFile(path, note);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 17);
  const aside = `${path}.damaged-${stamp}`;
  for (const suffix of ["-wal", ""]) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  // Only an index of the log of changes; SQLite makes it anew.
  rmSync(`${path}-shm`, { force: true });
  const saved = salvage(aside);
  const db = openFile(path, note);
  fill(db, saved);
  note(`${path} was damaged and is now ${aside}. ${savedInWords(saved)}`);
  return db;
}

function openFile(path: string, note: (words: string) => void): DatabaseSync {
  // SQLite deletes the log of changes beside an empty file (pagerOpenWalIfPresent in its pager.c).
  if (sizeOf(path) === 0 && sizeOf(`${path}-wal`) > 0)
    throw damage("client.db is empty, its log of changes is not");
  // SQLite gives its -wal and -shm files the mode of the database (sqlite.org/wal.html), so this one decides.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const db = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    becomeWal(db);
    // FULL: a message that was sent must not be forgotten in a power cut, or its number would be given twice.
    db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;");
    checkWhole(db);
    backUpBefore(db, path, note);
    transaction(db, () => migrate(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The switch to WAL takes an exclusive lock and does not wait for it, so two first starts at once need patience. */
function becomeWal(db: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 20) {
    try {
      db.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= BUSY_MS) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}

/** The file is small (a few hundred events a room), so all of it is looked at: a few milliseconds. */
function checkWhole(db: DatabaseSync): void {
  const found = db.prepare("PRAGMA quick_check(1)").get()?.quick_check;
  if (found !== "ok") throw damage(String(found));
}

const damage = (words: string): Error => Object.assign(new Error(words), { errcode: 11 });

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const versionOf = (db: DatabaseSync): number =>
  v.parse(v.number(), db.prepare("PRAGMA user_version").get()?.user_version);

/** A copy of a file that is about to be changed by a later version; it is kept. */
function backUpBefore(db: DatabaseSync, path: string, note: (words: string) => void): void {
  const version = versionOf(db);
  if (version === 0 || version >= MIGRATIONS.length) return;
  const copy = `${path}.before-v${MIGRATIONS.length}`;
  // Another process, or an earlier try, has made it.
  if (existsSync(copy)) return;
  const draft = `${copy}.${process.pid}`;
  closeSync(openSync(draft, "w", 0o600));
  try {
    db.prepare("VACUUM INTO ?").run(draft);
    renameSync(draft, copy);
  } finally {
    rmSync(draft, { force: true });
  }
  note(`${path} is brought up to date; what it was before is kept as ${copy}.`);
}

function migrate(db: DatabaseSync): void {
  const version = versionOf(db);
  if (version > MIGRATIONS.length) throw new Error(`client.db is of a later version (${version})`);
  for (const step of MIGRATIONS.slice(version)) db.exec(step);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
}

/** Puts what was saved into a new file. */
function fill(db: DatabaseSync, { profile, tables }: Saved): void {
  transaction(db, () => {
    if (profile)
      db.prepare("INSERT INTO profile (one, seed, name) VALUES (1, ?, ?)").run(profile.seed, profile.name);
    for (const { name, rows } of tables)
      for (const row of rows) {
        const columns = Object.keys(row);
        const marks = columns.map(() => "?").join(", ");
        db.prepare(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${marks})`).run(
          ...Object.values(row),
        );
      }
  });
}

/** One process at a time: of two that find the damage, one moves the file and the other must not move the new one. */
function lock(path: string): () => void {
  const db = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    chmodSync(path, 0o600);
    db.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    throw error;
  }
  return () => db.close();
}
