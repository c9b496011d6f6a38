/** Who is here and who types, from what the room tells; each coming and going becomes one line, never two. */
import type { Member, RoomEvent, Signal } from "@partyline/protocol";
import { safeLine } from "./safe-text.ts";

/** A typing sign that is not renewed is taken back (milliseconds). */
export const TYPING_MS = 6_000;

export interface People {
  /** The members as the host lists them. */
  list(members: readonly Member[]): void;
  /** A live event. The answer is the line to show before it, for a member whose coming was not told yet: who speaks
   *  is here, and a signal may come behind the event. `doubled` says that the event itself was told already. */
  event(event: RoomEvent): { before: string | undefined; doubled: boolean };
  /** A signal; the answer is the line to show, if any. */
  signal(signal: Signal, now: number): string | undefined;
  /** How many are here. */
  here(): number;
  /** "Anneli is typing", or an empty text. */
  typing(now: number): string;
}

/** People of a room as seen by member `me` (undefined until it is known). */
export function createPeople(me: () => string | undefined): People {
  const here = new Map<string, string>();
  const typing = new Map<string, { name: string; until: number }>();

  return {
    list(members) {
      here.clear();
      for (const member of members) if (member.here) here.set(member.id, member.name);
    },
    event(event) {
      if (event.kind === "message") typing.delete(event.by);
      if (event.kind === "kick" || event.kind === "ban") {
        here.delete(event.member);
        typing.delete(event.member);
      }
      if (event.kind === "unknown" || event.by === me()) return { before: undefined, doubled: false };
      const known = here.has(event.by);
      here.set(event.by, event.kind === "rename" ? event.to : event.from);
      if (event.kind === "join") return { before: undefined, doubled: known };
      return { before: known ? undefined : `${safeLine(event.from)} joined`, doubled: false };
    },
    signal(signal, now) {
      if (signal.by === me()) return undefined;
      if (signal.kind === "typing") {
        if (signal.on) typing.set(signal.by, { name: signal.from, until: now + TYPING_MS });
        else typing.delete(signal.by);
        return undefined;
      }
      const was = here.has(signal.by);
      if (signal.state !== "gone") {
        here.set(signal.by, signal.from);
        return was || signal.state === "away" ? undefined : `${safeLine(signal.from)} joined`;
      }
      here.delete(signal.by);
      typing.delete(signal.by);
      return was ? `${safeLine(signal.from)} left` : undefined;
    },
    here: () => here.size,
    typing(now) {
      for (const [id, { until }] of typing) if (until <= now) typing.delete(id);
      const names = [...typing.values()].map(({ name }) => safeLine(name));
      if (names.length === 0) return "";
      if (names.length === 1) return `${names[0]} is typing`;
      if (names.length === 2) return `${names[0]} and ${names[1]} are typing`;
      return `${names.length} people are typing`;
    },
  };
}
