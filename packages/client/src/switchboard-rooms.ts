/** What a switchboard's directory says, and which of it holds. Relay SPEC.md, R6.15 to R6.18. */
import {
  aboutUrl,
  type DirectoryEntry,
  decodeAbout,
  decodeFailure,
  decodeRoomKeys,
  decodeRoomsPage,
  type FoundRoom,
  limits,
  nobleEd25519,
  parseSwitchboard,
  RelayError,
  roomsUrl,
  roomUrl,
  type SwitchboardAddress,
  verifyEntry,
} from "@partyline/relay";
import { provenBefore } from "./core/proven-before.ts";
import { ClientError } from "./errors.ts";
import { httpGet } from "./http-get.ts";
import { KNOWN_SWITCHBOARDS, PROVEN_SIGNATURES } from "./limits.ts";
import type { RoomTarget } from "./ports/link.ts";

const ed25519 = provenBefore(nobleEd25519, PROVEN_SIGNATURES);

/** A room in a switchboard's directory. Its keys are proven; who its bare name is, the switchboard alone says. */
export interface SwitchboardRoom {
  /** How to join it, by that switchboard, and directly where its addresses are given out. */
  readonly target: RoomTarget;
  readonly name: string;
  /** The owner's username. */
  readonly by: string;
  /** Whether it has one. */
  readonly password: boolean;
  /** Whether the bare name leads here; if not, only "name#abcd" does. */
  readonly claimed: boolean;
  /** Whether its host is there now, and when it last was: milliseconds since 1970-01-01 UTC. */
  readonly online: boolean;
  readonly seen: number;
}

/** One page: online rooms first, then those seen last; give `next` as `after` for what follows. */
export interface SwitchboardPage {
  readonly rooms: readonly SwitchboardRoom[];
  readonly next?: string;
}

/** The rooms that the switchboard shows to those who look around; `search` is a part of a name. Entries that are not
 *  signed as they must be are left out. Errors: BAD_URL, UNREACHABLE, NOT_A_SWITCHBOARD, VERSION, RATE, UNAVAILABLE. */
export function listRooms(
  switchboard: string,
  query: { search?: string; after?: string } = {},
): Promise<SwitchboardPage> {
  return pageOf(switchboard, (address) => roomsUrl(address, query));
}

/** The rooms that a name, "name#abcd" or a room id stands for there, shown to all or not; none where it is unknown.
 *  Errors as above. */
export async function roomsCalled(switchboard: string, ref: string): Promise<readonly SwitchboardRoom[]> {
  try {
    return (await pageOf(switchboard, (address) => roomUrl(address, ref))).rooms;
  } catch (error) {
    if (error instanceof ClientError && error.code === "NO_ROOM") return [];
    throw error;
  }
}

/** What switchboards sign receipts with, as they last said: lists are asked for every few seconds, and an address has
 *  one budget of questions for all who sit behind it. */
const keys = new Map<string, string>();

async function pageOf(text: string, urlOf: (at: SwitchboardAddress) => string): Promise<SwitchboardPage> {
  const at = guarded(() => parseSwitchboard(text));
  const known = keys.get(at.http);
  const [key, page] = await Promise.all([known ?? askKey(at), ask(urlOf(at), decodeRoomsPage)]);
  const held = (by: string) => page.rooms.flatMap((entry) => heldUp(entry, by, at.http));
  let rooms = held(key);
  // Forged, or the switchboard has another key by now.
  if (known !== undefined && rooms.length < page.rooms.length) rooms = held(await askKey(at));
  return page.next === undefined ? { rooms } : { rooms, next: page.next };
}

async function askKey(at: SwitchboardAddress): Promise<string> {
  const { key } = await ask(aboutUrl(at), decodeAbout);
  if (keys.size >= KNOWN_SWITCHBOARDS) keys.clear();
  keys.set(at.http, key);
  return key;
}

async function ask<T>(url: string, decode: (body: string) => T): Promise<T> {
  const { ok, text } = await httpGet(url, limits.PAGE_BYTES, "NOT_A_SWITCHBOARD");
  if (ok) return guarded(() => decode(text));
  const { code, detail } = guarded(() => decodeFailure(text));
  throw new ClientError(code, detail);
}

function guarded<T>(task: () => T): T {
  try {
    return task();
  } catch (cause) {
    if (!(cause instanceof RelayError)) throw cause;
    const other = cause.code === "BAD_RESPONSE" || cause.code === "FRAME_TOO_LARGE";
    throw other
      ? new ClientError("NOT_A_SWITCHBOARD", undefined, { cause })
      : new ClientError(cause.code, cause.message, { cause });
  }
}

/** The entry, if all its signatures hold. */
function heldUp(entry: DirectoryEntry, key: string, url: string): SwitchboardRoom[] {
  try {
    return [roomOf(verifyEntry(entry, key, ed25519), url)];
  } catch (error) {
    if (error instanceof RelayError) return [];
    throw error;
  }
}

function roomOf({ record, claim, online, seen, addresses }: FoundRoom, url: string): SwitchboardRoom {
  const { room: id, name, by, password } = record;
  const keys = decodeRoomKeys(record.keys);
  const target = { id, name, keys, addresses: [...addresses], switchboards: [url] };
  return { target, name, by, password, claimed: claim !== undefined, online, seen };
}
