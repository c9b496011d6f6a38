/** Every cap of a name, each with its unit, its reason and the code it is refused with. */

/** Characters of a name as people see them (graphemes). Fits one line of a member list. NAME_TOO_LONG. */
export const NAME_CHARACTERS = 32;

/** Bytes of a room name, NFC UTF-8. A DNS-SD instance name is one label of at most 63 bytes (RFC 6763
 *  section 4.1.1), of which 5 are left for the " (2)" of a name conflict. NAME_TOO_LONG. */
export const ROOM_NAME_BYTES = 58;

/** Bytes of a username, NFC UTF-8: what the room protocol gives it on the wire. NAME_TOO_LONG. */
export const USERNAME_BYTES = 128;

/** What is looked at at all, in UTF-16 units: normalizing costs time, and no name that fits the caps above
 *  comes near. NAME_TOO_LONG. */
export const INPUT_UNITS = 1024;

/** Nonspacing marks on one base, counted in NFD (UTS #39 section 5.4). More is written over the lines
 *  above and below; no living orthography needs more. NAME_CHARACTERS. */
export const MARKS_ON_ONE_BASE = 4;
