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
  const gzip = acceptsGzip(request.headers["accept-encoding"]) ? page.gzip : undefined;
  const ofGzip = page.etag.replace(/"$/, '-gz"');
  const etag = gzip ? ofGzip : page.etag;
  const headers = {
    ...securityHeaders(options),
    "cache-control": page.hashed ? FOREVER : ASK,
    etag,
    ...(page.gzip ? { vary: "accept-encoding" } : {}),
  };
  if (status === 200 && names(request.headers["if-none-match"], page.etag, ofGzip)) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = gzip ?? page.body;
  response.writeHead(status, {
    ...headers,
    "content-type": page.type,
    "content-length": body.length,
    ...(gzip ? { "content-encoding": "gzip" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Whether gzip is among the codings of an accept-encoding header (RFC 9110 section 12.5.3). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const weights = new Map(
    String(header ?? "")
      .toLowerCase()
      .split(",")
      .map((coding) => {
        const [name = "", ...parameters] = coding.split(";").map((part) => part.trim());
        const q = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, "");
        return [name, q === undefined ? 1 : Number(q)] as const;
      }),
  );
  return (weights.get("gzip") ?? weights.get("x-gzip") ?? weights.get("*") ?? 0) > 0;
}

/** Whether if-none-match names one of these, compared weakly (RFC 9110 section 13.1.2). Either form's tag will do:
 *  what the browser has is the same file. */
function names(header: string | undefined, ...etags: string[]): boolean {
  if (header === undefined) return false;
  const named = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return named.includes("*") || etags.some((etag) => named.includes(etag));
}
