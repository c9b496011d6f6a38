/** What a directory answers over HTTP, and what it may be asked. SPEC.md, R6.15 to R6.18. */
import * as v from "valibot";
import type { Ed25519 } from "./ed25519.ts";
import { RelayError } from "./errors.ts";
import { CURSOR_UNITS, PAGE_BYTES, PAGE_ROOMS, SEARCH_UNITS } from "./limits.ts";
import { type Claim, receiptSchema, verifyReceipt } from "./receipts.ts";
import { type RoomRecord, signedRecordSchema, verifyRecord } from "./records.ts";
import {
  type Address,
  addressesSchema,
  bytes32Schema,
  codeSchema,
  detailSchema,
  parseJson,
  take,
  whole,
} from "./schemas.ts";
import { ROOM_ID } from "./text.ts";
import { RELAY_VERSION, versionSchema } from "./version.ts";

const directoryEntrySchema = v.object({
  record: signedRecordSchema,
  /** Absent where the name is not this room's: it is found as "name#abcd". */
  receipt: v.optional(receiptSchema),
  /** Whether its host has a trunk now. */
  online: v.boolean(),
  /** When that was last so, milliseconds since 1970-01-01 UTC by the switchboard's clock. */
  seen: whole(),
  /** Where the host can be reached directly, if its owner has them given out. Hints: the handshake proves who answers. */
  addresses: v.optional(addressesSchema),
});
const pageSchema = v.object({
  v: v.literal(RELAY_VERSION),
  rooms: v.pipe(v.array(v.unknown()), v.maxLength(PAGE_ROOMS)),
  next: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(CURSOR_UNITS))),
});
const aboutSchema = v.object({
  v: v.literal(RELAY_VERSION),
  partyline: v.literal("switchboard"),
  /** Ed25519, base64url: what it signs receipts with. */
  key: bytes32Schema,
});
const failureSchema = v.object({ code: codeSchema, detail: detailSchema });

/** One room in a directory, as it came: nothing in it is verified. */
export type DirectoryEntry = v.InferOutput<typeof directoryEntrySchema>;
export type About = v.InferOutput<typeof aboutSchema>;
/** The body of an answer that is not 200. */
export type Failure = v.InferOutput<typeof failureSchema>;

/** One page, online rooms first, then by when they were last seen. */
export interface RoomsPage {
  readonly v: typeof RELAY_VERSION;
  readonly rooms: readonly DirectoryEntry[];
  /** Give it as `after` for what follows; absent on the last page. */
  readonly next?: string | undefined;
}

/** A page from its body. What is no entry of this version is left out; the rest stays. Errors: BAD_RESPONSE, VERSION,
 *  FRAME_TOO_LARGE. */
export function decodeRoomsPage(body: Uint8Array | string): RoomsPage {
  const { rooms, ...page } = answer(pageSchema, body);
  return {
    ...page,
    rooms: rooms.flatMap((room) => {
      const entry = v.safeParse(directoryEntrySchema, room, { abortEarly: true });
      return entry.success ? [entry.output] : [];
    }),
  };
}

/** Errors: BAD_RESPONSE, VERSION, FRAME_TOO_LARGE. */
export const decodeAbout = (body: Uint8Array | string): About => answer(aboutSchema, body);

/** Errors: BAD_RESPONSE, FRAME_TOO_LARGE. */
export const decodeFailure = (body: Uint8Array | string): Failure =>
  take(failureSchema, parseJson(body, PAGE_BYTES, "BAD_RESPONSE"), "BAD_RESPONSE");

function answer<T>(schema: v.GenericSchema<unknown, T>, body: Uint8Array | string): T {
  const value = parseJson(body, PAGE_BYTES, "BAD_RESPONSE");
  if (take(versionSchema, value, "BAD_RESPONSE").v !== RELAY_VERSION) throw new RelayError("VERSION");
  return take(schema, value, "BAD_RESPONSE");
}

/** An entry whose signatures hold. */
export interface FoundRoom {
  readonly record: RoomRecord;
  /** Undefined where the name is not this room's. */
  readonly claim: Claim | undefined;
  readonly online: boolean;
  readonly seen: number;
  readonly addresses: readonly Address[];
}

/** R6.18. `key` is the switchboard's, 43 characters of base64url. Errors: WRONG_ROOM, BAD_SIGNATURE, BAD_KEY;
 *  BAD_RESPONSE where the receipt is another room's or another name's. */
export function verifyEntry(entry: DirectoryEntry, key: string, port?: Ed25519): FoundRoom {
  const record = verifyRecord(entry.record, port);
  const claim = entry.receipt && verifyReceipt(entry.receipt, key, port);
  if (claim && (claim.room !== record.room || claim.name !== record.name))
    throw new RelayError("BAD_RESPONSE", "The receipt belongs to another room or name.");
  return { record, claim, online: entry.online, seen: entry.seen, addresses: entry.addresses ?? [] };
}

/** What `?search=&after=` asks for, at a switchboard. Error: BAD_REQUEST. */
export function decodeRoomsQuery(query: URLSearchParams): { search: string; after: string | undefined } {
  const search = query.get("search") ?? "";
  const after = query.get("after") ?? undefined;
  if (search.length > SEARCH_UNITS || !search.isWellFormed() || (after?.length ?? 0) > CURSOR_UNITS)
    throw new RelayError("BAD_REQUEST");
  return { search, after };
}

/** How a person or a link names a room. */
export type RoomRef =
  | { readonly kind: "id"; readonly room: string }
  | { readonly kind: "tag"; readonly name: string; readonly tag: string }
  | { readonly kind: "name"; readonly name: string };

/** R6.16. A room's name can have neither the shape of an id nor end like a tag, so each text has one meaning. */
export function parseRoomRef(text: string): RoomRef {
  if (ROOM_ID.test(text)) return { kind: "id", room: text };
  const [, name, tag] = /^(.+)#([a-z2-7]{4})$/isu.exec(text) ?? [];
  if (name !== undefined && tag !== undefined)
    return { kind: "tag", name: name.trimEnd(), tag: tag.toLowerCase() };
  return { kind: "name", name: text };
}
