/** A room's printed recovery key, and what is known of the room that it belongs to. */
import { roomsCalled } from "@partyline/client";
import { checkRoomName } from "@partyline/names";
import { parseRecoveryKey, RelayError, roomSecretsFrom } from "@partyline/relay";
import { hostKeysFrom, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { AppError } from "../errors.ts";

/** The id of the room that the key, as a person typed it, makes anew. Error: BAD_RECOVERY_KEY. */
export function roomOfKey(typed: string): string {
  try {
    const { signSeed, noiseSecret } = roomSecretsFrom(parseRecoveryKey(typed));
    return roomIdOf(nodeProvider, publicKeysOf(hostKeysFrom(nodeProvider, signSeed, noiseSecret)));
  } catch (error) {
    if (error instanceof RelayError) throw new AppError(error.code, error.message, { cause: error });
    throw error;
  }
}

/** What the room calls itself at the first of the switchboards that knows it; undefined where none does, or answers. The
 *  name is signed with the room's own key. */
export async function nameAt(id: string, switchboards: readonly string[]): Promise<string | undefined> {
  const tries = switchboards.map(async (url) => {
    const room = (await roomsCalled(url, id)).find(({ target }) => target.id === id);
    if (!room) throw new AppError("NO_ROOM", "Not there.");
    return room.name;
  });
  return Promise.any(tries).catch(() => undefined);
}

/** The first that can be a room's name. Errors: ROOM_NAME_NEEDED, NAME_*. */
export function nameOf(...names: readonly (string | undefined)[]): string {
  const name = names.find((one) => one !== undefined && one.trim() !== "");
  if (name === undefined)
    throw new AppError("ROOM_NAME_NEEDED", "No switchboard tells what this room is called. Give it a name.");
  const checked = checkRoomName(name);
  if (!checked.ok) throw new AppError(checked.code, checked.message);
  return checked.name;
}
