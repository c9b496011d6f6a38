/** Whatever stands in the files beside a room's log, and in its record: a value that can be used, or LOG_DAMAGED. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOM_ID } from "@partyline/protocol";
import { parseSwitchboard } from "@partyline/relay";
import { nodeProvider } from "@partyline/secure/node";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openMemoryLogs } from "../src/log/index.ts";
import { readRecord, readRetention, writeRecord } from "../src/room-record.ts";
import { RoomsFolder } from "../src/rooms-folder.ts";
import { SwitchboardBook, wishesOf } from "../src/switchboard-book.ts";
import { keys } from "./people.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
/** A run that reads files costs ten of the others. */
const fileRuns = Math.ceil(numRuns / 10);

const home = mkdtempSync(join(tmpdir(), "partyline-kept-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const id = "a".repeat(32);
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1, 1.5, 2 ** 53, "", "https://talk.example", "10.0.0.1", true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
const wish = fc.record({ url: odd, listed: odd, shareAddresses: odd }, { requiredKeys: [] });
const card = fc.record(
  {
    name: fc.oneof(fc.constant("Club"), odd),
    unlisted: odd,
    password: odd,
    keep: fc.oneof(fc.record({ days: odd, last: odd }, { requiredKeys: [] }), odd),
    switchboards: fc.oneof(fc.array(fc.oneof(wish, odd), { maxLength: 3 }), odd),
  },
  { requiredKeys: [] },
);
const text = fc.oneof(
  card.map((it) => JSON.stringify(it)),
  fc.array(fc.oneof(wish, odd), { maxLength: 3 }).map((it) => JSON.stringify(it)),
  fc.json(),
  fc.string({ unit: "binary" }),
);

const checkKeep = ({ days = 1, last = 1 }: { days?: number; last?: number }) => {
  for (const count of [days, last]) expect(Number.isSafeInteger(count) && count > 0).toBe(true);
};
const checkWishes = (wishes: readonly { url: string; listed: unknown; shareAddresses: unknown }[] = []) => {
  for (const { url, listed, shareAddresses } of wishes)
    expect([parseSwitchboard(url).http, typeof listed, typeof shareAddresses]).toEqual([
      url,
      "boolean",
      "boolean",
    ]);
};

test("retention and wishes are what they must be, or none", () => {
  fc.assert(
    fc.property(fc.oneof(text, odd), (value) => {
      const keep = readRetention(value);
      if (keep) checkKeep(keep);
      checkWishes(typeof value === "string" ? wishesOf(value) : undefined);
    }),
    { numRuns },
  );
});

test("a card names a room, or is passed over; the list of destroyed rooms has ids alone", async () => {
  mkdirSync(join(home, "rooms", id), { recursive: true });
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom(`${id} `, `${id} ${"A".repeat(98)} ${"A".repeat(86)} `, ""),
      text,
      async (room, start, gone) => {
        writeFileSync(join(home, "rooms", id, "room.json"), room);
        writeFileSync(join(home, "rooms", "destroyed.txt"), start + gone);
        const folder = await RoomsFolder.open(home);
        for (const saved of await folder.list()) {
          expect([saved.id, typeof saved.name, saved.damaged]).toEqual([id, "string", true]);
          expect([typeof saved.unlisted, typeof saved.password]).toEqual(["boolean", "boolean"]);
          checkKeep(saved.keep);
          checkWishes(saved.switchboards);
        }
        for (const { room, keys, tombstone } of folder.destroyed.untold())
          expect([ROOM_ID.test(room), keys.length, tombstone.length]).toEqual([true, 86, 73]);
        for (const line of (start + gone).split("\n")) {
          const [word = ""] = line.split(" ");
          expect(folder.destroyed.has(word)).toBe(ROOM_ID.test(word));
          expect(folder.destroyed.tombstone(word)?.length ?? 73).toBe(73);
        }
      },
    ),
    { numRuns: fileRuns },
  );
});

test("a record with anything in it is one that a room can be opened with, or LOG_DAMAGED", async () => {
  const record = {
    keys,
    seed: undefined,
    name: "Club",
    password: undefined,
    token: undefined,
    epoch: 1,
    owner: { id: "a".repeat(16), name: "Olga" },
    keep: {},
    switchboards: undefined,
  };
  const names = ["sign-seed", "noise-secret", "recovery-seed", "name", "owner", "epoch", "password", "token"];
  const change = fc.record({
    key: fc.constantFrom(
      ...names,
      "keep",
      "switchboards",
      "generation",
      "serial",
      "receipt https://talk.example",
    ),
    value: fc.option(
      fc.oneof(text, fc.base64String(), fc.constantFrom("0", "-5", "1e308", "9007199254740991", "NaN")),
      {
        nil: null,
      },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
      const logs = openMemoryLogs();
      const before = await logs.open("room", { create: true });
      await writeRecord(before, record);
      const storable = changes.filter(
        ({ value }) => !value?.includes("\0") && (value?.isWellFormed() ?? true),
      );
      await before.append([
        { changes: storable.map(({ key, value }) => ({ set: "meta" as const, key, value })) },
      ]);
      await before.close();
      const log = await logs.open("room", { create: false });
      try {
        const read = await readRecord(log, nodeProvider);
        expect(Number.isSafeInteger(read.epoch) && read.epoch >= 1 && read.epoch <= 0xffff_ffff).toBe(true);
        expect([read.keys.signSeed.length, read.keys.noiseSecret.length]).toEqual([32, 32]);
        const lengths = [read.password?.length ?? 32, read.token?.length ?? 16, read.seed?.length ?? 20];
        expect(lengths).toEqual([32, 16, 20]);
        checkKeep(read.keep);
        checkWishes(read.switchboards);
        const book = new SwitchboardBook(log, () => 5, nodeProvider.ed25519);
        expect(Number.isSafeInteger(await book.generation())).toBe(true);
        book.receipt("https://talk.example");
      } catch (error) {
        expect(error).toMatchObject({ code: "LOG_DAMAGED" });
      }
    }),
    { numRuns: fileRuns },
  );
});
