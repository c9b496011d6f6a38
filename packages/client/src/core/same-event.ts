/** Whether two copies of an event are of one log. Pure. */
import type { RoomEvent } from "@partyline/protocol";

/** Whether `ours` and `theirs`, of the same seq, are the same event. Two histories that parted before it have another one
 *  there: another time, another hand, another text. A kind that one of the two versions did not know is no difference. */
export function isSameEvent(ours: RoomEvent, theirs: RoomEvent): boolean {
  if (ours.seq !== theirs.seq || ours.at !== theirs.at) return false;
  if (ours.kind === "unknown" || theirs.kind === "unknown") return true;
  if (ours.kind !== theirs.kind || ours.by !== theirs.by) return false;
  if (ours.kind !== "message" || theirs.kind !== "message") return true;
  return ours.client === theirs.client && ours.n === theirs.n && ours.text === theirs.text;
}
