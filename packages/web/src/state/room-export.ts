/** The whole log of a room, fetched page by page. */
import type { RoomClient } from "@partyline/client";
import { limits } from "@partyline/protocol";
import { exportLine } from "./export-lines.ts";

/** All events as JSON lines, oldest first. `progress` is told after every page. Errors: those of `range`. */
export async function exportRoom(
  client: Pick<RoomClient, "range" | "room">,
  progress: (done: number, of: number) => void,
): Promise<Blob> {
  const { first = 1, head = 0 } = client.room ?? {};
  const of = Math.max(0, head - first + 1);
  const parts: string[] = [];
  let from = first;
  while (from <= head) {
    const events = await client.range(from, limits.PAGE_EVENTS);
    const last = events.at(-1);
    if (!last) break;
    parts.push(events.map(exportLine).join(""));
    from = last.seq + 1;
    progress(Math.min(of, from - first), of);
  }
  return new Blob(parts, { type: "application/x-ndjson" });
}
