/** What can go wrong in reading a page's build. */
const SENTENCES = {
  NO_PAGE: "The page is not built: there is no index.html.",
  PAGE_TOO_LARGE: "The page's folder holds more than a page: it is not served.",
} as const;

export type PagesErrorCode = keyof typeof SENTENCES;

/** The page cannot be served, with a stable code and a sentence for a person. */
export class PagesError extends Error {
  override readonly name = "PagesError";
  readonly code: PagesErrorCode;
  constructor(code: PagesErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${SENTENCES[code]} (${detail})` : SENTENCES[code], options);
    this.code = code;
  }
}
