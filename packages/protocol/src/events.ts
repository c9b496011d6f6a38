/** What a room's log holds, as members receive it. SPEC.md section 3. */
import * as v from "valibot";
import { CLIENT_ID, MEMBER_ID } from "./ids.ts";
import { NAME_BYTES } from "./limits.ts";

/** A running number from 1 within one log, or 0 for "before the first". */
export const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970-01-01 UTC by the host's clock. */
const timeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const memberIdSchema = v.pipe(v.string(), v.regex(MEMBER_ID));
export const clientIdSchema = v.pipe(v.string(), v.regex(CLIENT_ID));
/** The count of a client's sendings, from 1 and without holes. */
export const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
export const nameSchema = v.pipe(v.string(), v.nonEmpty(), v.maxBytes(NAME_BYTES));

const common = { seq: countSchema, at: timeSchema };

/** Somebody said something. `from` is the username at that time; `client` and `n` let its sender know it again. */
const message = v.object({
  ...common,
  kind: v.literal("message"),
  by: memberIdSchema,
  from: nameSchema,
  text: v.string(),
  client: clientIdSchema,
  n: countSchema,
});
/** A member's first admission to the room. */
const join = v.object({ ...common, kind: v.literal("join"), by: memberIdSchema, from: nameSchema });
/** A member goes by another username from here on. */
const rename = v.object({
  ...common,
  kind: v.literal("rename"),
  by: memberIdSchema,
  from: nameSchema,
  to: nameSchema,
});
/** The owner changed the room; `name` or `password` (whether it has one) says what. */
const room = v.object({
  ...common,
  kind: v.literal("room"),
  by: memberIdSchema,
  from: nameSchema,
  name: v.optional(nameSchema),
  password: v.optional(v.boolean()),
});
/** The owner removed a member for now (kick), for good (ban), or took a ban back (unban). */
const removal = v.object({
  ...common,
  kind: v.picklist(["kick", "ban", "unban"]),
  by: memberIdSchema,
  from: nameSchema,
  member: memberIdSchema,
  name: nameSchema,
});
const kindSchema = v.pipe(v.string(), v.maxLength(32));
/** A kind of a later version: it counts in the log, and is shown as something this version cannot show. `was` is
 *  read where such an event comes back as this version wrote it. */
const unknown = v.object({ ...common, kind: kindSchema, was: v.fallback(v.optional(kindSchema), undefined) });

const known = v.variant("kind", [message, join, rename, room, removal]);
const KINDS = ["message", "join", "rename", "room", "kick", "ban", "unban"] as const;

export type MessageEvent = v.InferOutput<typeof message>;
export type KnownEvent = v.InferOutput<typeof known>;
/** Edits, deletions, reactions and files will be kinds of their own in the same log. */
export type UnknownEvent = { seq: number; at: number; kind: "unknown"; was: string };
export type RoomEvent = KnownEvent | UnknownEvent;

const isKnown = (kind: unknown): boolean => (KINDS as readonly unknown[]).includes(kind);

/** One event of a page or batch; a kind that this version does not know becomes `unknown`, never an error. */
export const eventSchema: v.GenericSchema<unknown, RoomEvent> = v.union([
  known,
  v.pipe(
    unknown,
    v.check((event) => !isKnown(event.kind)),
    v.transform(
      ({ seq, at, kind, was }): UnknownEvent => ({
        seq,
        at,
        kind: "unknown",
        was: kind === "unknown" && was !== undefined ? was : kind,
      }),
    ),
  ),
]);

type WithoutSeq<E> = E extends unknown ? Omit<E, "seq"> : never;
/** An event before the log has numbered it. */
export type UnnumberedEvent = WithoutSeq<KnownEvent>;
