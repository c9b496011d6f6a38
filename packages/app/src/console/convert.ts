/** Rooms as the store and the client know them, to rooms as the API tells of them, and back. */
import type { RoomTarget, SavedRoom } from "@partyline/client";
import type { Target } from "@partyline/console";
import { decodeHostPublicKeys, encodeHostPublicKeys } from "@partyline/secure";

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64url"));

export function tellTarget({ id, name, keys, addresses, switchboards, token }: RoomTarget): Target {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    keys: encodeHostPublicKeys(keys),
    addresses: addresses.map(({ address, port }) => ({ address, port })),
    ...(switchboards === undefined ? {} : { switchboards: [...switchboards] }),
    ...(token === undefined ? {} : { token: textOf(token) }),
  };
}

/** Errors: those of keys that are none. */
export function readTarget({ id, name, keys, addresses, switchboards, token }: Target): RoomTarget {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    keys: decodeHostPublicKeys(keys),
    addresses,
    ...(switchboards === undefined ? {} : { switchboards }),
    ...(token === undefined ? {} : { token: bytesOf(token) }),
  };
}

export const tellSaved = (room: SavedRoom): Target & { lastJoined: number } => ({
  ...tellTarget(room),
  lastJoined: room.lastJoined,
});

export const tellSeed = textOf;
