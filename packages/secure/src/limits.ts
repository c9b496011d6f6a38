/** Bytes of one frame on the link: 64 KiB less 64 for a switchboard's envelope. Beyond: FRAME_TOO_LARGE. */
export const MAX_FRAME = 65_472;

/** Bytes of a ChaCha20-Poly1305 tag (RFC 8439, 2.8). */
export const TAG_LENGTH = 16;

/** Bytes of plaintext in one sealed frame: type 1, counter 8, tag 16. Beyond: PAYLOAD_TOO_LARGE. */
export const MAX_PLAINTEXT = MAX_FRAME - 1 - 8 - TAG_LENGTH;

/** Bytes of payload in one batch: type 1, header 13, signature 64, tag 16. Beyond: PAYLOAD_TOO_LARGE. */
export const MAX_BATCH_PAYLOAD = MAX_FRAME - 1 - 13 - 64 - TAG_LENGTH;

/**
 * The highest counter or batch number: u64 on the wire, but exact in a JavaScript number only up to here.
 * At a million frames a second it lasts 285 years. Sending: COUNTER_EXHAUSTED. Received: BAD_FRAME.
 */
export const MAX_COUNTER = Number.MAX_SAFE_INTEGER;

/** The highest epoch, u32 on the wire. Beyond: COUNTER_EXHAUSTED. */
export const MAX_EPOCH = 0xffff_ffff;

/**
 * Batches after which the host should begin a new epoch (`BatchSealer.shouldRotate`). A matter of hygiene (it
 * bounds what one leaked secret opens), not of the cipher, so nothing is refused beyond it.
 */
export const BATCHES_PER_EPOCH = 2 ** 20;

/** Characters of a refuse code. Short enough that the one frame sent in clear carries no message. BAD_FRAME. */
export const MAX_REFUSE_CODE = 32;

/** UTF-8 bytes of a normalised password: bounds the work on text that is typed. PASSWORD_TOO_LONG. */
export const MAX_PASSWORD = 1024;

/** Bytes of an invite token in handshake message 3: 128 bits cannot be guessed. BAD_KEY, BAD_HANDSHAKE. */
export const TOKEN_LENGTH = 16;

/** Argon2id cost: OWASP's 19 MiB, 2 passes, 1 lane; 0.1 s on a laptop in WASM. Both sides must agree. */
export const ARGON2 = { memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 } as const;

/** Tries left as the password exchange can say it (one byte); more are said as 255. */
export const MAX_TRIES_SHOWN = 255;
