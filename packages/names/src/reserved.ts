import { skeletonOf } from "./forms.ts";
import { isMark, without } from "./properties.ts";
import { scriptsOf } from "./scripts.ts";

/** The product's own words; a room or a person by these names would speak for all of it. */
const OURS = ["partyline", "switchboard"];

/** Words that people take for whoever runs the room. */
const OFFICES = ["admin", "host", "system", "server", "help", "support", "official", "moderator"];

/** Words that address all members. */
const EVERYONE = ["everyone", "here"];

const reservedRoomNames = new Set(OURS.map(bareSkeleton));
const reservedUsernames = new Set([...OURS, ...OFFICES, ...EVERYONE].map(bareSkeleton));

/** Whether a room name is one of the product's own words or looks like one (N10). */
export function isReservedRoomName(name: string): boolean {
  return reservedRoomNames.has(bareSkeleton(name));
}

/** Whether a username is a word of office, addresses everyone, or looks like such a word (N10). */
export function isReservedUsername(name: string): boolean {
  return reservedUsernames.has(bareSkeleton(name));
}

/** Stricter than a skeleton: letters and digits only, without accents ("*admin*", "ádmin"), and i, which a
 *  capital makes an l, counted as one. */
function bareSkeleton(name: string): string {
  return without(skeletonOf(name), (point) => !isWritten(point)).replaceAll("i", "l");
}

function isWritten(point: number): boolean {
  return (point >= 0x30 && point <= 0x39) || (scriptsOf(point) !== undefined && !isMark(point));
}
