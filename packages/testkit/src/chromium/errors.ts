/** Why no browser could be used. */
export type BrowserErrorCode =
  /** No Chromium on the PATH. */
  | "NO_CHROMIUM"
  /** The page's program could not be built. */
  | "BUILD";

/** Every error of the browser launcher. `code` is stable. */
export class BrowserError extends Error {
  readonly code: BrowserErrorCode;

  constructor(code: BrowserErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BrowserError";
    this.code = code;
  }
}
