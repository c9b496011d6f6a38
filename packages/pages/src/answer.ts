/** One file as an answer: its caching, its compressed form, and what a browser has already. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Page } from "./files.ts";
import { type HeaderOptions, securityHeaders } from "./headers.ts";

export interface AnswerOptions extends HeaderOptions {
  /** The status, where it is not 200: a page that says in words that something is not there. */
  status?: number;
}

/** A year, the longest that caches honour (RFC 2616 section 14.21). */
const FOREVER = "public, max-age=31536000, immutable";
/** May be kept, and must be asked about: a new build shows at the next visit. */
const ASK = "no-cache";

/** Answers a GET or HEAD with `page`: 304 where the request names its ETag. The caller has seen to the method. */
export function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  { status = 200, ...options }: AnswerOptions = {},
): void {
  const { coding, body } = smallest(page, request.headers["accept-encoding"]);
  const headers = {
    ...securityHeaders(options),
    "cache-control": page.hashed ? FOREVER : ASK,
    etag: etagOf(page, coding),
    ...(page.gzip || page.brotli ? { vary: "accept-encoding" } : {}),
  };
  const tags = [page.etag, etagOf(page, "gzip"), etagOf(page, "br")];
  if (status === 200 && names(request.headers["if-none-match"], ...tags)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, {
    ...headers,
    "content-type": page.type,
    "content-length": body.length,
    ...(coding ? { "content-encoding": coding } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** How a file can be compressed beforehand. Browsers take br over https and from this very device only: what stands in
 *  between and knows gzip alone would spoil it. */
export type Coding = "br" | "gzip";

/** The smallest form that the request takes. */
function smallest(page: Page, header: string | undefined): { coding: Coding | undefined; body: Buffer } {
  if (page.brotli && acceptsCoding(header, "br")) return { coding: "br", body: page.brotli };
  if (page.gzip && acceptsCoding(header, "gzip")) return { coding: "gzip", body: page.gzip };
  return { coding: undefined, body: page.body };
}

/** Each form has a tag of its own (RFC 9110 section 8.8.3.3). */
const etagOf = ({ etag }: Page, coding: Coding | undefined): string =>
  coding === undefined ? etag : etag.replace(/"$/, coding === "br" ? '-br"' : '-gz"');

/** Whether `coding` is among those of an accept-encoding header (RFC 9110 section 12.5.3). */
export function acceptsCoding(header: string | undefined, coding: Coding): boolean {
  const weights = new Map(
    String(header ?? "")
      .toLowerCase()
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
        const q = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, "");
        // An old name that section 8.4.1.3 keeps.
        return [name === "x-gzip" ? "gzip" : name, q === undefined ? 1 : Number(q)] as const;
      }),
  );
  return (weights.get(coding) ?? weights.get("*") ?? 0) > 0;
}

/** Whether if-none-match names one of these, compared weakly (RFC 9110 section 13.1.2). Any form's tag will do:
 *  what the browser has is the same file. */
function names(header: string | undefined, ...etags: string[]): boolean {
  if (header === undefined) return false;
  const named = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return named.includes("*") || etags.some((etag) => named.includes(etag));
}
