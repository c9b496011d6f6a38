/** Whatever has become of a log's file: a coded error, a report or events that were really there, and soon. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { LogError, LogSalvage, verifyLog } from "../../src/log/index.ts";
import { LogDatabase } from "../../src/log/sqlite/database.ts";
import { talk } from "../care/talk.ts";

// Each run writes a file and reads it four times.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 10);
/** Milliseconds of CPU that a run may take; an honest one takes about 10. */
const SOON = 2_000;

const home = mkdtempSync(join(tmpdir(), "partyline-damage-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const file = join(home, "log.db");

talk(102, home);
const whole = readFileSync(file);
const said = new Map<number, string>();
for (const row of new DatabaseSync(file, { readOnly: true }).prepare("SELECT seq, json FROM events").all())
  said.set(Number(row.seq), String(row.json));
const texts = new Set(said.values());

function survives<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(LogError);
    return undefined;
  }
}

/** All that is done with a file of unknown state; gives how many events were saved. */
function lookAt(): number {
  const began = process.cpuUsage();
  survives(() => verifyLog(home));
  survives(() => {
    const log = LogDatabase.open(home, { create: false, newLogId: "" });
    survives(() => log.read(1, 50, { limit: 50, maxBytes: 1e6 }));
    log.close();
  });
  let saved = 0;
  for (const scan of [false, true]) {
    const log = survives(() => new LogSalvage(home, { scan }));
    if (!log) continue;
    saved = [...log.events()].filter(({ json }) => texts.has(json)).length;
    log.close();
  }
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(SOON);
  return saved;
}

function write(bytes: Uint8Array): void {
  for (const suffix of ["-wal", "-shm"]) rmSync(file + suffix, { force: true });
  writeFileSync(file, bytes);
}

test("the whole one gives every event", () => {
  write(whole);
  expect(lookAt()).toBe(said.size);
});

test("bytes turned, filled, cut off or swapped", () => {
  const edit = fc.oneof(
    fc.record({
      how: fc.constant("turn" as const),
      at: fc.nat(whole.length - 1),
      by: fc.integer({ min: 1, max: 255 }),
    }),
    // The head of the file and of its pages, where numbers lead elsewhere.
    fc.record({ how: fc.constant("turn" as const), at: fc.nat(120), by: fc.integer({ min: 1, max: 255 }) }),
    fc
      .tuple(fc.nat(whole.length / 4096 - 1), fc.nat(60))
      .map(([page, at]) => ({ how: "turn" as const, at: page * 4096 + at, by: 0x7f })),
    fc.record({ how: fc.constant("fill" as const), at: fc.nat(whole.length - 1), by: fc.nat(255) }),
    fc.record({ how: fc.constant("cut" as const), at: fc.nat(whole.length), by: fc.constant(0) }),
    fc.record({ how: fc.constant("swap" as const), at: fc.nat(whole.length / 4096 - 1), by: fc.nat(60) }),
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let bytes = Buffer.from(whole);
      for (const { how, at, by } of edits) {
        if (how === "cut") bytes = bytes.subarray(0, at);
        else if (how === "fill") bytes.subarray(at, at + 600).fill(by);
        else if (how === "turn" && at < bytes.length) bytes[at]! ^= by;
        else if (how === "swap")
          bytes.copyWithin(at * 4096, (by % (whole.length / 4096)) * 4096, (by + 1) * 4096);
      }
      write(bytes);
      lookAt();
    }),
    { numRuns },
  );
}, 600_000);

test("numbers that cannot be right", () => {
  const number = fc.constantFrom(0, -1, 1, 300, 2 ** 31, 2 ** 40, 2 ** 53 - 1, -(2 ** 53 - 1));
  const change = fc.oneof(
    number.map((to) => `UPDATE events SET seq = ${to} WHERE seq = (SELECT max(seq) FROM events)`),
    number.map((to) => `UPDATE OR IGNORE events SET seq = ${to} WHERE seq = 50`),
    number.map((to) => `UPDATE clients SET last_seq = ${to}`),
    number.map((to) => `UPDATE clients SET last_n = ${to}, last_jump = ${to}`),
    number.map((to) => `UPDATE log SET pruned = ${to}`),
    number.map((to) => `UPDATE events SET prev = ${to}, jump = ${to} WHERE seq = 60`),
    fc.constantFrom("DELETE FROM log", "DELETE FROM clients", "DROP TABLE meta", "DELETE FROM events"),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, spoilt) => {
      write(whole);
      const db = new DatabaseSync(file);
      for (const sql of changes)
        try {
          db.exec(sql);
        } catch {
          // A check of the schema's own.
        }
      db.close();
      if (spoilt) {
        const bytes = readFileSync(file);
        bytes.fill(0xff, 4096 * 4, 4096 * 5);
        write(bytes);
      }
      lookAt();
    }),
    { numRuns },
  );
}, 600_000);
