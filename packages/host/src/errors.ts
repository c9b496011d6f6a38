/** What can go wrong in hosting, beyond what travels to members. */
const SENTENCES = {
  ALREADY_OPEN: "That room is already open in this program.",
  PORT: "No port could be opened for members to connect to.",
  NO_ROOM: "No room of that id is kept on this device.",
  ALREADY_HERE: "That room is kept on this device already. Open it instead.",
  NAME_IN_USE: "A room of that name is kept on this device already. Pick another name.",
  HOME: "The data folder cannot be used.",
} as const;

export type HostErrorCode = keyof typeof SENTENCES;

/** A failure of hosting, with a stable code and a sentence for a person. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly code: HostErrorCode | (string & {});
  constructor(code: HostErrorCode | (string & {}), message?: string, options?: ErrorOptions) {
    super(message ?? (SENTENCES as Record<string, string>)[code] ?? code, options);
    this.code = code;
  }
}
