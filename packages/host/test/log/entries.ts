/** Entries and folders for the tests of logs. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { LogEntry, MemberRecord } from "../../src/log/index.ts";

/** More than any page of these tests holds. */
export const ALL = 1_000_000_000;

/** A folder that is gone after the test, and in it the path of a room's folder that is not there yet. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "partyline-log-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, "room");
}

export const hashOf = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** A message that the host itself writes. */
export const note = (text: string, at = 1): LogEntry => ({
  event: { at, kind: "message", by: null, json: JSON.stringify({ at, kind: "message", text }) },
});

/** A message of a client, numbered by it. */
export const sent = (n: number, text = `${n}`, client = "c1", member = "anna"): LogEntry => ({
  event: { at: n, kind: "message", by: member, json: JSON.stringify({ at: n, kind: "message", text }) },
  origin: { member, client, n, hash: hashOf(text) },
});

export const notes = (count: number, at?: number): LogEntry[] =>
  Array.from({ length: count }, (_, index) => note(`${index}`, at ?? index + 1));

export const member = (id: string, over: Partial<MemberRecord> = {}): MemberRecord => ({
  id,
  key: `key of ${id}`,
  name: id,
  nameKey: id,
  skeleton: id,
  role: "member",
  bannedAt: null,
  joinedAt: 1,
  ...over,
});
