/** The pieces that JSON messages are made of, and the one way from bytes to a message. */
import * as v from "valibot";
import { RelayError, type RelayErrorCode } from "./errors.ts";
import { ADDRESS_UNITS, ADDRESSES, CODE_UNITS, DETAIL_UNITS, FRAME_BYTES } from "./limits.ts";
import { BYTES_32, BYTES_64, ROOM_ID } from "./text.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A whole number from `least` to 2^53 - 1. */
export const whole = (least = 0) => v.pipe(v.number(), v.safeInteger(), v.minValue(least));
export const u32Schema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff));

/** Well-formed text of 1 to `most` bytes in UTF-8, without control characters: it ends up in terminals. The first check spares encoding what is far too long. */
export const textOf = (most: number) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(most),
    v.check((text) => text.isWellFormed() && !/\p{Cc}/u.test(text) && encoder.encode(text).length <= most),
  );

export const roomSchema = v.pipe(v.string(), v.regex(ROOM_ID));
/** base64url of 32 bytes; of 64 bytes. */
export const bytes32Schema = v.pipe(v.string(), v.regex(BYTES_32));
export const bytes64Schema = v.pipe(v.string(), v.regex(BYTES_64));
/** A code of this or of a later version. */
export const codeSchema = v.pipe(v.string(), v.maxLength(CODE_UNITS), v.regex(/^[A-Z][A-Z0-9_]*$/));
export const detailSchema = v.pipe(v.string(), v.maxLength(DETAIL_UNITS));

/** Where a host can be reached directly: an IP address as text, without brackets or zone. */
export const addressSchema = v.object({
  address: v.pipe(
    v.string(),
    v.maxLength(ADDRESS_UNITS),
    v.regex(/^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:)[0-9a-fA-F:.]+)$/),
  ),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
});
export const addressesSchema = v.pipe(v.array(addressSchema), v.maxLength(ADDRESSES));

export type Address = v.InferOutput<typeof addressSchema>;

/** Addresses that a switchboard has kept as JSON text. Errors: FRAME_TOO_LARGE, BAD_RECORD. */
export const decodeAddresses = (text: string): Address[] =>
  take(addressesSchema, parseJson(text, FRAME_BYTES, "BAD_RECORD"), "BAD_RECORD");

/** JSON text or its UTF-8 as a value. Errors: FRAME_TOO_LARGE, `fault`. */
export function parseJson(from: Uint8Array | string, most: number, fault: RelayErrorCode): unknown {
  if (from.length > most) throw new RelayError("FRAME_TOO_LARGE");
  try {
    return JSON.parse(typeof from === "string" ? from : decoder.decode(from));
  } catch (cause) {
    throw new RelayError(fault, undefined, { cause });
  }
}

/** The value as its schema has it, without fields that the schema does not name. Error: `fault`. */
export function take<T>(schema: v.GenericSchema<unknown, T>, value: unknown, fault: RelayErrorCode): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const where = v.getDotPath(result.issues[0]);
  throw new RelayError(fault, where === null ? undefined : `The field ${where} is not as it must be.`);
}
