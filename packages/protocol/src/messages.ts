/** What a client asks and a host answers, inside the secure channel. SPEC.md sections 2 and 4. */
import * as v from "valibot";
import { clientIdSchema, countSchema, eventSchema, memberIdSchema, nameSchema, seqSchema } from "./events.ts";
import { LOG_ID } from "./ids.ts";
import { DETAIL_UNITS, MEMBERS_PAGE, PAGE_EVENTS, PASSWORD_UNITS, TEXT_UNITS } from "./limits.ts";

/** The version of the room protocol, which both sides must share. */
export const VERSION = 1;

/** A client's number for a request, given back in its answer. */
const re = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A version of the room protocol. Any whole number is read, so that another version can be told apart. */
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const logIdSchema = v.pipe(v.string(), v.regex(LOG_ID));
const detail = v.pipe(v.string(), v.maxLength(DETAIL_UNITS));
const roleSchema = v.picklist(["owner", "member"]);
/** C0 and C1 controls except tab and line feed: nothing that a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** The text of a message: 1 to TEXT_UNITS units, well-formed Unicode, no controls but tab and line feed. */
export const textSchema = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== "", "TEXT_EMPTY"),
  v.maxLength(TEXT_UNITS, "TEXT_TOO_LONG"),
  v.check((text) => text.isWellFormed() && !CONTROLS.test(text), "TEXT_CHARACTERS"),
);

/** What is sent exactly once: for now a message; edits, deletions, reactions and files will join it. */
export const bodySchema = v.variant("kind", [v.object({ kind: v.literal("message"), text: textSchema })]);

/** First of all: who I am, which installation, and where my copy of the log ends (or how much I want). */
const hello = v.object({
  type: v.literal("hello"),
  v: version,
  name: nameSchema,
  client: clientIdSchema,
  /** Continue after `seq` of log `log`; without `log`, after `seq` of whichever log there is. */
  since: v.optional(v.object({ log: v.optional(logIdSchema), seq: seqSchema })),
  /** Whether this client understands a welcome that starts `replayed`. */
  replay: v.optional(v.boolean()),
});
const send = v.object({ type: v.literal("send"), n: countSchema, body: bodySchema });
/** Events from seq `from` on, or the newest that are older than `before`; at most `limit`. */
const fetch = v.object({
  type: v.literal("fetch"),
  re,
  from: v.optional(countSchema),
  before: v.optional(countSchema),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_EVENTS))),
});
/** The members, those after id `after`. */
const who = v.object({ type: v.literal("who"), re, after: v.optional(memberIdSchema) });
const typing = v.object({ type: v.literal("typing"), on: v.boolean() });
const presence = v.object({ type: v.literal("presence"), away: v.boolean() });
const name = v.object({ type: v.literal("name"), re, name: nameSchema });
const leave = v.object({ type: v.literal("leave") });
/** An answer is wanted at once: is the connection alive? */
const ping = v.object({ type: v.literal("ping"), re });
const kick = v.object({ type: v.literal("kick"), re, member: memberIdSchema });
const ban = v.object({ type: v.literal("ban"), re, member: memberIdSchema });
const unban = v.object({ type: v.literal("unban"), re, member: memberIdSchema });
const roomName = v.object({ type: v.literal("room-name"), re, name: nameSchema });
/** A new password for the room, or null for none. */
const password = v.object({
  type: v.literal("password"),
  re,
  password: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(PASSWORD_UNITS))),
});
/** Destroy the room: its members are told, its log is erased. */
const close = v.object({ type: v.literal("close"), re });

export const commandSchema = v.variant("type", [
  hello,
  send,
  fetch,
  who,
  typing,
  presence,
  name,
  leave,
  ping,
  kick,
  ban,
  unban,
  roomName,
  password,
  close,
]);
export type Command = v.InferOutput<typeof commandSchema>;
export type CommandType = Command["type"];
export type Body = v.InferOutput<typeof bodySchema>;

const epochFields = {
  epoch: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  /** The epoch's secret: 32 bytes in base64url. */
  secret: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** The number of the next batch under it. */
  next: seqSchema,
};

/** Admitted. Batches follow from `epoch.next` on, and, unless they are replayed, a page right behind this. */
const welcome = v.object({
  type: v.literal("welcome"),
  v: version,
  room: v.object({
    name: nameSchema,
    password: v.boolean(),
    log: logIdSchema,
    first: seqSchema,
    head: seqSchema,
  }),
  you: v.object({ id: memberIdSchema, name: nameSchema, role: roleSchema }),
  epoch: v.object(epochFields),
  /** How the client's copy continues: `resumed` after `since`; `fresh` with the newest events; `reset`: this is
   *  another log, or an older copy of it: drop what you hold; `gap`: what follows `since` is no longer kept;
   *  `replayed` after `since`, by recent batches that the road repeats, and without a page. */
  start: v.picklist(["resumed", "fresh", "reset", "gap", "replayed"]),
  /** With `replayed`: the number of the first batch that is live; those before it are history. Absent where that is
   *  `epoch.next`. */
  live: v.optional(seqSchema),
  /** How many members are here now, this one included. */
  here: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The host's clock. */
  at: seqSchema,
});
/** A page of history, ascending; `re` 0 is the one that follows a welcome. */
const page = v.object({
  type: v.literal("page"),
  re: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  events: v.array(eventSchema),
  first: seqSchema,
  head: seqSchema,
});
/** Stored and durable. `seq` is null where a repeated sending is so old that its event is no longer kept. */
const ack = v.object({ type: v.literal("ack"), n: countSchema, seq: v.nullable(countSchema) });
/** Not stored: the host expects `expect` next from this client. */
const expected = v.object({ type: v.literal("expected"), n: countSchema, expect: countSchema });
const done = v.object({ type: v.literal("done"), re });
/** Not done. Names the request (`re`) or the sending (`n`) that it answers, if any. */
const refused = v.object({
  type: v.literal("refused"),
  re: v.optional(re),
  n: v.optional(countSchema),
  code: v.pipe(v.string(), v.maxLength(32)),
  detail,
});
const memberSchema = v.object({
  id: memberIdSchema,
  name: nameSchema,
  role: roleSchema,
  here: v.boolean(),
  banned: v.boolean(),
});
/** Members in order of id; `more` says that others follow the last one. */
const members = v.object({
  type: v.literal("members"),
  re,
  members: v.pipe(v.array(memberSchema), v.maxLength(MEMBERS_PAGE)),
  more: v.boolean(),
});
const epoch = v.object({ type: v.literal("epoch"), ...epochFields });
/** What a client should have by now: the newest event and the newest batch. */
const beat = v.object({
  type: v.literal("beat"),
  head: seqSchema,
  epoch: epochFields.epoch,
  next: seqSchema,
  at: seqSchema,
});
/** The last message of a connection: why the host ends it. */
const bye = v.object({ type: v.literal("bye"), code: v.pipe(v.string(), v.maxLength(32)), detail });

export const hostMessageSchema = v.variant("type", [
  welcome,
  page,
  ack,
  expected,
  done,
  refused,
  members,
  epoch,
  beat,
  bye,
]);
export type HostMessage = v.InferOutput<typeof hostMessageSchema>;
export type Welcome = v.InferOutput<typeof welcome>;
export type Page = v.InferOutput<typeof page>;
export type Member = v.InferOutput<typeof memberSchema>;
export type Role = v.InferOutput<typeof roleSchema>;

/** What passes and is not kept: somebody types; somebody came, went, or stepped away. */
const signalSchema = v.variant("kind", [
  v.object({ kind: v.literal("typing"), by: memberIdSchema, from: nameSchema, on: v.boolean() }),
  v.object({
    kind: v.literal("presence"),
    by: memberIdSchema,
    from: nameSchema,
    state: v.picklist(["here", "away", "gone"]),
  }),
]);
export type Signal = v.InferOutput<typeof signalSchema>;

const SIGNALS: readonly string[] = ["typing", "presence"] satisfies Signal["kind"][];
/** Signals may be lost on the way, so those of a later version are passed over and cost a batch nothing. */
const signalsSchema = v.pipe(
  v.array(
    v.union([
      signalSchema,
      v.pipe(
        v.object({ kind: v.pipe(v.string(), v.maxLength(32)) }),
        v.check(({ kind }) => !SIGNALS.includes(kind)),
        v.transform(() => undefined),
      ),
    ]),
  ),
  v.transform((signals): Signal[] => signals.filter((signal) => signal !== undefined)),
);

/** The payload of a batch: the events of one commit, ascending, and the signals that travel with them. */
export const batchSchema = v.object({
  events: v.array(eventSchema),
  signals: v.optional(signalsSchema, []),
});
export type Batch = v.InferOutput<typeof batchSchema>;
