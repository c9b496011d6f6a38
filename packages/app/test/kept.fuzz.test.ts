/** Whatever stands in the app's own small files: what can be used of it, and a start that nothing stops. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import { parseSwitchboard } from "@partyline/relay";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { KeptOpen } from "../src/console/kept-open.ts";
import { SWITCHBOARDS } from "../src/console/limits.ts";
import { readRunning, secretsAfter, writeRunning } from "../src/console/running-file.ts";
import { SavedSwitchboards } from "../src/console/saved-switchboards.ts";

// Each run writes and reads files.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 10);

const home = mkdtempSync(join(tmpdir(), "partyline-kept-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    -1,
    1.5,
    2 ** 53,
    "",
    "x",
    "https://talk.example",
    "a".repeat(32),
    true,
    [],
    {},
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const list = fc.oneof(fc.array(odd, { maxLength: 40 }), odd);
const shape = fc.oneof(
  fc.record({ v: fc.oneof(fc.constant(1), odd), open: list, switchboards: list }, { requiredKeys: [] }),
  fc.record({
    v: fc.oneof(fc.constant(1), odd),
    port: fc.oneof(fc.constantFrom(1, 2524, 65_535, 65_536), odd),
    pid: odd,
    run: fc.oneof(fc.constant("r".repeat(22)), odd),
    secret: fc.oneof(fc.constant("s".repeat(43)), odd),
  }),
);
const bytes = fc.oneof(
  { weight: 6, arbitrary: shape.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: shape.map((value) => JSON.stringify(value).slice(0, -5)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.constant('{"__proto__":{"v":1,"open":["x"]},"constructor":1}') },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
);
const put = (name: string, given: string | Uint8Array) => writeFileSync(join(home, name), given);
const ID = "b".repeat(32);

test("open-rooms.json: the ids in it, and whatever it was, the next one is kept", () => {
  fc.assert(
    fc.property(bytes, (given) => {
      put("open-rooms.json", given);
      const kept = new KeptOpen(home);
      for (const id of kept.list()) expect(id).toMatch(ROOM_ID);
      kept.add(ID);
      expect(new KeptOpen(home).list()).toEqual([...new Set([...kept.list(), ID])]);
    }),
    { numRuns },
  );
});

test("switchboards.json: the addresses in it; one that cannot be read is set aside and not lost", () => {
  const notes: string[] = [];
  const log = (_: string, words: string) => void notes.push(words);
  fc.assert(
    fc.property(bytes, (given) => {
      notes.length = 0;
      put("switchboards.json", given);
      const saved = new SavedSwitchboards(home, log);
      expect(saved.list().length).toBeLessThanOrEqual(SWITCHBOARDS);
      for (const url of saved.list()) expect(parseSwitchboard(url).http).toBe(url);
      if (notes.length > 0) {
        expect(saved.list()).toEqual([]);
        expect(readFileSync(join(home, "switchboards.json.damaged"))).toEqual(Buffer.from(given));
      }
      if (saved.list().length >= SWITCHBOARDS) return;
      saved.add("https://kept.example");
      expect(new SavedSwitchboards(home, log).list()).toEqual(saved.list());
      expect(saved.list()).toContain("https://kept.example");
    }),
    { numRuns },
  );
});

test("console.json: a run that can be asked, or none; and always secrets for the next", () => {
  fc.assert(
    fc.property(bytes, (given) => {
      put("console.json", given);
      const running = readRunning(home);
      if (running) {
        expect(Number.isInteger(running.port) && running.port > 0 && running.port < 65_536).toBe(true);
        expect([running.run.length, running.secret.length]).toEqual([22, 43]);
      }
      const secrets = secretsAfter(running);
      expect([secrets.run.length, secrets.secret.length]).toEqual([22, 43]);
      const next = { port: 2524, pid: 5, ...secrets };
      writeRunning(home, next);
      expect(readRunning(home)).toEqual(next);
    }),
    { numRuns },
  );
});
