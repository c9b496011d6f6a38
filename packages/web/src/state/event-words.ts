/** Every event that is not a message, as one sentence. */
import type { RoomEvent } from "@partyline/protocol";
import { isolated as name } from "./isolated.ts";

export function wordsOf(event: Exclude<RoomEvent, { kind: "message" }>): string {
  switch (event.kind) {
    case "unknown":
      return "Something was said that this version cannot show";
    case "join":
      return `${name(event.from)} joined`;
    case "rename":
      return `${name(event.from)} is now called ${name(event.to)}`;
    case "room":
      if (event.name !== undefined) return `${name(event.from)} renamed the room to "${name(event.name)}"`;
      return event.password
        ? `${name(event.from)} set a new password`
        : `${name(event.from)} took the password away`;
    case "kick":
      return `${name(event.from)} removed ${name(event.name)}`;
    case "ban":
      return `${name(event.from)} banned ${name(event.name)}`;
    case "unban":
      return `${name(event.from)} took back the ban of ${name(event.name)}`;
  }
}
