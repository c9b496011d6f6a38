/** Clients that wait for a room which is OFFLINE: they say nothing, and are told when it is back, or is known to be no
 *  more. SPEC.md of relay, R4.12. */
import { type RelayErrorCode, relayCloseCodeOf, windowReason } from "@partyline/relay";
import { BACK_PER_SECOND } from "../limits.ts";
import type { Outlet } from "./ports.ts";
import { countEnd, forgetIfEmpty, type Room, type State } from "./state.ts";

/** Takes one in; one that need not wait, or cannot, is told at once. */
export function wait(state: State, room: Room, outlet: Outlet): void {
  const refusal: RelayErrorCode | undefined = isTold(state, room)
    ? "ONLINE"
    : state.waiting >= state.options.limits.waiting
      ? "BUSY"
      : undefined;
  room.waiting.add(outlet);
  state.waiting += 1;
  if (refusal) endWait(state, room, outlet, refusal);
}

/** Whether a client that dials now hears something of the room. */
const isTold = ({ options }: State, { at, id }: Room): boolean =>
  at !== undefined || options.registry.tombstone(id) !== undefined;

/** There is something to hear: all are told, with the seconds within which they come. */
export function tellWaiting(state: State, room: Room): void {
  const reason = windowReason(Math.floor(room.waiting.size / BACK_PER_SECOND));
  for (const outlet of room.waiting) endWait(state, room, outlet, "ONLINE", reason);
}

/** Ends the wait of one, if it waits. */
export function endWait(
  state: State,
  room: Room,
  outlet: Outlet,
  code: RelayErrorCode,
  reason: string = code,
): void {
  if (!leaveWait(state, room, outlet)) return;
  countEnd(state, code);
  outlet.close(relayCloseCodeOf(code), reason);
}

/** One is gone, if it was there. */
export function leaveWait(state: State, room: Room, outlet: Outlet): boolean {
  if (!room.waiting.delete(outlet)) return false;
  state.waiting -= 1;
  forgetIfEmpty(state, room);
  return true;
}
