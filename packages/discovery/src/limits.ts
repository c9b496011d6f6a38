/** Bytes of a whole TXT record: below this, an answer with it fits a 512-byte message (RFC 6763 6.2). TXT_TOO_BIG. */
export const MAX_TXT_BYTES = 400;

/** Bytes of UTF-8 of an instance name: a label holds 63 (RFC 6763 4.1.1); 5 stay free for " (2)" and " (10)". Cut. */
export const MAX_INSTANCE_NAME_BYTES = 58;

/** Bytes of one DNS label (RFC 1035 2.3.4). A record with a longer one is ignored. */
export const MAX_LABEL_BYTES = 63;

/** Rooms that a browser keeps. A LAN with more is not one that mDNS serves (RFC 6763 section 12 and 13.1). Ignored. */
export const MAX_ROOMS = 512;

/** Rooms that one source address may list, so that one machine cannot fill {@link MAX_ROOMS} alone. Ignored. */
export const MAX_ROOMS_PER_SOURCE = 64;

/** Addresses kept for one host name on one link. Ignored beyond. */
export const MAX_ADDRESSES_PER_HOST = 16;

/** Records read from one packet; 9,000 bytes (RFC 6762 section 17) hold fewer useful ones. Ignored beyond. */
export const MAX_RECORDS_PER_PACKET = 512;

/** Seconds that any record is believed: 75 minutes, the longest that RFC 6762 section 10 recommends. Capped. */
export const MAX_TTL_SECONDS = 4500;

/** Known answers in one query, so that it fits a 1,500-byte frame with the longest names. The rest is answered again. */
export const MAX_KNOWN_ANSWERS = 8;

/** Questions in one query packet, for the same frame. The rest goes into further packets. */
export const MAX_QUESTIONS_PER_QUERY = 8;

/** Milliseconds between looks at the machine's interfaces: there is no portable event for them. */
export const INTERFACE_POLL_MS = 2000;

/** Milliseconds from asking for an advertisement to its announcement: probing takes 0.75 s a name (RFC 6762 8.1). ADVERTISE_TIMEOUT. */
export const ADVERTISE_TIMEOUT_MS = 15_000;

/** Milliseconds that goodbyes may take before the sockets are closed over them. */
export const GOODBYE_TIMEOUT_MS = 1000;

/** Milliseconds until a dead announcer is started again; doubled at each death up to the second figure. */
export const RESTART_DELAY_MS = { first: 500, longest: 30_000 } as const;

/** Seconds between queries for rooms: doubled from the first to the last (RFC 6762 5.2; the RFC allows up to an hour). */
export const QUERY_INTERVAL_SECONDS = { first: 1, longest: 60 } as const;

/** Milliseconds between two tellings of a changed room list, so that a noisy LAN cannot keep the caller busy. */
export const CHANGE_GAP_MS = 50;

/** Milliseconds for a probe's whole answer. TIMEOUT. */
export const PROBE_TIMEOUT_MS = 2000;

/** Milliseconds after which the next address of a room is tried beside the first (as RFC 8305 section 8). */
export const PROBE_STAGGER_MS = 250;

/** Probes under way at once, so that a LAN full of junk listings does not open thousands of sockets. Queued. */
export const MAX_PROBES = 16;

/** Bytes of a well-known answer: 300 bytes for each of {@link MAX_WELL_KNOWN_ROOMS} rooms. TOO_BIG. */
export const MAX_WELL_KNOWN_BYTES = 64 * 1024;

/** Rooms in a well-known answer. NOT_PARTYLINE. */
export const MAX_WELL_KNOWN_ROOMS = 256;

/** Characters of a room's or a person's name in a well-known answer. NOT_PARTYLINE. */
export const MAX_WELL_KNOWN_NAME = 256;
