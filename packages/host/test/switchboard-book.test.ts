import { encodeHostPublicKeys, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { expect, test } from "vitest";
import { SERIAL_AHEAD_MS } from "../src/limits.ts";
import { memoryLog } from "../src/log/index.ts";
import { SwitchboardBook } from "../src/switchboard-book.ts";
import { keys, roomId } from "./people.ts";

const NOW = Date.UTC(2026, 10, 22);
const content = {
  room: roomId,
  keys: encodeHostPublicKeys(publicKeysOf(keys)),
  name: "Club",
  by: "Olga",
  password: false,
  listed: true,
};

test("R6.4 a directory that lies about the serial cannot use them up", async () => {
  const book = new SwitchboardBook(memoryLog(), () => NOW, nodeProvider.ed25519);
  const serial = async (name: string, above?: number) =>
    (await book.record({ ...content, name }, keys.signSeed, above)).serial;
  expect(await serial("Club")).toBe(NOW);
  expect(await serial("Club", NOW + 5_000)).toBe(NOW + 5_001);
  const most = NOW + SERIAL_AHEAD_MS;
  for (const lie of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, most + 1])
    expect(await serial("Club", lie)).toBeLessThanOrEqual(NOW + 5_010);
  expect(await serial("Other")).toBeLessThanOrEqual(NOW + 5_010);
  expect(await serial("Other", most)).toBe(most + 1);
});
