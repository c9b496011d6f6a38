/** Whether a name has come to mean somebody else. Pure. */
import type { SavedRoom } from "@partyline/client";
import { folded } from "./typed.ts";

/** A room as a switchboard lists it. */
export interface Posted {
  readonly id: string;
  readonly name: string;
  /** "Reading Club" where the bare name leads there, "Reading Club#abcd" where only that does. */
  readonly listedAs: string;
}

/**
 * Whether the bare name of `room` led to another room when that was joined by the switchboard at `url`. A person who
 * knows the room by its name would take the one for the other: whoever has the name now made the room anew, or pretends
 * to be it. A room that was joined itself, by a link, is known for what it is.
 */
export const changedKey = (
  room: Posted,
  url: string,
  saved: readonly Pick<SavedRoom, "id" | "name" | "switchboards">[],
): boolean =>
  !room.listedAs.endsWith(`#${room.id.slice(0, 4)}`) &&
  !saved.some(({ id }) => id === room.id) &&
  saved.some(
    ({ name = "", switchboards = [] }) => switchboards.includes(url) && folded(name) === folded(room.name),
  );
