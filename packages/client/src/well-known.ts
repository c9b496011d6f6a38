/** Which rooms a host has, asked by HTTP: GET /.well-known/partyline. */
import { ROOM_ID } from "@partyline/protocol";
import { decodeHostPublicKeys, type HostPublicKeys } from "@partyline/secure";
import * as v from "valibot";
import { ClientError } from "./errors.ts";
import { httpGet } from "./http-get.ts";
import { WELL_KNOWN_BYTES } from "./limits.ts";

const schema = v.object({
  partyline: v.literal(1),
  rooms: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(ROOM_ID)),
      name: v.string(),
      password: v.boolean(),
      keys: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
      by: v.optional(v.string()),
    }),
  ),
});

export interface KnownRoom {
  readonly id: string;
  readonly name: string;
  readonly password: boolean;
  readonly keys: HostPublicKeys;
  /** The owner's username, where the host tells. */
  readonly by?: string;
}

/** The rooms that the host at `origin` ("http://192.168.1.20:2525") lists, and `room` even if it is unlisted.
 *  Errors: UNREACHABLE, NOT_A_HOST. What it says is a hint: the handshake proves it. */
export async function wellKnownRooms(origin: string, room?: string): Promise<KnownRoom[]> {
  const text = await textOf(`${origin}/.well-known/partyline${room === undefined ? "" : `?room=${room}`}`);
  try {
    const { rooms } = v.parse(schema, JSON.parse(text));
    return rooms.map(({ id, name, password, keys, by }) => ({
      id,
      name,
      password,
      keys: decodeHostPublicKeys(keys),
      ...(by === undefined ? {} : { by }),
    }));
  } catch (cause) {
    throw new ClientError("NOT_A_HOST", undefined, { cause });
  }
}

async function textOf(url: string): Promise<string> {
  const { ok, text } = await httpGet(url, WELL_KNOWN_BYTES, "NOT_A_HOST");
  if (!ok) throw new ClientError("NOT_A_HOST");
  return text;
}
