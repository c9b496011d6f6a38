/** From a room that was found to what is dialled. */
import type { RoomTarget } from "@partyline/client";
import { decodeHostPublicKeys } from "@partyline/secure";
import { type AppError, wrongUsage } from "./errors.ts";
import type { ListedRoom, ResolveOptions } from "./listed.ts";
import { each } from "./merge.ts";

export const hasTag = (room: { id: string }, tag: string | undefined): boolean =>
  !tag || room.id.startsWith(tag);

/** The room as a target; of one joined before, with its token and with the switchboards that it was at. */
export function targetOf(room: ListedRoom, { saved, switchboards = [] }: ResolveOptions): RoomTarget {
  const pin = saved.find((known) => known.id === room.id);
  const { id, name, addresses } = room;
  // What is pinned holds, whoever says otherwise on the way there.
  const keys = pin?.keys ?? decodeHostPublicKeys(room.keys);
  const boards = each(room.switchboards ?? [], pin?.switchboards ?? [], switchboards);
  return {
    id,
    name,
    addresses,
    keys,
    ...(boards.length > 0 ? { switchboards: boards } : {}),
    ...(pin?.token && { token: pin.token }),
  };
}

export const whichSwitchboard = (): AppError => wrongUsage("Say which switchboard: --switchboard URL.");
