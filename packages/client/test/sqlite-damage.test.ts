/** A damaged `client.db` stops nobody: it is moved aside, and what can be read of it is kept. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { MIGRATIONS } from "../src/adapters/sqlite-schema.ts";
import { sqliteStore } from "../src/adapters/sqlite-store.ts";

const ROOM = "b".repeat(32);

function opened(home: string) {
  const notes: string[] = [];
  const store = sqliteStore(home, { note: (words) => void notes.push(words) });
  onTestFinished(() => store.close());
  return { store, notes };
}

/** A folder with a profile and one message that is not sent; all of it on disk, in one file. */
async function filled(): Promise<{ home: string; file: string; seed: string }> {
  const home = mkdtempSync(join(tmpdir(), "partyline-damage-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const { store } = opened(home);
  await store.setName("Anneli");
  const { seed } = await store.profile();
  const session = await store.openSession(ROOM);
  const entry = { key: 1, n: 1, body: { kind: "message", text: "not sent yet" } as const, at: 5 };
  await session.write({ put: [entry], remove: [], nextN: 2 });
  await store.close();
  return { home, file: join(home, "client.db"), seed: Buffer.from(seed).toString("hex") };
}

const aside = (home: string): string[] => readdirSync(home).filter((name) => /damaged-\d+$/.test(name));

/** Overwrites the pages that hold any of these bytes. */
function spoil(file: string, ...needles: string[]): void {
  const bytes = readFileSync(file);
  for (const needle of needles) {
    const at = bytes.indexOf(needle);
    expect(at).toBeGreaterThan(4096);
    bytes.fill(0xff, at - (at % 4096), at - (at % 4096) + 4096);
  }
  writeFileSync(file, bytes);
}

test("a damaged page of messages costs those, and neither the person nor the start", async () => {
  const { home, file, seed } = await filled();
  spoil(file, "not sent yet");
  const damaged = readFileSync(file);
  const { store, notes } = opened(home);
  const profile = await store.profile();
  expect(Buffer.from(profile.seed).toString("hex")).toBe(seed);
  expect(profile.name).toBe("Anneli");
  expect((await store.openSession(ROOM)).outbox).toEqual([]);
  expect(notes).toEqual([expect.stringContaining("Not readable: messages that were not sent yet.")]);
  const [name = ""] = aside(home);
  expect(notes[0]).toContain(name);
  expect(readFileSync(join(home, name)).equals(damaged)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await store.close();
  expect(opened(home).notes).toEqual([]);
});

test("where the first page is gone, the person is found in the bytes", async () => {
  const { home, file, seed } = await filled();
  const bytes = readFileSync(file);
  bytes.fill(0x61, 0, 4096);
  writeFileSync(file, bytes);
  const { store, notes } = opened(home);
  const profile = await store.profile();
  expect(Buffer.from(profile.seed).toString("hex")).toBe(seed);
  expect(profile.name).toBe("Anneli");
  expect(notes[0]).toContain("Saved: who you are.");
});

test("a page that is damaged elsewhere keeps what is not sent", async () => {
  const { home, file } = await filled();
  // The root of `remembered`, which nothing here needs.
  const db = new DatabaseSync(file);
  const root = Number(
    db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'remembered'").get()?.rootpage,
  );
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (root - 1) * 4096, root * 4096);
  writeFileSync(file, bytes);
  const { store, notes } = opened(home);
  const session = await store.openSession(ROOM);
  expect(session.outbox).toMatchObject([{ n: 1, body: { text: "not sent yet" } }]);
  expect(session.nextN).toBe(2);
  expect(notes[0]).toContain("unsent messages (1)");
});

test("an emptied file whose log of changes is left: the person is found there", async () => {
  const { home, file, seed } = await filled();
  const held = opened(home).store;
  await held.setName("Anneli B");
  const changes = readFileSync(`${file}-wal`);
  const other = mkdtempSync(join(tmpdir(), "partyline-damage-"));
  onTestFinished(() => rmSync(other, { recursive: true, force: true }));
  writeFileSync(join(other, "client.db"), "");
  writeFileSync(join(other, "client.db-wal"), changes);
  const profile = await opened(other).store.profile();
  expect(Buffer.from(profile.seed).toString("hex")).toBe(seed);
  expect(profile.name).toBe("Anneli B");
});

test("a file of which nothing is left begins anew, and says so", async () => {
  const { home, file } = await filled();
  truncateSync(file, 0);
  writeFileSync(file, "no database at all ".repeat(500));
  const { store, notes } = opened(home);
  expect((await store.profile()).name).toBeUndefined();
  expect(notes[0]).toContain("rooms take you for somebody new");
  expect(aside(home)).toHaveLength(1);
});

test("a file of an earlier version is copied before it is changed", async () => {
  const home = mkdtempSync(join(tmpdir(), "partyline-damage-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const db = new DatabaseSync(join(home, "client.db"));
  db.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1;`);
  db.prepare("INSERT INTO profile (one, seed, name) VALUES (1, ?, 'Old')").run(Buffer.alloc(32, 7));
  db.close();
  const { store, notes } = opened(home);
  expect((await store.profile()).name).toBe("Old");
  const copy = join(home, `client.db.before-v${MIGRATIONS.length}`);
  expect(notes).toEqual([expect.stringContaining(copy)]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const before = new DatabaseSync(copy, { readOnly: true });
  expect(before.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
  expect(before.prepare("SELECT name FROM profile").get()).toEqual({ name: "Old" });
  before.close();
});
