/** From a link or an address to a seat in the room, in one call. */
import { isErrorCode, ProtocolError, parseLink, SENTENCES } from "@partyline/protocol";
import { bytesOfBase64Url } from "./core/base64url.ts";
import { ClientError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { JOIN_MS } from "./limits.ts";
import type { RoomClientOptions } from "./options.ts";
import type { RoomTarget } from "./ports/link.ts";
import type { Store } from "./ports/store.ts";
import { RoomClient } from "./room-client.ts";
import { wellKnownRooms } from "./well-known.ts";

type Parts = Pick<RoomClientOptions, "store" | "dial" | "clock" | "provider" | "random">;

export interface JoinOptions extends Partial<Parts> {
  /** The username. */
  name: string;
  password?: string | (() => Promise<string | undefined>);
  since?: RoomClientOptions["since"];
  /** Hears every event from the first on; `client.on` and `client.events` begin only when the room is live. */
  on?: (event: ClientEvent) => void;
  /** How long to try, in milliseconds (20,000). */
  timeoutMs?: number;
  /** In Node: the folder that keeps who this is and what is not sent. One per program, since a seed is a member. */
  home?: string;
}

/** Joins with the given parts; resolves when live. Errors: BAD_ADDRESS, UNREACHABLE, NOT_A_HOST, WHICH_ROOM,
 *  NO_ROOM, TIMEOUT, and the code of the ending where the host does not let in. */
export async function joinWith(
  where: string | RoomTarget,
  options: JoinOptions,
  parts: Parts,
  ownsStore: boolean,
): Promise<RoomClient> {
  const { name, password, since, timeoutMs = JOIN_MS } = options;
  const target = typeof where === "string" ? await locate(where, parts.store) : where;
  const client = new RoomClient({
    ...parts,
    target,
    name,
    ownsStore,
    ...(password === undefined
      ? {}
      : { password: typeof password === "string" ? async () => password : password }),
    ...(since === undefined ? {} : { since }),
  });
  if (options.on) client.on(options.on);
  client.start();
  try {
    await untilLive(client, parts, timeoutMs);
  } catch (error) {
    await client.close();
    throw error;
  }
  await parts.store.pin({
    ...target,
    name: client.room?.name ?? target.name ?? "",
    lastJoined: parts.clock.now(),
  });
  return client;
}

/** The room behind a link or `host:port`. Errors as above. A room that is pinned needs no answer to know its keys. */
export async function locate(where: string, store: Store): Promise<RoomTarget> {
  const link = parseLink(where);
  const origin = link?.origin ?? `http://${where.trim()}`;
  if (!URL.canParse(origin)) throw new ClientError("BAD_ADDRESS");
  const { hostname, port, protocol } = new URL(origin);
  if (protocol !== "http:" || hostname === "" || (!link && new URL(origin).pathname !== "/"))
    throw new ClientError("BAD_ADDRESS");
  const address = { address: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 80 : Number(port) };
  if (!link) {
    const [room, ...others] = await wellKnownRooms(origin);
    if (!room) throw new ProtocolError("NO_ROOM");
    if (others.length > 0) throw new ClientError("WHICH_ROOM");
    return { id: room.id, name: room.name, keys: room.keys, addresses: [address] };
  }
  const pinned = (await store.rooms()).find(({ id }) => id === link.room);
  const room = pinned ?? (await wellKnownRooms(origin, link.room)).find(({ id }) => id === link.room);
  if (!room) throw new ProtocolError("NO_ROOM");
  return {
    id: room.id,
    ...(room.name === undefined ? {} : { name: room.name }),
    keys: room.keys,
    addresses: [address],
    ...(link.token === undefined ? {} : { token: bytesOfBase64Url(link.token) }),
  };
}

function untilLive(client: RoomClient, { clock }: Parts, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let why = "TIMEOUT";
    const cancel = clock.after(timeoutMs, () => {
      off();
      reject(new ClientError(why, sentenceOf(why)));
    });
    const off = client.on((event) => {
      if (event.kind !== "state") return;
      const { state } = event;
      if (state.kind === "waiting") why = state.why ?? "UNREACHABLE";
      if (state.kind !== "live" && state.kind !== "ended") return;
      cancel();
      off();
      if (state.kind === "live") resolve();
      else reject(new ClientError(state.code, state.detail ?? sentenceOf(state.code)));
    });
  });
}

const sentenceOf = (code: string): string | undefined => (isErrorCode(code) ? SENTENCES[code] : undefined);
