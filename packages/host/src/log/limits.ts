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
