/** Whatever a store's file or row holds: a value, or a coded error; a damaged file stops nobody. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateHostKeys, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import {
  entryOf,
  profileOf,
  rememberedOf,
  roomOf,
  roomRowOf,
  sessionOf,
} from "../src/adapters/indexeddb-rows.ts";
import { storeError } from "../src/adapters/indexeddb-transaction.ts";
import { sqliteStore } from "../src/adapters/sqlite-store.ts";
import { ClientError } from "../src/errors.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
/** Opening a file costs some 5 ms of CPU and several syncs of the disk. */
const fileRuns = Math.ceil(numRuns / 50);

const home = mkdtempSync(join(tmpdir(), "partyline-rows-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ROOM = "b".repeat(32);
const keys = publicKeysOf(generateHostKeys(nodeProvider));
const room = { id: ROOM, name: "Club", keys, addresses: [{ address: "10.0.0.1", port: 1 }], lastJoined: 5 };

test("rows of a browser are decoded: a value that is written as it was read, or an error that becomes STORE", () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, 2 ** 53, "", "x", [], {}, new Uint8Array(32)),
    fc.anything({ maxDepth: 1 }),
  );
  const body = { kind: "message", text: "x" };
  const event = { seq: 1, at: 5, kind: "join", by: "a".repeat(16), from: "Ann" };
  const rows: Record<string, unknown>[] = [
    { seed: new Uint8Array(32), name: "Ann" },
    roomRowOf(room),
    { client: "c", room: ROOM, takers: 1, holder: 1, usedAt: 1, nextN: 1, last: { log: "l", seq: 1 } },
    { client: "c", key: 1, n: 1, body, at: 5, failed: { code: "X", detail: "" } },
    { client: "c", seq: 1, event },
  ];
  const row = fc
    .tuple(fc.constantFrom(...rows), fc.nat(6), odd)
    .map(([of, at, value]) => ({ ...of, [Object.keys(of)[at % Object.keys(of).length]!]: value }));
  const decoders = [profileOf, roomOf, sessionOf, entryOf] as ((row: unknown) => unknown)[];
  fc.assert(
    fc.property(fc.oneof(row, odd), (given) => {
      for (const decode of decoders)
        try {
          const value = decode(given);
          if (decode === roomOf) expect(roomOf(roomRowOf(roomOf(given)))).toEqual(value);
        } catch (error) {
          if ((error as Error).name === "AssertionError") throw error;
          expect(storeError(error)).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
        }
      expect(Array.isArray(rememberedOf(given))).toBe(true);
    }),
    { numRuns },
  );
});

test("a client.db with any bytes changed: the person goes on, with what was there or anew", async () => {
  const file = join(home, "client.db");
  const first = sqliteStore(home);
  await first.setName("Anneli");
  await first.pin(room);
  const made = await first.openSession(ROOM);
  const body = { kind: "message", text: "not sent yet" } as const;
  await made.write({ put: [{ key: 1, n: 1, body, at: 5 }], remove: [], nextN: 2 });
  await first.close();
  const whole = readFileSync(file);
  const pages = whole.length / 4096;
  const edit = fc.tuple(
    fc.oneof(
      fc.nat(whole.length - 1),
      fc.nat(110),
      fc.tuple(fc.nat(pages - 1), fc.nat(20)).map(([page, at]) => page * 4096 + at),
    ),
    fc.nat(255),
    fc.constantFrom(1, 1, 8, 4_000),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      fc.nat(whole.length * 4),
      async (edits, cut) => {
        rmSync(home, { recursive: true, force: true });
        mkdirSync(home);
        const bytes = Buffer.from(whole.subarray(0, cut));
        for (const [at, value, length] of edits) bytes.subarray(at, at + length).fill(value);
        writeFileSync(file, bytes);
        const attempts: (() => Promise<unknown>)[] = [];
        const open = () => sqliteStore(home, { note: () => {} });
        let store: ReturnType<typeof open>;
        try {
          store = open();
        } catch (error) {
          // Of a later version, or of none that there ever was.
          expect(error).toMatchObject({ name: "ClientError", code: "STORE" });
          return;
        }
        attempts.push(
          () => store.profile().then(({ seed }) => expect(seed).toBeInstanceOf(Uint8Array)),
          () => store.rooms(),
          () => store.pin(room),
          async () => {
            const session = await store.openSession(ROOM);
            expect(Number.isInteger(session.nextN)).toBe(true);
            await session.write({
              put: [{ key: 9, n: session.nextN, body, at: 6 }],
              remove: [],
              nextN: session.nextN + 1,
            });
          },
        );
        for (const attempt of attempts)
          await attempt().catch((error) => {
            if (!(error instanceof ClientError)) throw error;
          });
        await store.close();
      },
    ),
    { numRuns: fileRuns },
  );
}, 600_000);
