/** What the page asks and the program answers and tells, as JSON text over one WebSocket. SPEC.md section 3. */
import { bodySchema, eventSchema } from "@partyline/protocol";
import * as v from "valibot";
import {
  KEY_UNITS,
  NAME_UNITS,
  OUTBOX_ENTRIES,
  PASSWORD_UNITS,
  ROOM_SWITCHBOARDS,
  WHERE_UNITS,
} from "./limits.ts";
import {
  hostedSchema,
  keepSchema,
  nearbySchema,
  roomIdSchema,
  switchboardSchema,
  switchboardUrlSchema,
  targetSchema,
} from "./rooms.ts";

/** The version of this API, which page and program must share: a page of an older program reloads itself. */
export const VERSION = 3;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nameSchema = v.pipe(v.string(), v.maxLength(NAME_UNITS));
const positionSchema = v.object({ log: v.string(), seq: count });
const outboxEntrySchema = v.object({
  key: count,
  n: v.nullable(count),
  body: bodySchema,
  at: v.number(),
  failed: v.optional(v.object({ code: v.string(), detail: v.string() })),
});
const sessionNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const savedSchema = v.object({ ...targetSchema.entries, lastJoined: v.number() });
const done = v.null();
const whereSchema = v.pipe(v.string(), v.maxLength(WHERE_UNITS));
/** How long a switchboard's answer took, in milliseconds. */
const tookSchema = v.pipe(v.number(), v.minValue(0));
const throughSchema = v.pipe(v.array(switchboardUrlSchema), v.maxLength(ROOM_SWITCHBOARDS));
/** Who can find a room: everybody on the network's list and on those of its switchboards, or only who has its link. */
const reach = {
  unlisted: v.boolean(),
  /** The switchboards that it goes through, too; none for this network only. */
  switchboards: throughSchema,
  /** Whether these tell its addresses on this network to whoever looks for it. */
  shareAddresses: v.boolean(),
};

/** A question: what goes with it, and what comes back. */
interface Row {
  readonly with: v.GenericSchema;
  readonly back: v.GenericSchema;
}

/** Every question. Errors of a row travel as a code and a sentence. */
export const QUESTIONS = {
  /** Who this device is: the seed (32 bytes, base64url) and the username, once there is one. */
  profile: {
    with: v.object({}),
    back: v.object({
      seed: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
      name: v.optional(v.string()),
    }),
  },
  /** A username; the answer is the name as it is kept. NAME_*. */
  "set-name": { with: v.object({ name: nameSchema }), back: v.object({ name: v.string() }) },

  /** The rooms joined before, the last one first. */
  saved: { with: v.object({}), back: v.array(savedSchema) },
  pin: { with: v.object({ room: savedSchema }), back: done },
  forget: { with: v.object({ id: roomIdSchema }), back: done },
  /** This page's own hold of a client id in the room, until `close-session` or the end of the connection. */
  "open-session": {
    with: v.object({ id: roomIdSchema }),
    back: v.object({
      session: sessionNumber,
      client: v.string(),
      nextN: count,
      outbox: v.array(outboxEntrySchema),
      last: v.optional(positionSchema),
      remembered: v.array(eventSchema),
    }),
  },
  write: {
    with: v.object({
      session: sessionNumber,
      put: v.pipe(v.array(outboxEntrySchema), v.maxLength(OUTBOX_ENTRIES)),
      remove: v.pipe(v.array(count), v.maxLength(OUTBOX_ENTRIES)),
      nextN: count,
    }),
    back: done,
  },
  "save-last": {
    with: v.object({
      session: sessionNumber,
      last: positionSchema,
      events: v.array(eventSchema),
      fresh: v.boolean(),
    }),
    back: done,
  },
  "close-session": { with: v.object({ session: sessionNumber }), back: done },

  /** The room behind a link, an address (host:port), a name or name#abcd, here or on a saved switchboard. */
  locate: { with: v.object({ where: whereSchema }), back: nearbySchema },
  /** A new room of that name, open to members when this is answered. NAME_*, PASSWORD_*, ALREADY_OPEN, LOG_*. */
  create: {
    with: v.object({
      name: nameSchema,
      password: v.optional(v.pipe(v.string(), v.maxLength(PASSWORD_UNITS))),
      ...reach,
      keep: keepSchema,
    }),
    back: hostedSchema,
  },
  /** Who can find an open room from now on; its members stay. NO_ROOM, LOG_*. */
  "set-reach": { with: v.object({ id: roomIdSchema, ...reach }), back: hostedSchema },
  /** Opens a kept room again. NO_ROOM, ROOM_IN_USE, LOG_*. */
  open: { with: v.object({ id: roomIdSchema }), back: hostedSchema },
  /** Takes a room offline; it is kept, and members are told. */
  close: { with: v.object({ id: roomIdSchema }), back: done },
  /** Destroys a room, open or kept, with its history; members are told. */
  destroy: { with: v.object({ id: roomIdSchema }), back: done },
  /** What moves an open room to another device, for paper: whoever has it is the room's host. NO_ROOM, NO_KEY. */
  "recovery-key": { with: v.object({ id: roomIdSchema }), back: v.object({ key: v.string() }) },
  /** Moves a room here from another device by that key, without its history, under the name that a switchboard of these
   *  or a saved one knows it by, else under the one of `name`. BAD_RECOVERY_KEY, NOT_FOUND, ALREADY_*, NAME_*, LOG_*. */
  recover: {
    with: v.object({
      key: v.pipe(v.string(), v.maxLength(KEY_UNITS)),
      switchboards: throughSchema,
      name: v.optional(nameSchema),
    }),
    back: hostedSchema,
  },

  /** Asks the switchboard at an address as it is typed, and saves it if it answers. USAGE, FULL, UNREACHABLE,
   *  NOT_A_SWITCHBOARD, VERSION, RATE, BUSY, STORE. */
  "add-switchboard": {
    with: v.object({ where: whereSchema }),
    back: v.object({ url: switchboardUrlSchema, label: v.string(), ms: tookSchema }),
  },
  /** Forgets a saved one. Rooms that go through it stay there. STORE. */
  "remove-switchboard": { with: v.object({ url: switchboardUrlSchema }), back: done },
  /** Asks it once more, and says what to make of its answer. Errors as of `add-switchboard`. */
  "test-switchboard": {
    with: v.object({ url: switchboardUrlSchema }),
    back: v.object({ ms: tookSchema, words: v.string() }),
  },
} as const satisfies Record<string, Row>;

export type Question = keyof typeof QUESTIONS;
export type With<Q extends Question> = v.InferOutput<(typeof QUESTIONS)[Q]["with"]>;
export type Back<Q extends Question> = v.InferOutput<(typeof QUESTIONS)[Q]["back"]>;

/** `re` numbers a page's questions; the answer carries it back. */
export const askSchema = v.object({
  re: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  ask: v.picklist(/* @__PURE__ */ Object.keys(QUESTIONS) as [Question, ...Question[]]),
  with: v.unknown(),
});
export type Ask = v.InferOutput<typeof askSchema>;

/** What the program tells without being asked; each replaces what was told before. */
const tellSchema = v.variant("tell", [
  /** First of all, on every connection. */
  v.object({ tell: v.literal("hello"), v: v.number(), name: v.optional(v.string()) }),
  v.object({ tell: v.literal("nearby"), rooms: v.array(nearbySchema) }),
  v.object({ tell: v.literal("hosted"), rooms: v.array(hostedSchema) }),
  /** The saved switchboards with their rooms. */
  v.object({ tell: v.literal("switchboards"), rows: v.array(switchboardSchema) }),
  /** The username was changed by another page. */
  v.object({ tell: v.literal("name"), name: v.string() }),
  /** The rooms joined before: another page pinned one, or has forgotten one. */
  v.object({ tell: v.literal("saved"), rooms: v.array(savedSchema) }),
  /** The program ends now. */
  v.object({ tell: v.literal("bye") }),
]);
export type Tell = v.InferOutput<typeof tellSchema>;

export const answerSchema = v.union([
  v.object({ re: v.number(), ok: v.unknown() }),
  v.object({ re: v.number(), error: v.object({ code: v.string(), message: v.string() }) }),
  tellSchema,
]);
export type Answer = v.InferOutput<typeof answerSchema>;
