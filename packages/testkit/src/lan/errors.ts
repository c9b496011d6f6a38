/** Why a test network could not be built or used. */
export type LanErrorCode =
  /** No root, or no `ip netns`: see {@link lanAvailable}. */
  | "LAN_UNAVAILABLE"
  /** A command that builds the network, or that a test ran to completion, failed. */
  | "COMMAND_FAILED"
  /** An awaited line did not come before its deadline, or the process ended first. */
  | "NO_SUCH_LINE";

/** Every error of the test network. `code` is stable; the message carries what the command said. */
export class LanError extends Error {
  readonly code: LanErrorCode;

  constructor(code: LanErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LanError";
    this.code = code;
  }
}
