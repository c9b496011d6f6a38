/** Every cap of a room's log. */

/** Client installations of one member that are remembered. Outcome: `tooManyClients`. Each costs a row that
 *  is kept for ever, and one member must not be able to make them without end. */
export const CLIENTS_PER_MEMBER = 64;

/** Milliseconds (90 days) without a stored entry after which an installation may make room for another. */
export const CLIENT_IDLE_MS = 90 * 24 * 60 * 60 * 1000;

/** Rows of clients that an open log keeps at hand, some 300 bytes each; past that it starts over. A busy room
 *  has fewer senders, and reading a row again costs as much as storing a message. */
export const CLIENTS_AT_HAND = 1_000;

/** Bytes of `origin.hash`. Error: LOG_BAD_ENTRY. Any digest in use fits; it is stored with each event. */
export const HASH_BYTES = 64;

/** Events that one step of pruning removes. The thread that stores is shared by all rooms of the device,
 *  and 5,000 removals hold it for some 20 ms. */
export const PRUNE_STEP = 5_000;

/** Bytes of one stored event: a page of events (48 KiB) and its columns. A cell of a damaged file that claims more is
 *  passed over, or one wrong bit would have us gather the whole file, in rings. */
export const EVENT_ROW_BYTES = 64 * 1024;

/** The least that a row of `events` takes in the file, in bytes. A file cannot have more events than fit, whatever the
 *  numbers in it say; so many are looked for one by one, or one wrong bit would keep us at it for years. */
export const LEAST_ROW_BYTES = 32;
