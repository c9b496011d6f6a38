/** Why a TXT record is not a listing of ours. The record is then ignored. */
export type TxtErrorCode =
  /** Larger than {@link MAX_TXT_BYTES}. */
  | "TXT_TOO_BIG"
  /** `txtvers` or `pv` names a version that this program does not speak. */
  | "TXT_VERSION"
  /** `id` is missing or is not 32 characters of base32. */
  | "TXT_BAD_ID"
  /** `k` is missing or is not 64 bytes in base64url. */
  | "TXT_BAD_KEYS"
  /** `pw` is missing or is neither 0 nor 1. */
  | "TXT_BAD_PASSWORD";

/** Why nothing usable answered at an address. */
export type ProbeErrorCode =
  /** Nothing listens there, or no road leads there. */
  | "UNREACHABLE"
  /** No complete answer in time. */
  | "TIMEOUT"
  /** Something answered, but not a Partyline host. */
  | "NOT_PARTYLINE"
  /** The answer is larger than {@link MAX_WELL_KNOWN_BYTES}. */
  | "TOO_BIG"
  /** A Partyline host answered and the room is not open there. */
  | "ROOM_NOT_OPEN";

/** Every code that this package's errors carry. Stable: callers may branch on it. */
export type DiscoveryErrorCode =
  | TxtErrorCode
  | ProbeErrorCode
  /** The caller's listing cannot be advertised: a field is malformed. */
  | "BAD_LISTING"
  /** No free name was found, or no packet could be sent, within {@link ADVERTISE_TIMEOUT_MS}. */
  | "ADVERTISE_TIMEOUT"
  /** The advertisement was stopped before it was announced. */
  | "ADVERTISE_STOPPED";

/** The one error class of this package. */
export class DiscoveryError extends Error {
  readonly code: DiscoveryErrorCode;

  constructor(code: DiscoveryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DiscoveryError";
    this.code = code;
  }
}
