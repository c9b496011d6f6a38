/** Every event that is not a message, as one sentence. */
import type { RoomEvent } from "@partyline/protocol";

export function wordsOf(event: Exclude<RoomEvent, { kind: "message" }>): string {
  switch (event.kind) {
    case "unknown":
      return "Something was said that this version cannot show";
    case "join":
      return `${event.from} joined`;
    case "rename":
      return `${event.from} is now called ${event.to}`;
    case "room":
      if (event.name !== undefined) return `${event.from} renamed the room to "${event.name}"`;
      return event.password ? `${event.from} set a new password` : `${event.from} took the password away`;
    case "kick":
      return `${event.from} removed ${event.name}`;
    case "ban":
      return `${event.from} banned ${event.name}`;
    case "unban":
      return `${event.from} took back the ban of ${event.name}`;
  }
}
