/** Every cap of the room protocol. Sizes are in bytes unless a name says otherwise. */

/** The longest text of one message, in UTF-16 units (what `String.length` counts). Error: TEXT_TOO_LONG.
 *  Longer texts are files; 10,000 units are at most 30 kB of UTF-8 and so always fit one frame. */
export const TEXT_UNITS = 10_000;

/** The largest encoded command or host message. Error: TOO_LARGE.
 *  A sealed frame is at most 65,472 bytes, of which 25 are its header and tag. */
export const MESSAGE_BYTES = 65_000;

/** The largest payload of one batch. Error: TOO_LARGE. Leaves room for header, signature and tag. */
export const BATCH_BYTES = 60 * 1024;

/** Events and bytes in one page of history: small enough to be sealed and sent without a pause. */
export const PAGE_EVENTS = 200;
export const PAGE_BYTES = 48 * 1024;

/** What a newcomer is given at once. */
export const NEWEST_EVENTS = 50;

/** Members in one answer to `who`: 200 entries of at most 250 bytes fit a frame. */
export const MEMBERS_PAGE = 200;

/** A username on the wire, in bytes of UTF-8; the host's name rules are stricter. Error: BAD_MESSAGE. */
export const NAME_BYTES = 128;

/** A room password, in UTF-16 units. Error: BAD_MESSAGE. */
export const PASSWORD_UNITS = 256;

/** A reason or detail shown to a person, in UTF-16 units. */
export const DETAIL_UNITS = 500;
