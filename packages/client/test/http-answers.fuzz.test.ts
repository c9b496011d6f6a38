/** Whatever a host or a switchboard answers over HTTP: rooms whose signatures hold, or a coded error; and nothing that
 *  stands beside a good room hides it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ProtocolError } from "@partyline/protocol";
import { encodeRoomKeys, signReceipt, signRecord } from "@partyline/relay";
import { encodeHostPublicKeys, generateHostKeys, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import { ClientError } from "../src/errors.ts";
import { hostPages, listRooms, locate, roomsCalled } from "../src/node.ts";
import { wellKnownRooms } from "../src/well-known.ts";

// Each run asks over real sockets.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 8);

const seed = new Uint8Array(32).fill(9);
const key = Buffer.from(nodeProvider.ed25519.publicKey(seed)).toString("base64url");
const keys = generateHostKeys(nodeProvider);
const id = roomIdOf(nodeProvider, publicKeysOf(keys));
const record = signRecord(
  {
    room: id,
    keys: encodeRoomKeys(publicKeysOf(keys)),
    name: "Tea",
    by: "Anna",
    password: false,
    listed: true,
    serial: 1,
    issuedAt: 5,
  },
  keys.signSeed,
);
const claim = { room: id, name: "Tea", nameKey: "tea", claimedAt: 1, until: 9, issuedAt: 1 };
const entry = { record, receipt: signReceipt(claim, seed), online: true, seen: 7, addresses: [] };
const known = {
  id,
  name: "Tea",
  password: false,
  keys: encodeHostPublicKeys(publicKeysOf(keys)),
  by: "Anna",
};

let answer: { status: number; body: string | Uint8Array };
let about: string;
const server = createServer((request, response) => {
  const { status, body } = request.url === "/v1/about" ? { status: 200, body: about } : answer;
  response.writeHead(status).end(body);
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What it gives, or undefined for a coded error. */
async function given<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ClientError || error instanceof ProtocolError)) throw error;
    expect(error.code).toMatch(/^[A-Z][A-Z0-9_]*$/);
    return undefined;
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, 2 ** 53, "", "x", "\ud800", "\u202e", [], {}, true),
  fc.jsonValue({ maxDepth: 2 }),
);
/** The value with one thing in it, at any depth, put in the place of another. */
const broken = (value: object): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(), fc.nat(3), odd).map(([at, depth, other]) => {
    const copy = structuredClone(value) as Record<string, unknown>;
    let inside = copy;
    for (let level = 0; level < depth; level++) {
      const next = Object.values(inside)[at % Math.max(1, Object.keys(inside).length)];
      if (typeof next !== "object" || next === null || Object.keys(next).length === 0) break;
      inside = next as Record<string, unknown>;
    }
    const names = Object.keys(inside);
    inside[names[at % names.length] ?? "x"] = other;
    return copy;
  });
const status = fc.constantFrom(200, 200, 200, 404, 429, 500, 204);
const text = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 100 }),
  fc.constantFrom("", "null", "[]", "{", '{"__proto__":{"v":1}}', `{"v":1,"rooms":${"[".repeat(5_000)}`),
);

test("a directory's page: whatever stands beside a room whose signatures hold, it is shown, and nothing forged is", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(broken(entry), odd), { maxLength: 4 }),
      fc.nat(4),
      async (others, at) => {
        about = JSON.stringify({ v: 1, partyline: "switchboard", key });
        const rooms = others.filter((other) => other !== undefined);
        rooms.splice(at, 0, entry);
        answer = { status: 200, body: JSON.stringify({ v: 1, rooms }) };
        const page = await listRooms(url);
        expect(page.rooms.length).toBeGreaterThan(0);
        // All that is signed is this room's: what was changed beside the signatures is a hint.
        for (const room of page.rooms)
          expect(room).toMatchObject({ name: "Tea", by: "Anna", target: { id } });
        expect(page.rooms.some(({ claimed, online }) => claimed && online)).toBe(true);
      },
    ),
    { numRuns },
  ));

test("any answer of a switchboard: rooms as they must be, or a coded error", () =>
  fc.assert(
    fc.asyncProperty(
      status,
      fc.oneof(
        text,
        broken({ v: 1, rooms: [entry], next: "n" }).map((value) => JSON.stringify(value) ?? ""),
        broken({ code: "RATE", detail: "Too much." }).map((value) => JSON.stringify(value) ?? ""),
      ),
      fc.oneof(
        broken({ v: 1, partyline: "switchboard", key }).map((value) => JSON.stringify(value) ?? ""),
        fc.string(),
      ),
      async (code, body, aboutText) => {
        about = aboutText;
        answer = { status: code, body };
        for (const ask of [() => listRooms(url), async () => ({ rooms: await roomsCalled(url, "Tea") })]) {
          const page = await given(ask);
          for (const { target } of page?.rooms ?? []) expect(target.id).toBe(id);
        }
        const store = memoryStore();
        const target = await given(() => locate(`${url}/r/Tea#${id}`, store));
        expect(target?.id ?? id).toBe(id);
      },
    ),
    { numRuns },
  ));

test("any answer of a host: rooms as they must be, or a coded error", () =>
  fc.assert(
    fc.asyncProperty(
      status,
      fc.oneof(
        text,
        broken({ partyline: 1, rooms: [known, known] }).map((value) => JSON.stringify(value) ?? ""),
      ),
      async (code, body) => {
        answer = { status: code, body };
        for (const room of (await given(() => wellKnownRooms(url))) ?? []) {
          expect(room.id).toMatch(/^[a-z2-7]{32}$/);
          expect([room.keys.sign.length, room.keys.noise.length]).toEqual([32, 32]);
        }
        const target = await given(() => locate(url.slice("http://".length), memoryStore()));
        expect(target?.id ?? id).toMatch(/^[a-z2-7]{32}$/);
        for (const page of target ? hostPages(target) : []) expect(new URL(page).origin).toBe(url);
      },
    ),
    { numRuns },
  ));
