/** Usernames of a room: each belongs to the first key that used it, and so does every name that looks like it. */
import { checkUsername } from "@partyline/names";
import { type ErrorCode, isErrorCode, ProtocolError } from "@partyline/protocol";
import { claimants } from "./records.ts";
import type { RoomState } from "./state.ts";

export interface Label {
  name: string;
  nameKey: string;
  skeleton: string;
}

/** The username as it will stand in the room. Errors: NAME_* of the name rules, NAME_TAKEN, NAME_CONFUSABLE. */
export function claimName(state: RoomState, id: string, wanted: string): Label {
  const checked = checkUsername(wanted);
  if (!checked.ok) {
    const code: ErrorCode = isErrorCode(checked.code) ? checked.code : "NAME_CHARACTERS";
    throw new ProtocolError(code, checked.message);
  }
  for (const other of claimants(state)) {
    if (other.id === id) continue;
    if (other.nameKey === checked.key) throw new ProtocolError("NAME_TAKEN");
    if (other.skeleton === checked.skeleton) throw new ProtocolError("NAME_CONFUSABLE");
  }
  if (id !== state.owner && !state.members.has(state.owner)) {
    const owner = checkUsername(state.ownerName);
    if (owner.ok && owner.key === checked.key) throw new ProtocolError("NAME_TAKEN");
    if (owner.ok && owner.skeleton === checked.skeleton) throw new ProtocolError("NAME_CONFUSABLE");
  }
  return { name: checked.name, nameKey: checked.key, skeleton: checked.skeleton };
}
