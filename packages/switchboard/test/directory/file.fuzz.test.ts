/** Whatever has become of a directory's file, or of its key's: it is used as it should be, or not at all. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { loadSeed } from "../../src/adapters/key-file.ts";
import { sqliteDirectory } from "../../src/directory/index.ts";
import { SwitchboardError } from "../../src/errors.ts";
import { keysOf, recordOf, tombstoneOf } from "../keys.ts";

// Each run opens a file and asks it everything.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 10);

const home = mkdtempSync(join(tmpdir(), "partyline-directory-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const path = join(home, "directory.db");
const first = sqliteDirectory(path);
const names = Array.from({ length: 30 }, (_, at) => `room ${at}`);
for (const [at, name] of names.entries())
  await first.enter(
    {
      record: recordOf(keysOf(name), { name }),
      key: name,
      skeleton: name,
      addresses: [],
      receipt: undefined,
    },
    at,
  );
for (const [at, name] of names.slice(20).entries()) await first.bury(tombstoneOf(keysOf(name)), at);
await first.close();
const whole = readFileSync(path);

async function survives<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    expect(error).toBeInstanceOf(SwitchboardError);
    return undefined;
  }
}

test("any bytes of it changed: answers, or a coded error", async () => {
  const edit = fc.tuple(
    fc.oneof(
      fc.nat(whole.length - 1),
      fc.nat(110),
      fc.nat(whole.length / 4096 - 1).map((page) => page * 4096 + 5),
    ),
    fc.oneof(fc.nat(255), fc.constantFrom(0x7b, 0x22, 0x7d)),
    fc.constantFrom(1, 1, 30, 3_000),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      fc.nat(whole.length),
      async (edits, cut) => {
        const bytes = Buffer.from(whole.subarray(0, cut % 4 === 0 ? cut : whole.length));
        for (const [at, value, length] of edits) bytes.subarray(at, at + length).fill(value);
        for (const end of ["-wal", "-shm"]) rmSync(path + end, { force: true });
        writeFileSync(path, bytes);
        const directory = await survives(() => sqliteDirectory(path));
        if (!directory) return;
        for (const name of names.slice(0, 3)) {
          await survives(() => directory.named(name, 50));
          await survives(() => directory.entry(keysOf(name).room, 50));
        }
        const page = await survives(() => directory.page("room", undefined, 50, 50));
        expect(page?.length ?? 0).toBeLessThanOrEqual(50);
        const record = recordOf(keysOf("new"), { name: "new" });
        await survives(() =>
          directory.enter({ record, key: "new", skeleton: "new", addresses: [], receipt: undefined }, 60),
        );
        for (const { frame } of (await survives(() => directory.tombstones())) ?? [])
          expect(frame).toBeInstanceOf(Uint8Array);
        await survives(() => directory.bury(tombstoneOf(keysOf("room 29")), 60));
        await survives(() => directory.outlive(keysOf("room 28").room));
        await survives(() => directory.sweep(60));
        await survives(() => directory.forget(60, 5));
        await directory.close();
      },
    ),
    { numRuns },
  );
}, 600_000);

test("a key's file with any text in it: 32 bytes, or KEY, and it is never written over", async () => {
  const file = join(home, "switchboard.key");
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.base64String(),
    fc.uint8Array().map((it) => Buffer.from(it).toString("base64url")),
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((it) => `${Buffer.from(it).toString("base64url")}\n`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      writeFileSync(file, given);
      const seed = await survives(() => loadSeed(file, () => new Uint8Array(32)));
      expect(seed?.length ?? 32).toBe(32);
      expect(readFileSync(file).equals(Buffer.from(given))).toBe(true);
    }),
    { numRuns },
  );
});
