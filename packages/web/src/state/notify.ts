/** How a page that nobody looks at says that something was said: a sound, a notification. Title and
 *  icon are the shell's. */
import type { Clock, MessageEvent } from "@partyline/protocol";
import type { AppModel, Place } from "./model.ts";

export interface NotifyGround {
  blip(): void;
  /** A desktop notification; `tag` replaces the one before it. */
  notify(title: string, text: string, tag: string, opened: () => void): void;
}

/** Between two sounds (milliseconds): ten messages at once are one event to a person. */
const QUIET_MS = 2_000;
/** What of a message stands in a notification (UTF-16 units). */
const EXCERPT_UNITS = 140;
/** The first line of what was said last, with how many came with it. */
export function excerptOf(messages: readonly MessageEvent[]): string {
  const last = messages.at(-1);
  if (!last) return "";
  const line = last.text.trim().split("\n", 1)[0]!;
  const short = line.length > EXCERPT_UNITS ? `${line.slice(0, EXCERPT_UNITS - 3).toWellFormed()}...` : line;
  const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : "";
  return `${last.from}: ${short}${more}`;
}

/** Takes what others said in rooms; tells of what the person did not see. */
export function createNotifier(
  app: () => { preferences: AppModel["preferences"]; go(place: Place): void },
  clock: Clock,
  { blip, notify }: NotifyGround,
): (room: { id: string; name: string }, messages: readonly MessageEvent[], seen: boolean) => void {
  let lastBlip = Number.NEGATIVE_INFINITY;
  return (room, messages, seen) => {
    if (seen) return;
    const { preferences, go } = app();
    const now = clock.monotonic();
    const quiet = now - lastBlip < QUIET_MS;
    if (!quiet) lastBlip = now;
    if (preferences.sound.peek() && !quiet) blip();
    if (!preferences.notify.peek() || !preferences.mayNotify || quiet) return;
    notify(room.name, excerptOf(messages), room.id, () => go({ kind: "room", id: room.id }));
  };
}
