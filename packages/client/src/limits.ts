/** Every cap and interval of the client. Times in milliseconds, sizes in bytes, unless a name says otherwise. */

/** A connection that lasted this long was a good one: the next break starts the backoff anew. */
export const GOOD_CONNECTION_MS = 3_000;

/** How long a client that waits at a switchboard for a room which is OFFLINE leaves it alone, give or take a half: it is
 *  told when the host is back, unless that connection died without a word. */
export const VIGIL_MS = 20_000;

/** One step from dialling to `welcome` (the link, the handshake, the greeting), not counting the time that a person needs
 *  to type a password: at first, and at most after tries that took too long, each of which doubles it. What is lost on a
 *  road that was cut is sent again by TCP after as long as the cut lasted; a new try is there sooner. Code: TIMEOUT. */
export const CONNECT_FIRST_MS = 4_000;
export const CONNECT_MS = 15_000;
/** The link alone, at most: between two SYNs of a system stand 1, 2, 4, 8 s, and then a new dial is sooner. */
export const DIAL_STEP_MS = 6_000;
/** The host beats every 15 s; after this silence the client asks. */
export const SILENCE_MS = 20_000;
/** How long such a question may stay unanswered. Code: SILENT. */
export const PING_MS = 10_000;
/** The same, at least, where there is a doubt: the network may have changed, or an answer is late. Three times what the
 *  answer to the handshake took, where that is more; doubled for each connection in a row that ended by it within
 *  SLOW_CONNECTION_MS, since on a slow road a page of 64 KiB is all that is heard for a while; PING_MS at most. Code: SILENT. */
export const PROBE_MS = 2_500;
export const SLOW_CONNECTION_MS = 60_000;
/** A sending or a question without an answer, or a history that is not here: is anybody there? */
export const DOUBT_MS = 2_000;
/** How long a `beat` may know more than we do before the difference is fetched: it overtakes batches. */
export const BEHIND_MS = 5_000;
/** Beats (15 s apart) for which the page behind the welcome may be late, on a link that brings the beats. */
export const LATE_BEATS = 2;
/** A request without an answer. Code: TIMEOUT. */
export const REQUEST_MS = 30_000;

/** Sealed batches kept for an epoch that was not handed out yet. Beyond either: the connection starts again. */
export const UNKNOWN_EPOCH_BYTES = 256 * 1024;
export const UNKNOWN_EPOCH_MS = 5_000;

/** Events kept above a hole. What does not fit is fetched again, so this bounds memory and loses nothing. */
export const AHEAD_EVENTS = 4_000;
export const AHEAD_BYTES = 4 * 1024 * 1024;
/** Requests for history in flight: the second hides the round trip, more would only crowd out the live batches. */
export const FETCHES = 2;

/** Sendings without an answer: 256 of 200 bytes fill a 100 Mbit/s road of 4 ms. */
export const WINDOW = 256;
/** The same in UTF-16 units of text, so that long messages do not fill the socket's buffer. */
export const WINDOW_UNITS = 256 * 1024;
/** A sending without an answer, while the connection lives: somebody on the road withholds it. Code: SILENT. */
export const ANSWER_MS = 15_000;
/** Messages kept until they are acked. Error: OUTBOX_FULL. */
export const OUTBOX_ENTRIES = 10_000;

/** The applied position is saved at most this often; after a crash that much may be handed out again. */
export const SAVE_MS = 250;
/** Newest events kept beside the position, to show a conversation before the host answers. */
export const REMEMBERED_EVENTS = 200;

/** What one reader of `events()` may leave unread before the client stops applying events. */
export const UNREAD_EVENTS = 2_000;

/** Between the starts of two dials of one race (RFC 8305, section 5: 250 ms). */
export const STAGGER_MS = 250;
/** The head start of the direct road before a switchboard is dialled as well: on a LAN it is over in a few. */
export const DIRECT_START_MS = 300;
/** What the direct road has left when the circuit opens first. */
export const DIRECT_GRACE_MS = 150;
/** On a circuit: between two looks whether the direct road is there, doubled after each that came to nothing, up to the
 *  cap, so that a phone far from home is not kept awake by it. */
export const LOOK_MS = 10_000;
export const LOOK_CAP_MS = 120_000;
/** A direct road that lasted this long is worth looking for at the first interval again. */
export const GOOD_DIRECT_MS = 60_000;
/** How long a replay may stand still before what is missing is fetched. */
export const REPLAY_MS = 5_000;
/** One dial of a race. */
export const DIAL_MS = 10_000;
/** How long `joinRoom` tries before it gives up. Error: the code of the last failure, or TIMEOUT. */
export const JOIN_MS = 20_000;
/** The largest answer of a host's well-known page: 100 rooms of at most 600 bytes. */
export const WELL_KNOWN_BYTES = 64 * 1024;
/** The largest frame that a link takes in; the secure channel's own cap is lower (65,472). */
export const LINK_FRAME_BYTES = 64 * 1024;

/** Signatures of directories that are remembered as good, about 1 kB each: two a room, for the lists of a few
 *  switchboards. Each costs about 1 ms to check, 4 ms on a phone, and lists are asked for every few seconds. */
export const PROVEN_SIGNATURES = 1_000;
/** Switchboards whose keys are remembered: far more than anybody uses. Beyond it they are asked anew. */
export const KNOWN_SWITCHBOARDS = 100;
