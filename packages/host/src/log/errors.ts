/** What a log can fail with: a stable code, and the sentence for a person. */
const SENTENCES = {
  ROOM_IN_USE: "Another program on this device has this room open.",
  LOG_MISSING: "There is no room in this folder.",
  LOG_TOO_NEW: "A newer version of the program wrote this room. Update the program to open it.",
  LOG_DAMAGED: "This room's file is damaged. Nothing in it was changed.",
  LOG_FULL: "The disk is full, so nothing can be stored.",
  LOG_READ_ONLY: "The room's folder cannot be written to.",
  LOG_BAD_ENTRY: "That cannot be stored as it is.",
  LOG_CLOSED: "This log was closed.",
  LOG_FAILED: "The log could not do that.",
} as const;

export type LogErrorCode = keyof typeof SENTENCES;

/**
 * An error of a room's log. `code` is stable; `message` is a sentence for a person; `cause` is what was
 * thrown below, where there was such a thing. Whatever the code, a rejected call has changed nothing.
 */
export class LogError extends Error {
  override readonly name = "LogError";
  readonly code: LogErrorCode;
  /** What the sentence cannot say, for the program's own log. */
  readonly detail: string | undefined;
  constructor(code: LogErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? SENTENCES[code] : `${SENTENCES[code]} (${detail})`, options);
    this.code = code;
    this.detail = detail;
  }
}
