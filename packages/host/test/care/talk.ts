/** A log of real events, as a room stores them. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import type { LogEntry, NewEvent } from "../../src/log/index.ts";
import { LogDatabase } from "../../src/log/sqlite/database.ts";
import { freshDir } from "../log/entries.ts";

export const ANNA = "a".repeat(16);
export const BOB = "b".repeat(16);
const AT = Date.UTC(2026, 10, 22, 12);
export const LOG_ID = "0".repeat(32);

const event = (kind: string, by: string, more: object): NewEvent => ({
  at: AT,
  kind,
  by,
  json: JSON.stringify({ at: AT, kind, by, from: by === ANNA ? "Anna" : "Bob", ...more }),
});

/** Message `n` of somebody's only client. */
export function said(by: string, n: number, text = `${by[0]} says ${n}`): LogEntry {
  const client = (by === ANNA ? "1" : "2").repeat(16);
  const hash = createHash("sha256").update(text).digest();
  return { event: event("message", by, { text, client, n }), origin: { member: by, client, n, hash } };
}

export const joined = (by: string): LogEntry => ({ event: event("join", by, {}) });

/** Two who join and talk in turns, `each` messages; every hundredth is long. The log is closed. */
export function talk(each = 400, dir = freshDir()): { dir: string; file: string; head: number } {
  const log = LogDatabase.open(dir, { create: true, newLogId: LOG_ID });
  const entries: LogEntry[] = [joined(ANNA), joined(BOB)];
  for (let n = 1; n <= each; n += 1) {
    const long = n % 100 === 0 ? "long ".repeat(1_900) : undefined;
    entries.push(said(ANNA, n, long && `${long}${n}`), said(BOB, n));
  }
  log.append(entries, AT);
  log.close();
  return { dir, file: join(dir, "log.db"), head: entries.length };
}

/** Changes the file past every check of ours. */
export function tamper(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

/** Overwrites the page that holds these bytes. */
export function spoil(file: string, needle: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(needle);
  expect(at).toBeGreaterThan(0);
  bytes.fill(0xff, at - (at % 4096), at - (at % 4096) + 4096);
  writeFileSync(file, bytes);
}
