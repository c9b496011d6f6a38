/** What can go wrong in running a switchboard, beyond what travels on the wire. */
const SENTENCES = {
  PORT: "The switchboard's port cannot be opened.",
  HOME: "The switchboard's data folder cannot be used.",
  KEY: "The switchboard's key file is damaged.",
  TLS: "The certificate or its key cannot be used.",
  DIRECTORY: "The directory failed.",
  DIRECTORY_DAMAGED: "The directory's file is damaged, or is some other file.",
  DIRECTORY_TOO_NEW: "The directory was written by a later version. Update this program.",
} as const;

export type SwitchboardErrorCode = keyof typeof SENTENCES;

/** A failure of a switchboard itself, with a stable code and a sentence for a person. */
export class SwitchboardError extends Error {
  override readonly name = "SwitchboardError";
  readonly code: SwitchboardErrorCode;
  constructor(code: SwitchboardErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${SENTENCES[code]} (${detail})` : SENTENCES[code], options);
    this.code = code;
  }
}
