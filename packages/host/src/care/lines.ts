/** A room's log as JSON lines: a header, then one event a line as `partyline tail --json` shows it, with what else it
 *  has behind. Pure. */
import { createHash } from "node:crypto";
import { decodeBatch, encodeBatch, limits } from "@partyline/protocol";
import { HostError } from "../errors.ts";
import type { NewEvent, SalvagedEvent, SeqRange } from "../log/index.ts";

export const EXPORT_VERSION = 1;

/** Bytes of one line: an event is at most a page, and escapes at most double it. */
export const LINE_BYTES = 128 * 1024;

/** The first line. */
export interface ExportHeader {
  kind: "export";
  version: number;
  /** The room's id, and its public keys as in a link's listing; null where they could not be read. */
  room: string | null;
  name: string | null;
  keys: string | null;
  /** The log's id. */
  log: string | null;
  /** The first seq that there should be, the last, and how many lines follow. */
  first: number;
  last: number;
  count: number;
  /** Runs of seqs that are not there, first and last of each; empty for a complete export. */
  missing: readonly SeqRange[];
  /** SHA-256 of all lines that follow, line feeds included, in hexadecimal. */
  hash: string;
  /** When it was made, as ISO 8601. */
  at: string;
}

type Fields = Record<string, unknown>;

/** What `tail --json` shows between kind and time, in its order. */
const SHOWN = ["from", "text", "to", "name", "password"] as const;

/** One event, whose JSON is an object, as one line without its line feed. */
export function exportLine({ seq, json }: SalvagedEvent): string {
  const { at, kind, seq: _, ...rest } = JSON.parse(json) as Fields;
  const shown = SHOWN.flatMap((key) => (key in rest ? [[key, rest[key]]] : []));
  return JSON.stringify({ seq, kind, ...Object.fromEntries(shown), at: isoOf(at), ...without(rest, SHOWN) });
}

/** A time as ISO 8601; one beyond what ISO can say stays a number. */
const isoOf = (at: unknown): unknown =>
  typeof at === "number" && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : at;

const without = (fields: Fields, keys: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

/** An event that a line tells of. */
export interface ImportedEvent {
  seq: number;
  event: NewEvent;
}

/**
 * Reads a line back. Ids that are not there (in an export of the page, or of `tail --json`) are made from the names: the
 * same person for the same name. Errors: BAD_LINE, with what is wrong, never with what was said.
 */
export function readLine(line: string): ImportedEvent {
  const { seq, kind, at: told, ...rest } = objectOf(line);
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) throw bad("it has no seq");
  if (typeof kind !== "string") throw bad("it has no kind");
  const at = timeOf(told);
  const named = { ...rest, ...idsFor(kind, rest, seq) };
  const json = JSON.stringify({ at, kind, ...named });
  if (Buffer.byteLength(json) > limits.PAGE_BYTES) throw bad("it is too large");
  check(seq, kind, json);
  const by = (named as Fields).by;
  return { seq, event: { at, kind, by: typeof by === "string" ? by : null, json } };
}

/** The header, if the line is one. Errors: BAD_LINE for one that is not right; EXPORT_TOO_NEW. */
export function readHeader(line: string): ExportHeader | undefined {
  const fields = objectOf(line);
  if (fields.kind !== "export" || "seq" in fields) return undefined;
  if (typeof fields.version === "number" && fields.version > EXPORT_VERSION)
    throw new HostError(
      "EXPORT_TOO_NEW",
      "A newer version of the program wrote this export. Update the program.",
    );
  const { first, last, count, hash, missing } = fields;
  const counts = [first, last, count].every((value) => Number.isSafeInteger(value) && Number(value) >= 0);
  if (!counts || typeof hash !== "string" || !Array.isArray(missing)) throw bad("the header is not whole");
  return fields as unknown as ExportHeader;
}

const bad = (what: string, cause?: unknown): HostError =>
  new HostError("BAD_LINE", what, cause === undefined ? {} : { cause });

function objectOf(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // Its words would quote the line.
  }
  throw bad("it is no JSON object");
}

function timeOf(told: unknown): number {
  const at = typeof told === "string" ? Date.parse(told) : told;
  if (typeof at !== "number" || !Number.isSafeInteger(at) || at < 0) throw bad("it has no time");
  return at;
}

function check(seq: number, kind: string, json: string): void {
  try {
    const [event] = decodeBatch(encodeBatch([`{"seq":${seq},${json.slice(1)}`])).events;
    if (event?.kind === "message" && event.text.length > limits.TEXT_UNITS) throw new Error("long");
    if ((event?.kind === "unknown" ? event.was : event?.kind) === kind) return;
  } catch (cause) {
    throw bad("its fields are not those of an event", cause);
  }
  throw bad("its fields are not those of an event");
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

function idsFor(kind: string, { by, from, member, name, client, n }: Fields, seq: number): Fields {
  const made = (text: string): string => {
    const digest = createHash("sha256").update(`partyline/imported/1 ${text}`).digest();
    return [...digest.subarray(0, 16)].map((byte) => BASE32[byte % 32]).join("");
  };
  const ids: Fields = {};
  if (by === undefined && typeof from === "string") ids.by = made(from);
  if (member === undefined && ["kick", "ban", "unban"].includes(kind) && typeof name === "string")
    ids.member = made(name);
  if (kind !== "message") return ids;
  if (client === undefined && typeof from === "string")
    ids.client = createHash("sha256").update(`partyline/imported/1 ${from}`).digest("hex").slice(0, 16);
  if (n === undefined) ids.n = seq;
  return ids;
}
