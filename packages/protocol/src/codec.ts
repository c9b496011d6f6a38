/** Bytes to typed messages, or a coded error; and back. The one place where this happens. */
import * as v from "valibot";
import { isErrorCode, ProtocolError } from "./errors.ts";
import { BATCH_BYTES, MESSAGE_BYTES } from "./limits.ts";
import {
  type Batch,
  type Body,
  batchSchema,
  bodySchema,
  type Command,
  commandSchema,
  type HostMessage,
  hostMessageSchema,
  type Page,
  type Signal,
} from "./messages.ts";

const utf8 = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function parse(bytes: Uint8Array, limit: number): unknown {
  if (bytes.length > limit) throw new ProtocolError("TOO_LARGE");
  try {
    return JSON.parse(strict.decode(bytes));
  } catch (cause) {
    throw new ProtocolError("BAD_MESSAGE", undefined, { cause });
  }
}

/** Where a name that this version does not know means a later version, and not a fault. */
const OPEN: readonly (string | null)[] = ["type", "body.kind"];

/** The issue's own code where a schema names one (TEXT_TOO_LONG), UNKNOWN_TYPE for a type that no row has. */
function refuse(issues: readonly v.BaseIssue<unknown>[], value: unknown): never {
  const about = aboutOf(value);
  for (const issue of issues)
    if (isErrorCode(issue.message)) throw new ProtocolError(issue.message, undefined, { about });
  const [issue] = issues;
  const where = issue ? v.getDotPath(issue) : null;
  if (OPEN.includes(where) && typeof issue?.input === "string")
    throw new ProtocolError("UNKNOWN_TYPE", undefined, { about: about ?? {} });
  const detail = where === null ? undefined : `The field ${where} is not as it must be.`;
  throw new ProtocolError("BAD_MESSAGE", detail, { about });
}

/** Which request or sending a message that is not right was meant as. */
function aboutOf(value: unknown): { re?: number; n?: number } | undefined {
  const { re, n } = (value ?? {}) as { re?: unknown; n?: unknown };
  if (Number.isSafeInteger(re) && (re as number) > 0) return { re: re as number };
  return Number.isSafeInteger(n) && (n as number) > 0 ? { n: n as number } : undefined;
}

function decode<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array, limit: number): T {
  const value = parse(bytes, limit);
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : refuse(result.issues, value);
}

/** A client's command. Errors: BAD_MESSAGE, TOO_LARGE, UNKNOWN_TYPE, TEXT_TOO_LONG, TEXT_EMPTY, TEXT_CHARACTERS. */
export const decodeCommand = (bytes: Uint8Array): Command => decode(commandSchema, bytes, MESSAGE_BYTES);

/** Throws what a host would refuse this body for: TEXT_TOO_LONG, TEXT_EMPTY, TEXT_CHARACTERS. */
export function checkBody(body: Body): void {
  decode(bodySchema, utf8.encode(JSON.stringify(body)), MESSAGE_BYTES);
}

/** A host's message. Errors: BAD_MESSAGE, TOO_LARGE, UNKNOWN_TYPE (a later version's: ignore it). */
export const decodeHostMessage = (bytes: Uint8Array): HostMessage =>
  decode(hostMessageSchema, bytes, MESSAGE_BYTES);

/** A batch's payload. Errors: BAD_MESSAGE, TOO_LARGE. */
export const decodeBatch = (bytes: Uint8Array): Batch => decode(batchSchema, bytes, BATCH_BYTES);

export const encodeCommand = (command: Command): Uint8Array => utf8.encode(JSON.stringify(command));
export const encodeHostMessage = (message: HostMessage): Uint8Array => utf8.encode(JSON.stringify(message));

/** A batch from events that are already JSON text, as the log hands them out: nothing is parsed again. */
export const encodeBatch = (events: readonly string[], signals: readonly Signal[] = []): Uint8Array =>
  utf8.encode(
    `{"events":[${events.join(",")}]${signals.length ? `,"signals":${JSON.stringify(signals)}` : ""}}`,
  );

/** A page, likewise. */
export const encodePage = (page: Omit<Page, "type" | "events">, events: readonly string[]): Uint8Array =>
  utf8.encode(
    `{"type":"page","re":${page.re},"first":${page.first},"head":${page.head},"events":[${events.join(",")}]}`,
  );
