/** What can go wrong in the client itself: a stable code, and the sentence for a person. */
const SENTENCES = {
  OFFLINE: "There is no connection to the room just now.",
  TIMEOUT: "The host did not answer in time.",
  CLOSED_HERE: "The room was left. What was not sent yet is kept for the next time.",
  DISCARDED: "The message was discarded.",
  NO_ENTRY: "There is no such message waiting.",
  OUTBOX_FULL: "Too many messages are waiting to be sent.",
  PASSWORD_REQUIRED: "This room has a password.",
  EPOCH: "The host sealed something with a key that it did not hand out.",
  UNREACHABLE: "Nothing answers at the room's addresses.",
  NOT_A_HOST: "No host of this program answers there.",
  NOT_A_SWITCHBOARD: "No switchboard of this program answers there.",
  CHANGED_KEY:
    "The switchboard knows another room by this name than the one joined before. Somebody made it anew, or pretends " +
    "to be it. If you know that it is right, forget the room joined before and open the link again.",
  WHICH_ROOM: "That host has several rooms. Say which by its link.",
  BAD_ADDRESS: "That is neither a link nor an address.",
  SESSION_LOST: "Another tab has taken over this page's place in the room.",
  STORE: "The data folder could not be read or written.",
} as const;

export type ClientErrorCode = keyof typeof SENTENCES;

/** The client's error. `code` is one of ours, or a code of the protocol or the channel that ended something. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly code: string;
  constructor(code: ClientErrorCode | (string & {}), detail?: string, options?: ErrorOptions) {
    super(detail ?? (SENTENCES as Record<string, string>)[code] ?? code, options);
    this.code = code;
  }
}

/** The code of any failure; INTERNAL for one that has none. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "INTERNAL";
}
