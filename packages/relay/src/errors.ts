/** What can go wrong between a switchboard and whoever dials it: a stable code, and the sentence for a person. */
export const RELAY_ERRORS = {
  // Frames
  BAD_FRAME: "The other side sent something that is not a frame of this program.",
  FRAME_TOO_LARGE: "The other side sent more in one piece than is allowed.",
  UNEXPECTED_FRAME: "The other side sent a frame that has no place there.",
  BAD_MESSAGE: "The other side sent a message that is not as it must be.",
  CREDIT: "The other side sent more than it was told it may.",
  VERSION: "The two programs speak different versions. Update the older one.",
  // Connections
  OFFLINE:
    "The room's host is not connected to the switchboard now. It can be reached again when its host is back.",
  ONLINE: "The room's host is back.",
  HOST_GONE: "The host of this room lost its connection to the switchboard.",
  BUSY: "The switchboard is busy. Trying again helps.",
  RATE: "That was too fast for the switchboard. Wait a moment.",
  SILENT: "Nothing was heard on the connection for too long.",
  RESUME: "The connection fell behind and starts again from where it was.",
  GOAWAY: "The switchboard is being restarted.",
  INTERNAL: "The switchboard failed at that. Its log says more.",
  // Registration of a room
  BAD_PROOF: "The proof that this program holds the room's key is wrong.",
  DISPLACED: "Another program hosts this room now.",
  LIMIT: "The switchboard takes no more rooms from here.",
  // Why a room is not listed under its name
  NAME_TAKEN: "This name belongs to another room on this switchboard. Pick another.",
  NAME_RESERVED: "This name is reserved. Pick another.",
  NAME_CONFUSABLE: "This name looks like that of another room on this switchboard. Pick another.",
  NAME_EMPTY: "A name needs at least one character.",
  NAME_TOO_LONG: "This name is too long for a switchboard.",
  NAME_CHARACTERS: "This name has characters that cannot be used in a name.",
  NAME_MIXED_SCRIPTS: "This name mixes alphabets in a way that could be mistaken for another name.",
  BAD_RECORD: "The room's directory record is not as it must be.",
  STALE: "The switchboard has a newer record of this room.",
  UNAVAILABLE: "The switchboard cannot take names at the moment. It will be tried again.",
  // Signed texts
  WRONG_ROOM: "The keys do not belong to this room.",
  BAD_SIGNATURE: "The signature is wrong.",
  // Directory
  NO_ROOM: "The switchboard knows no such room.",
  BAD_REQUEST: "The switchboard was asked for something that it does not know.",
  BAD_RESPONSE: "The switchboard's answer is not as it must be.",
  // What the caller handed in
  BAD_URL: "That is not the address of a switchboard.",
  BAD_KEY: "A key of the wrong length.",
  BAD_RECOVERY_KEY: "That is not a recovery key. Check it for a slip.",
} as const;

export type RelayErrorCode = keyof typeof RELAY_ERRORS;

/** The only error that this package throws on purpose. `code` is stable; `message` is a sentence for a person. */
export class RelayError extends Error {
  override readonly name = "RelayError";
  readonly code: RelayErrorCode;
  constructor(code: RelayErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ?? RELAY_ERRORS[code], options);
    this.code = code;
  }
}

/** Whether `text` is a code of this version. */
export const isRelayErrorCode = (text: string): text is RelayErrorCode => Object.hasOwn(RELAY_ERRORS, text);

/** Close codes of the WebSocket (RFC 6455, 7.4.2). A switchboard's are 4100 to 4199; 4000 to 4099 belong to the room's
 *  host, but for 4008, which means the same from either. SPEC.md, section 8. */
const CLOSE_CODES = {
  RESUME: 4008,
  BAD_FRAME: 4100,
  FRAME_TOO_LARGE: 4101,
  UNEXPECTED_FRAME: 4102,
  BAD_MESSAGE: 4103,
  CREDIT: 4104,
  VERSION: 4105,
  OFFLINE: 4106,
  HOST_GONE: 4107,
  BUSY: 4108,
  RATE: 4109,
  SILENT: 4110,
  GOAWAY: 4111,
  INTERNAL: 4112,
  ONLINE: 4113,
} as const satisfies Partial<Record<RelayErrorCode, number>>;

const CODES_BY_CLOSE = new Map<number, RelayErrorCode>(
  Object.entries(CLOSE_CODES).map(([code, close]) => [close, code as RelayErrorCode]),
);

/** The close code for an error; one without its own closes as INTERNAL. */
export const relayCloseCodeOf = (code: RelayErrorCode): number =>
  (CLOSE_CODES as Partial<Record<RelayErrorCode, number>>)[code] ?? CLOSE_CODES.INTERNAL;

/** The error behind a close code, or undefined for one that no switchboard gives. */
export const relayErrorOfClose = (close: number): RelayErrorCode | undefined => CODES_BY_CLOSE.get(close);

/** The WebSocket close reason that goes with GOAWAY and ONLINE: seconds, over which those who come back spread themselves. */
export const windowReason = (windowSeconds: number): string => `window=${windowSeconds}`;

/** The window in a close reason that `windowReason` made; 0 for any other text. At most `most` seconds. */
export function windowOfReason(reason: string, most: number): number {
  const seconds = /^window=(\d{1,6})$/.exec(reason)?.[1];
  return seconds === undefined ? 0 : Math.min(Number(seconds), most);
}

/** Any failure as one that may travel: what is not ours becomes INTERNAL, its cause kept at home. */
export function asRelayError(error: unknown): RelayError {
  return error instanceof RelayError ? error : new RelayError("INTERNAL", undefined, { cause: error });
}
