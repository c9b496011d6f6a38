/** The one form in which logs, members and the checker compare events. */
import type { RoomEvent } from "@partyline/protocol";

/** An event as the checker knows it. */
export function rowOf(event: RoomEvent): { seq: number; id: string; by: string } {
  const by = ("by" in event ? event.by : undefined) ?? "";
  return { seq: event.seq, id: event.kind === "message" ? event.text : `${event.kind}:${by}`, by };
}
