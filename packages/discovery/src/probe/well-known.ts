import { MAX_WELL_KNOWN_NAME, MAX_WELL_KNOWN_ROOMS } from "../limits.ts";
import { isKeys, isRoomId } from "../listing.ts";

/** Where a host says over HTTP which rooms are open (RFC 8615). */
export const WELL_KNOWN_PATH = "/.well-known/partyline";

/** A room that a host says is open. */
export interface WellKnownRoom {
  id: string;
  name: string;
  password: boolean;
  /** 64 bytes in base64url, as in {@link Listing}. */
  keys: string;
  /** Who hosts it, as they call themselves. */
  by?: string;
}

/** What a host answers at {@link WELL_KNOWN_PATH}. */
export interface WellKnown {
  partyline: 1;
  rooms: WellKnownRoom[];
}

/** Reads a host's answer; undefined when it is none, in whole or in part. */
export function decodeWellKnown(text: string): WellKnown | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.partyline !== 1 || !Array.isArray(value.rooms)) return undefined;
  if (value.rooms.length > MAX_WELL_KNOWN_ROOMS) return undefined;
  const rooms = value.rooms.map(toRoom);
  return rooms.every((room) => room !== undefined) ? { partyline: 1, rooms } : undefined;
}

function toRoom(value: unknown): WellKnownRoom | undefined {
  if (!isObject(value)) return undefined;
  const { id, name, password, keys, by } = value;
  if (!isRoomId(id) || !isKeys(keys) || !isName(name) || typeof password !== "boolean") return undefined;
  if (by === undefined) return { id, name, password, keys };
  return isName(by) ? { id, name, password, keys, by } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_WELL_KNOWN_NAME;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
