/** Every code a SecureError can carry, with the sentence that goes with it. Codes are stable; sentences may change. */
export const SECURE_ERRORS = {
  // What the other side sent
  FRAME_TOO_LARGE: "a frame is larger than the link carries",
  UNKNOWN_FRAME: "a frame of a type that this version does not know",
  BAD_FRAME: "a frame is cut short or malformed",
  UNEXPECTED_FRAME: "a frame that has no place at this point of the conversation",
  TOO_EARLY: "room data arrived before the channel was open",
  HANDSHAKE_FAILED:
    "the handshake failed: another host key, room or version, or someone changed it on the way",
  BAD_HANDSHAKE: "a handshake message carries a payload of the wrong shape",
  BAD_SEAL: "sealed bytes did not open: changed on the way, or sealed with another key",
  REPLAYED: "a frame with a counter that was used before",
  BAD_SIGNATURE: "a batch is not signed by the host",
  BAD_AUTH: "a message of the password exchange is malformed",
  LOW_ORDER: "an X25519 public key of low order",
  INVALID_POINT: "a password share that is no valid group element",
  WRONG_PASSWORD: "wrong password, or someone in between",
  TOO_MANY_TRIES: "too many password tries",
  PASSWORD_NOT_ASKED: "a password was expected and the host did not ask for one",
  EPOCH_REGRESSION: "the host handed out an epoch that is not newer",
  // What the caller handed in
  WRONG_HOST_KEY: "the host's keys do not belong to this room",
  BAD_KEY: "a key, secret or token of the wrong length",
  BAD_TEXT: "text that is not what it should encode",
  BAD_PATTERN: "a Noise pattern lacks a key it needs",
  PAYLOAD_TOO_LARGE: "more bytes than one frame can carry",
  COUNTER_EXHAUSTED: "a counter reached its end",
  WRONG_STATE: "this call has no place at this point of the conversation",
  CLOSED: "the channel failed earlier and takes nothing more",
  PASSWORD_EMPTY: "the password is empty",
  PASSWORD_CHARACTER: "the password holds a character that cannot be typed reliably",
  PASSWORD_TOO_LONG: "the password is too long",
} as const;

export type SecureErrorCode = keyof typeof SECURE_ERRORS;

export interface SecureErrorOptions {
  /** What went wrong underneath. */
  cause?: unknown;
  /** Words about this case, appended to the code's sentence. Never a secret. */
  detail?: string;
  /** With WRONG_PASSWORD at the client: how many tries the host has left for the room. */
  triesLeft?: number;
}

/** The only error this package throws on purpose. Branch on `code`. */
export class SecureError extends Error {
  readonly code: SecureErrorCode;
  /** Set with WRONG_PASSWORD at the client, else undefined. */
  readonly triesLeft: number | undefined;

  constructor(code: SecureErrorCode, options: SecureErrorOptions = {}) {
    const detail = options.detail === undefined ? "" : ` (${options.detail})`;
    // A page's bundle has no sentences: it has its own.
    const sentence: string | undefined = SECURE_ERRORS[code];
    super((sentence ?? code) + detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SecureError";
    this.code = code;
    this.triesLeft = options.triesLeft;
  }
}
