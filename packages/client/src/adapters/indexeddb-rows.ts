/** What the object stores hold. A row that is read is decoded like anything else that comes from outside. */
import type { RoomEvent } from "@partyline/protocol";
import { decodeHostPublicKeys, encodeHostPublicKeys } from "@partyline/secure";
import * as v from "valibot";
import type { OutboxEntry, Profile, SavedRoom } from "../ports/store.ts";
import { bodyOf, eventOf } from "./stored.ts";

const bytes = v.instance(Uint8Array);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const profileRow = v.object({ seed: bytes, name: v.optional(v.string()) });
const roomRow = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  keys: v.string(),
  addresses: v.array(v.object({ address: v.string(), port: v.number() })),
  switchboards: v.optional(v.array(v.string())),
  token: v.optional(bytes),
  lastJoined: v.number(),
});
const sessionRow = v.object({
  client: v.string(),
  room: v.string(),
  /** Takers so far: each gets the next number as its version. */
  takers: count,
  /** The version of the last who had it, and may have it still. */
  holder: count,
  /** Orders; a clock that is set back must not reorder, so it counts. */
  usedAt: count,
  nextN: count,
  last: v.optional(v.object({ log: v.string(), seq: count })),
});
const outboxRow = v.object({
  client: v.string(),
  key: count,
  n: v.nullable(count),
  body: v.unknown(),
  at: v.number(),
  failed: v.optional(v.object({ code: v.string(), detail: v.string() })),
});

export type SessionRow = v.InferOutput<typeof sessionRow>;

export function profileOf(row: unknown): Profile {
  const { seed, name } = v.parse(profileRow, row);
  return { seed, name };
}

export function roomRowOf(room: SavedRoom) {
  const { id, name, keys, addresses, switchboards, token, lastJoined } = room;
  return {
    id,
    ...(name === undefined ? {} : { name }),
    keys: encodeHostPublicKeys(keys),
    addresses: addresses.map(({ address, port }) => ({ address, port })),
    ...(switchboards === undefined ? {} : { switchboards: [...switchboards] }),
    ...(token === undefined ? {} : { token }),
    lastJoined,
  };
}

export function roomOf(row: unknown): SavedRoom {
  const { id, name, keys, addresses, switchboards, token, lastJoined } = v.parse(roomRow, row);
  return {
    id,
    ...(name === undefined ? {} : { name }),
    keys: decodeHostPublicKeys(keys),
    addresses,
    ...(switchboards === undefined ? {} : { switchboards }),
    ...(token === undefined ? {} : { token }),
    lastJoined,
  };
}

/** A client id's row; undefined where there is none. */
export const sessionOf = (row: unknown): SessionRow | undefined => v.parse(v.optional(sessionRow), row);

export const outboxRowOf = (client: string, { key, n, body, at, failed }: OutboxEntry) => ({
  client,
  key,
  n,
  body,
  at,
  ...(failed === undefined ? {} : { failed: { code: failed.code, detail: failed.detail } }),
});

export function entryOf(row: unknown): OutboxEntry {
  const { key, n, body, at, failed } = v.parse(outboxRow, row);
  return { key, n, body: bodyOf(body), at, ...(failed === undefined ? {} : { failed }) };
}

/** As an outbox wants them: failed ones by age, those in the stream by their numbers. */
export const inOrder = (entries: OutboxEntry[]): OutboxEntry[] =>
  entries.sort((a, b) => (a.n ?? 0) - (b.n ?? 0) || a.key - b.key);

const rememberedRow = v.object({ client: v.string(), seq: count, event: v.unknown() });

/** The event of a remembered row; none where it cannot be read. */
export function rememberedOf(row: unknown): RoomEvent[] {
  const { success, output } = v.safeParse(rememberedRow, row);
  return success ? eventOf(output.event) : [];
}
