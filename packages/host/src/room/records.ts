/** Members' records, and changes of them that are on their way to the log. */
import type { RoomMember, RoomState } from "./state.ts";

/**
 * Puts a record in place ahead of its being stored, so that whatever changes the same member next builds on it: a
 * rename made while a ban is being stored must not write the member back without the ban. The answer is told how
 * it ended. Once all is told, the record in place is the one that the log holds.
 */
export function propose(state: RoomState, member: RoomMember): (stored: boolean) => void {
  const { id } = member;
  const unsettled = state.unsettled.get(id) ?? { stored: state.members.get(id), coming: [] };
  unsettled.coming.push(member);
  state.unsettled.set(id, unsettled);
  state.members.set(id, member);
  return (stored) => {
    unsettled.coming.splice(unsettled.coming.indexOf(member), 1);
    if (stored) unsettled.stored = member;
    const now = unsettled.coming.at(-1) ?? unsettled.stored;
    if (now) state.members.set(id, now);
    else state.members.delete(id);
    if (unsettled.coming.length === 0) state.unsettled.delete(id);
  };
}

/** Every record whose names are spoken for: those in place, and those that may yet be, or stay, the stored one. */
export function* claimants(state: RoomState): Iterable<RoomMember> {
  yield* state.members.values();
  for (const { stored, coming } of state.unsettled.values()) {
    if (stored) yield stored;
    yield* coming;
  }
}
