/** What is said on a trunk in JSON. SPEC.md, sections 3 and 6. */
import * as v from "valibot";
import { AGENT_UNITS, NAME_BYTES } from "./limits.ts";
import { receiptSchema } from "./receipts.ts";
import { signedRecordSchema } from "./records.ts";
import {
  addressesSchema,
  bytes32Schema,
  bytes64Schema,
  codeSchema,
  detailSchema,
  roomSchema,
  u32Schema,
  whole,
} from "./schemas.ts";
import { RELAY_VERSION } from "./version.ts";

/** R3.1 */
export const hostHelloSchema = v.object({
  v: v.literal(RELAY_VERSION),
  /** The program, for the operator's logs: "partyline/0.1.0". */
  agent: v.optional(v.pipe(v.string(), v.maxLength(AGENT_UNITS))),
});
/** R3.2 */
export const switchboardHelloSchema = v.object({
  v: v.literal(RELAY_VERSION),
  /** 32 random bytes, base64url, never used for another trunk. */
  nonce: bytes32Schema,
  /** Ed25519, base64url: what the switchboard signs receipts with. */
  key: bytes32Schema,
});
/** R3.3 */
export const registerSchema = v.object({
  room: roomSchema,
  /** base64url of sign || noise. */
  keys: bytes64Schema,
  /** Rises with every trunk that this room is registered on. */
  generation: whole(1),
  /** Ed25519 by the room's key, base64url: `signProof`. */
  proof: bytes64Schema,
});
/** R3.6. What the ring holds of the room, or null. */
export const registeredSchema = v.object({
  ring: v.nullable(v.object({ epoch: u32Schema, first: whole(), next: whole() })),
});
/** R3.6, R3.7. The room is not, or no longer, on this trunk. */
export const refusedSchema = v.object({ code: codeSchema, detail: detailSchema });
/** R6.5 */
export const listSchema = v.object({
  record: signedRecordSchema,
  /** What this directory gave for the room before. */
  receipt: v.optional(receiptSchema),
  /** Only where the host's owner chose to give them to whoever asks this directory. */
  addresses: v.optional(addressesSchema),
});
/** R6.8 */
export const unlistSchema = v.object({
  /** Whether the name becomes free at once; otherwise it stays with the room until its lease ends. */
  release: v.boolean(),
});
/** R6.6 */
export const listingSchema = v.object({
  /** What it can be found by: its name, "name#abcd", or null. */
  as: v.nullable(v.pipe(v.string(), v.maxLength(NAME_BYTES + 5))),
  /** Why not by its name. */
  code: v.optional(codeSchema),
  detail: v.optional(detailSchema),
  receipt: v.optional(receiptSchema),
  /** With STALE: the serial that the directory has. */
  serial: v.optional(whole()),
});
/** R3.11. What became of a room's tombstone. */
export const buriedSchema = v.object({
  room: roomSchema,
  /** Why it is not kept; absent where it is. */
  code: v.optional(codeSchema),
  detail: v.optional(detailSchema),
});

export type HostHello = v.InferOutput<typeof hostHelloSchema>;
export type SwitchboardHello = v.InferOutput<typeof switchboardHelloSchema>;
export type Register = v.InferOutput<typeof registerSchema>;
export type Registered = v.InferOutput<typeof registeredSchema>;
export type Refused = v.InferOutput<typeof refusedSchema>;
export type List = v.InferOutput<typeof listSchema>;
export type Unlist = v.InferOutput<typeof unlistSchema>;
export type Listing = v.InferOutput<typeof listingSchema>;
export type Buried = v.InferOutput<typeof buriedSchema>;
