/** What the page asks and the program answers and tells, as JSON text over one WebSocket. SPEC.md section 3. */
import { bodySchema, eventSchema } from "@partyline/protocol";
import * as v from "valibot";
import { NAME_UNITS, OUTBOX_ENTRIES, PASSWORD_UNITS, WHERE_UNITS } from "./limits.ts";
import { hostedSchema, keepSchema, nearbySchema, roomIdSchema, targetSchema } from "./rooms.ts";

/** The version of this API, which page and program must share: a page of an older program reloads itself. */
export const VERSION = 1;

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

  /** The room behind a link, an address (host:port), a name or name#abcd. */
  locate: { with: v.object({ where: v.pipe(v.string(), v.maxLength(WHERE_UNITS)) }), back: nearbySchema },
  /** A new room of that name, open to members when this is answered. NAME_*, PASSWORD_*, ALREADY_OPEN, LOG_*. */
  create: {
    with: v.object({
      name: nameSchema,
      password: v.optional(v.pipe(v.string(), v.maxLength(PASSWORD_UNITS))),
      unlisted: v.boolean(),
      keep: keepSchema,
    }),
    back: hostedSchema,
  },
  /** Opens a kept room again. NO_ROOM, ROOM_IN_USE, LOG_*. */
  open: { with: v.object({ id: roomIdSchema }), back: hostedSchema },
  /** Takes a room offline; it is kept, and members are told. */
  close: { with: v.object({ id: roomIdSchema }), back: done },
  /** Destroys a room, open or kept, with its history; members are told. */
  destroy: { with: v.object({ id: roomIdSchema }), back: done },
} as const satisfies Record<string, Row>;

export type Question = keyof typeof QUESTIONS;
export type With<Q extends Question> = v.InferOutput<(typeof QUESTIONS)[Q]["with"]>;
export type Back<Q extends Question> = v.InferOutput<(typeof QUESTIONS)[Q]["back"]>;

/** `re` numbers a page's questions; the answer carries it back. */
export const askSchema = v.object({
  re: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  ask: v.picklist(Object.keys(QUESTIONS) as [Question, ...Question[]]),
  with: v.unknown(),
});
export type Ask = v.InferOutput<typeof askSchema>;

/** What the program tells without being asked; each replaces what was told before. */
const tellSchema = v.variant("tell", [
  /** First of all, on every connection. */
  v.object({ tell: v.literal("hello"), v: v.number(), name: v.optional(v.string()) }),
  v.object({ tell: v.literal("nearby"), rooms: v.array(nearbySchema) }),
  v.object({ tell: v.literal("hosted"), rooms: v.array(hostedSchema) }),
  /** The username was changed by another page. */
  v.object({ tell: v.literal("name"), name: v.string() }),
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
