/** Rooms as the program on this device tells of them. */
import { ROOM_ID } from "@partyline/protocol";
import * as v from "valibot";
import { WHERE_UNITS } from "./limits.ts";

export const roomIdSchema = v.pipe(v.string(), v.regex(ROOM_ID));
/** Both public keys of a room, base64url. */
const keysSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));
const portSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
/** IPv6 without brackets, link-local with its zone. */
const addressSchema = v.object({ address: v.pipe(v.string(), v.nonEmpty()), port: portSchema });

/** A room and how to reach it; `token` (16 bytes, base64url) lets into an unlisted one. */
export const targetSchema = v.object({
  id: roomIdSchema,
  name: v.optional(v.string()),
  keys: keysSchema,
  addresses: v.array(addressSchema),
  /** Addresses of switchboards that the host may be at: "https://talk.example". */
  switchboards: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
  token: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
});
export type Target = v.InferOutput<typeof targetSchema>;

/** A room on the network's list. */
export const nearbySchema = v.object({
  ...targetSchema.entries,
  name: v.string(),
  /** Whether it has one. */
  password: v.boolean(),
  /** The owner's username, where the host tells. */
  by: v.optional(v.string()),
});
export type Nearby = v.InferOutput<typeof nearbySchema>;

/** A switchboard's address, "https://talk.example"; http where it is not on the open net. */
export const switchboardUrlSchema = v.pipe(
  v.string(),
  v.maxLength(WHERE_UNITS),
  v.regex(/^https?:\/\/[^/?#]+$/),
);

/** A room in the directory of a switchboard. */
export const switchboardRoomSchema = v.object({
  ...nearbySchema.entries,
  /** Whether its host is there now. */
  online: v.boolean(),
  /** What it is called there: "reading-club", or "reading-club#abcd" where the bare name leads to another room. */
  listedAs: v.string(),
});
export type SwitchboardRoom = v.InferOutput<typeof switchboardRoomSchema>;

/** A switchboard that this device has saved, as it last answered. */
export const switchboardSchema = v.object({
  url: switchboardUrlSchema,
  /** "talk.example", "10.0.0.5:2526". */
  label: v.string(),
  /** `asking`: no answer so far. `failed`: the last question was not answered; its rooms are those before it. */
  state: v.picklist(["asking", "ok", "failed"]),
  /** Why it failed, in words. */
  trouble: v.optional(v.string()),
  /** Online ones first, each in the order in which their hosts were last seen, the newest first. */
  rooms: v.array(switchboardRoomSchema),
  /** Whether it shows more rooms than are told here; those are found by their names. */
  more: v.optional(v.boolean()),
});
export type Switchboard = v.InferOutput<typeof switchboardSchema>;

/** How a hosted room stands with one of its switchboards. */
export const viaSchema = v.object({
  switchboard: switchboardUrlSchema,
  /** `listed`: found there as `listedAs`. `link`: reached by its link alone. `refused`: not taken. `offline`: the
   *  switchboard cannot be reached, or the room is not open. */
  state: v.picklist(["connecting", "listed", "link", "refused", "offline"]),
  /** All of it for a person. */
  words: v.string(),
  listedAs: v.optional(v.string()),
  /** What opens the room through it from anywhere; with the token of an unlisted room. */
  link: v.optional(v.string()),
});
export type Via = v.InferOutput<typeof viaSchema>;

/** How much history a room keeps: everything, the last days, the newest so many events, or nothing on disk. */
export const keepSchema = v.union([
  v.literal("all"),
  v.literal("nothing"),
  v.object({ days: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.object({ last: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
export type Keep = v.InferOutput<typeof keepSchema>;

/** A room that this device hosts. */
export const hostedSchema = v.object({
  id: roomIdSchema,
  name: v.string(),
  /** Whether members can come in now. A room that is not open is kept on this device. */
  open: v.boolean(),
  password: v.boolean(),
  unlisted: v.boolean(),
  keep: keepSchema,
  /** The name on the network's list: another one than `name` where that was taken; absent while it is on none. */
  listedAs: v.optional(v.string()),
  /** Why it is not on the list, in words. */
  trouble: v.optional(v.string()),
  /** The members who are here now. */
  here: v.array(v.object({ id: v.string(), name: v.string() })),
  /** Where it can be reached, best first: "192.168.1.20:2525" and the link through it. Empty while it is not open. */
  roads: v.array(v.object({ address: v.string(), link: v.string() })),
  /** The switchboards that it goes through, in the order in which they were chosen. */
  via: v.array(viaSchema),
  /** Whether these tell its addresses on this network to whoever looks for it. */
  shareAddresses: v.boolean(),
  /** How this device's own page gets in; of a room that is not open, what it knew when it was last there, if it was. */
  target: v.optional(targetSchema),
});
export type Hosted = v.InferOutput<typeof hostedSchema>;
