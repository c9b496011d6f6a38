/** Every cap of the console's API. Sizes are in bytes unless a name says otherwise. */

/** The largest message either way: 200 events of the largest size with room to spare. Error: TOO_LARGE. */
export const MESSAGE_BYTES = 8 * 1024 * 1024;

/** A link, address or name as it is typed, in UTF-16 units. Error: BAD_MESSAGE. */
export const WHERE_UNITS = 2_000;

/** A room's name or a username as it is typed, in UTF-16 units; the rules of names are stricter. Error: BAD_MESSAGE. */
export const NAME_UNITS = 1_000;

/** A room's password, in UTF-16 units. Error: BAD_MESSAGE. */
export const PASSWORD_UNITS = 256;

/** Switchboards of one room: each costs its host a standing connection. Error: BAD_MESSAGE. */
export const ROOM_SWITCHBOARDS = 8;

/** A printed recovery key as a person typed it, in UTF-16 units. Error: BAD_MESSAGE. */
export const KEY_UNITS = 1_000;

/** Entries in one change of an outbox. Error: BAD_MESSAGE. */
export const OUTBOX_ENTRIES = 10_000;
