/** What can go wrong between the page and the program on its device. Codes of names, rooms and stores pass as they are. */
const SENTENCES = {
  BAD_MESSAGE: "The page and the program on this device do not understand each other. Reload the page.",
  TOO_LARGE: "That is too large for the program on this device.",
  NO_SESSION: "This page does not hold that place in the room any more. Reload the page.",
  NO_ROOM: "There is no such room on this device.",
  OFFLINE: "The program on this device is not running. Start it again to go on.",
  INTERNAL: "The program on this device failed at that. Its log says more.",
} as const;

export type ConsoleErrorCode = keyof typeof SENTENCES;

/** An error of the console's API. `code` is stable and travels; `message` is a sentence for a person. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
  readonly code: string;
  constructor(code: ConsoleErrorCode | (string & {}), message?: string, options?: ErrorOptions) {
    super(message ?? (SENTENCES as Record<string, string>)[code] ?? code, options);
    this.code = code;
  }
}
