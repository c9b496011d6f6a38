/** A log as JSON lines, with the fields of `partyline tail --json`. Pure. */
import type { RoomEvent } from "@partyline/protocol";

/** One event as one line, its line feed included; `at` as ISO 8601. Ids stay out: they say nothing to a reader. */
export const exportLine = (event: RoomEvent): string => `${JSON.stringify(fieldsOf(event))}\n`;

function fieldsOf(event: RoomEvent): object {
  const { seq, kind } = event;
  const at = new Date(event.at).toISOString();
  switch (event.kind) {
    case "message":
      return { seq, kind, from: event.from, text: event.text, at };
    case "join":
      return { seq, kind, from: event.from, at };
    case "rename":
      return { seq, kind, from: event.from, to: event.to, at };
    case "room":
      return { seq, kind, from: event.from, name: event.name, password: event.password, at };
    case "unknown":
      return { seq, kind: event.was, at };
    default:
      return { seq, kind, from: event.from, name: event.name, at };
  }
}
