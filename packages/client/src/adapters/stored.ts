/** What stores keep as JSON goes through the same doors as what comes from the wire. */
import { type Body, bodySchema, eventSchema, type RoomEvent } from "@partyline/protocol";
import * as v from "valibot";

/** The body of a stored message. Throws where it is none. */
export const bodyOf = (stored: unknown): Body => v.parse(bodySchema, stored);

/** A remembered event; one that cannot be read is left out, since the host has it. */
export function eventOf(stored: unknown): RoomEvent[] {
  const { success, output } = v.safeParse(eventSchema, stored);
  return success ? [output] : [];
}
