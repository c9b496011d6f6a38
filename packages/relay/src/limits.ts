/** Every cap between a switchboard and whoever dials it. Sizes in bytes, times in milliseconds, unless a name says
 *  otherwise. The error behind each "Error:" is a code of errors.ts. */

/** Type, flags and circuit before every payload. */
export const HEADER_BYTES = 6;
/** One frame, which is one WebSocket message: what a relay must be ready to hold of anybody. Error: FRAME_TOO_LARGE. */
export const FRAME_BYTES = 64 * 1024;
/** One link frame: what client and host seal, 64 less than a frame so that every envelope around it fits (a cast's is
 *  the largest, 18). Error: FRAME_TOO_LARGE. */
export const LINK_FRAME_BYTES = FRAME_BYTES - 64;
/** Of a link frame in one DATA frame: at 10 Mbit/s a cast waits 13 ms behind one. Error: FRAME_TOO_LARGE. */
export const CHUNK_BYTES = 16 * 1024;

/** DATA that one circuit may have under way in one direction before it begins another link frame. Error: CREDIT. */
export const CIRCUIT_CREDIT = 64 * 1024;
/** Bulk DATA that a trunk may have under way in one direction, all circuits together: what a cast can at worst stand
 *  behind in the buffers of the road. Error: CREDIT. */
export const TRUNK_WINDOW = 256 * 1024;
/** A client's link frame above this goes as bulk: commands of people fit, file chunks do not. */
export const BULK_ABOVE_BYTES = 4 * 1024;

/** Recent batches of a room that a switchboard keeps for those who come back: whichever is reached first. */
export const RING_BATCHES = 512;
export const RING_BYTES = 1024 * 1024;
export const RING_MS = 5 * 60_000;

/** What may wait for one client before it is cut. Error: RESUME. The same bounds as at a host's direct listener. */
export const BEHIND_FRAMES = 256;
export const BEHIND_BYTES = 512 * 1024;
export const BEHIND_MS = 10_000;

/** A host's hello, and a client's first link frame: nobody is known yet, so little is read. Errors: FRAME_TOO_LARGE,
 *  SILENT. */
export const HELLO_BYTES = 1024;
export const HELLO_MS = 10_000;
/** Any other JSON payload: a LIST with its record, receipt and 8 addresses has at most about 5 kB. Error:
 *  FRAME_TOO_LARGE. */
export const CONTROL_BYTES = 8 * 1024;
/** Rooms on one trunk. Error: LIMIT. */
export const ROOMS_PER_TRUNK = 64;
/** Between two pings, give or take a fifth so that they do not gather; one unanswered by the next means dead. NATs
 *  forget after 60 s and less. Error: SILENT. */
export const PING_MS = 25_000;
/** The longest reconnect window of a GOAWAY, in seconds; a longer one counts as this. */
export const WINDOW_SECONDS = 600;

/** Before the next try of a host's trunk, of a client, and of what a host refused: full jitter over base * 2^attempt
 *  (AWS, "Exponential Backoff And Jitter"), up to 2 s for the first 16 tries, about 15 s of them, since most breaks are over
 *  within seconds; then up to 4 s, so that whoever lost a connection is back within 5 s of the end of what broke it; and
 *  after 150, about 5 min, doubling to 30 s: who is gone for so long is not knocked at by a crowd. */
export const BACKOFF_BASE_MS = 500;
export const BACKOFF_EARLY_MS = 2_000;
export const BACKOFF_EARLY_TRIES = 16;
export const BACKOFF_STEADY_MS = 4_000;
export const BACKOFF_STEADY_TRIES = 150;
export const BACKOFF_CAP_MS = 30_000;

/** A room's name in UTF-8: the cap of the names package, which a DNS-SD label sets. Error: BAD_MESSAGE. */
export const NAME_BYTES = 58;
/** Its folded form: compatibility characters can grow to eleven times. Error: BAD_MESSAGE. */
export const NAME_KEY_BYTES = 1024;
/** The owner's username in UTF-8. Error: BAD_MESSAGE. */
export const BY_BYTES = 128;
/** Addresses of a host, and the characters of one (RFC 4291, 2.2: 39; 45 with a dotted tail). Error: BAD_MESSAGE. */
export const ADDRESSES = 8;
export const ADDRESS_UNITS = 45;
/** Letters of a Host header: a DNS name has 253, a port 6. Error: BAD_MESSAGE. */
export const AUTHORITY_BYTES = 255;
/** A code as it travels, a detail for a person, a program's name, in UTF-16 units. Error: BAD_MESSAGE. */
export const CODE_UNITS = 32;
export const DETAIL_UNITS = 500;
export const AGENT_UNITS = 64;

/** How long a name stays with its room after the room was last seen, and how much longer only that room may return. */
export const LEASE_MS = 90 * 86_400_000;
export const GRACE_MS = 30 * 86_400_000;

/** How long a tombstone is kept at a switchboard, and a host tries to hand it over: as long as a name is. */
export const TOMBSTONE_MS = 90 * 86_400_000;

/** Listings in one page of the directory, and what a page may weigh: 50 of at most 4 kB. Error: BAD_RESPONSE. */
export const PAGE_ROOMS = 50;
export const PAGE_BYTES = 256 * 1024;
/** What is searched for, and a page's cursor, in UTF-16 units. Errors: BAD_REQUEST, BAD_RESPONSE. */
export const SEARCH_UNITS = 64;
export const CURSOR_UNITS = 256;
