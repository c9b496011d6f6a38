import type { TxtErrorCode } from "./errors.ts";
import { MAX_TXT_BYTES } from "./limits.ts";
import { isKeys, isRoomId, type Listing } from "./listing.ts";

/** What of a listing is in the TXT record; name and port are in the instance name and in SRV. */
export type TxtFields = Pick<Listing, "id" | "keys" | "password">;

/** A decoded TXT record, or why it is none of ours. */
export type TxtResult = { ok: true; fields: TxtFields } | { ok: false; code: TxtErrorCode };

/** The version of this record's layout, and of the protocol that the room speaks. */
const TXT_VERSION = "1";
const PROTOCOL_VERSION = "1";

/**
 * The TXT record of a room as keys and values, in the order in which they go out: `txtvers` first
 * (RFC 6763 6.7). 145 bytes for every room: nothing in it that changes while people talk, since each change
 * would be multicast to the whole LAN.
 */
export function encodeTxt(fields: TxtFields): Record<string, string> {
  return {
    txtvers: TXT_VERSION,
    pv: PROTOCOL_VERSION,
    id: fields.id,
    k: fields.keys,
    pw: fields.password ? "1" : "0",
  };
}

/**
 * Reads the strings of a TXT record. Keys are compared without case, the first of a kind counts, unknown keys
 * and strings without a key are ignored (RFC 6763 6.4).
 */
export function decodeTxt(strings: readonly Uint8Array[]): TxtResult {
  const size = strings.reduce((sum, string) => sum + 1 + string.length, 0);
  if (size > MAX_TXT_BYTES) return { ok: false, code: "TXT_TOO_BIG" };

  const values = new Map<string, string>();
  for (const string of strings) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(Buffer.from(string).toString("utf8")) ?? [];
    if (key === undefined || value === undefined) continue;
    const folded = key.toLowerCase();
    if (!values.has(folded)) values.set(folded, value);
  }

  if ((values.get("txtvers") ?? TXT_VERSION) !== TXT_VERSION) return { ok: false, code: "TXT_VERSION" };
  if (values.get("pv") !== PROTOCOL_VERSION) return { ok: false, code: "TXT_VERSION" };
  const id = values.get("id");
  if (!isRoomId(id)) return { ok: false, code: "TXT_BAD_ID" };
  const keys = values.get("k");
  if (!isKeys(keys)) return { ok: false, code: "TXT_BAD_KEYS" };
  const password = values.get("pw");
  if (password !== "0" && password !== "1") return { ok: false, code: "TXT_BAD_PASSWORD" };
  return { ok: true, fields: { id, keys, password: password === "1" } };
}
