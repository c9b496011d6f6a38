/** The shapes of the identifiers that travel; how they are made is the business of whoever makes them. */

/** A room: 32 characters of lower-case base32, the first 20 bytes of SHA-256 of the host's public keys. */
export const ROOM_ID = /^[a-z2-7]{32}$/;

/** A member: 16 characters of lower-case base32, from the member's public key. */
export const MEMBER_ID = /^[a-z2-7]{16}$/;

/** One client installation or tab: 8 random bytes in lower-case hexadecimal. */
export const CLIENT_ID = /^[0-9a-f]{16}$/;

/** One log: 16 random bytes in lower-case hexadecimal, new whenever a room's log begins anew. */
export const LOG_ID = /^[0-9a-f]{32}$/;
