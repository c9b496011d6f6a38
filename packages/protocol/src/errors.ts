/** What can go wrong between a host and a client: a stable code, and the sentence for a person. */
export const SENTENCES = {
  BAD_MESSAGE: "The other side sent something that is not a message of this program.",
  TOO_LARGE: "That is too large to be sent in one piece.",
  TEXT_TOO_LONG: "A message can have 10,000 characters at most.",
  TEXT_EMPTY: "A message needs some text.",
  TEXT_CHARACTERS: "That text has control characters, which a message cannot have.",
  UNKNOWN_TYPE: "The other side asked for something that this version does not know.",
  VERSION: "The two programs speak different versions. Update the older one.",
  NO_ROOM: "There is no such room on this device.",
  BUSY: "The host is busy letting others in. Trying again helps.",
  TOKEN_REQUIRED: "This room is joined by its link only, and the link's last part is missing or wrong.",
  NOT_ADMITTED: "Only members can do that; join first.",
  NOT_OWNER: "Only the owner of the room can do that.",
  RATE: "That was too fast. Wait a moment.",
  NAME_EMPTY: "A name needs at least one character.",
  NAME_TOO_LONG: "A name can have 32 characters at most.",
  NAME_CHARACTERS: "That name has characters that cannot be used in a name.",
  NAME_MIXED_SCRIPTS: "That name mixes alphabets in a way that could be mistaken for another name.",
  NAME_RESERVED: "That name is reserved. Pick another.",
  NAME_TAKEN: "This name belongs to someone else here. Pick another.",
  NAME_CONFUSABLE: "This name looks like one that belongs to someone else here. Pick another.",
  BANNED: "The owner of this room has banned you.",
  ROOM_FULL: "This room is full.",
  CONFLICT: "A different message was already sent under this number.",
  TOO_MANY_CLIENTS: "You use this room from too many places at once.",
  NO_MEMBER: "There is no such member in this room.",
  LOG_FULL: "The host's disk is full, so nothing can be stored there now.",
  LOG_READ_ONLY: "The host's data folder cannot be written to.",
  LOG_FAILED: "The host could not store that.",
  CLOSED: "The host closed this room.",
  KICKED: "The owner of this room has removed you.",
  RESUME: "The connection fell behind and starts again from where it was.",
  SHUTDOWN: "The host is going offline.",
  SILENT: "Nothing was heard on the connection for too long.",
  INTERNAL: "The host failed at that. Its log says more.",
} as const;

export type ErrorCode = keyof typeof SENTENCES;

/** An error of the room protocol. `code` is stable and travels; `message` is a sentence for a person. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;
  /** The request or sending that it is about, where the bytes at fault still told. */
  readonly about: { re?: number; n?: number } | undefined;
  constructor(
    code: ErrorCode,
    detail?: string,
    options?: ErrorOptions & { about?: { re?: number; n?: number } | undefined },
  ) {
    super(detail ?? SENTENCES[code], options);
    this.code = code;
    this.about = options?.about;
  }
}

/** Whether `text` is a code of this version. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(SENTENCES, text);

/** Close codes of the WebSocket (RFC 6455, 7.4.2: 4000 to 4999 are ours), each for one error code. */
const CLOSE_CODES = {
  CLOSED: 4000,
  KICKED: 4001,
  BANNED: 4002,
  SHUTDOWN: 4003,
  NO_ROOM: 4004,
  BAD_MESSAGE: 4005,
  BUSY: 4006,
  SILENT: 4007,
  RESUME: 4008,
  INTERNAL: 4009,
} as const satisfies Partial<Record<ErrorCode, number>>;

const CODES_BY_CLOSE = new Map<number, ErrorCode>(
  Object.entries(CLOSE_CODES).map(([code, close]) => [close, code as ErrorCode]),
);

/** The close code for an error; one without its own closes as BAD_MESSAGE. */
export const closeCodeOf = (code: ErrorCode): number =>
  (CLOSE_CODES as Partial<Record<ErrorCode, number>>)[code] ?? CLOSE_CODES.BAD_MESSAGE;

/** The error behind a close code, or undefined where the connection just broke. */
export const errorOfClose = (close: number): ErrorCode | undefined => CODES_BY_CLOSE.get(close);

/** Any failure as one that may travel: what is not ours becomes INTERNAL, its cause kept at home. */
export function asProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string" && isErrorCode(code))
    return new ProtocolError(code, undefined, { cause: error });
  return new ProtocolError("INTERNAL", undefined, { cause: error });
}
