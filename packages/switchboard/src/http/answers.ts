/** What is answered over HTTP: the directory, the page, and whether all is well. SPEC.md of relay, R6.15. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerFile } from "@partyline/pages";
import {
  asRelayError,
  decodeRoomsQuery,
  RELAY_ERRORS,
  RELAY_VERSION,
  RelayError,
  type RelayErrorCode,
} from "@partyline/relay";
import type { Lookup } from "../directory/index.ts";
import { SwitchboardError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { FrontPage } from "./front-page.ts";

export interface AnswersOptions {
  readonly lookup: Lookup;
  /** What receipts are signed with, base64url. */
  readonly key: string;
  /** Undefined where the page is not built. */
  readonly pages: FrontPage | undefined;
  /** Takes one token of the budget for requests from there. */
  mayAsk(request: IncomingMessage): boolean;
  /** Whether the page is read over https. */
  isSecure(request: IncomingMessage): boolean;
  readonly logger: Logger;
}

const JSON_HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  // The list is public, and the pages of hosts and of the app want it too.
  "access-control-allow-origin": "*",
};
const TEXT_HEADERS = {
  "content-type": "text/plain; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

const STATUS: Partial<Record<RelayErrorCode, number>> = {
  NO_ROOM: 404,
  BAD_REQUEST: 400,
  RATE: 429,
  UNAVAILABLE: 503,
};

/** Answers one request. Never throws and never rejects. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswersOptions,
): Promise<void> {
  const written = request.url ?? "/";
  const [, path = "", query = ""] = /^([^?#]*)\??([^#]*)/.exec(written) ?? [];
  if (request.method !== "GET" && request.method !== "HEAD") {
    send(response, 405, "Only GET is answered.\n", { ...TEXT_HEADERS, allow: "GET, HEAD" });
  } else if (path === "/healthz") send(response, 200, "ok\n", TEXT_HEADERS);
  else if (path.startsWith("/v1/")) await answerApi(response, path, query, request, options);
  else await answerPage(request, response, path, options);
}

async function answerApi(
  response: ServerResponse,
  path: string,
  query: string,
  request: IncomingMessage,
  options: AnswersOptions,
): Promise<void> {
  try {
    if (!options.mayAsk(request)) throw new RelayError("RATE");
    const body = JSON.stringify(await ask(path, query, options));
    send(response, 200, body, JSON_HEADERS);
  } catch (error) {
    const unavailable = error instanceof SwitchboardError;
    const { code, message } = unavailable
      ? new RelayError("UNAVAILABLE", "The directory cannot be read at the moment.")
      : asRelayError(error);
    const status = STATUS[code] ?? 500;
    if (status >= 500) options.logger("error", "a request failed", { path, error: String(error) });
    send(response, status, JSON.stringify({ code, detail: message || RELAY_ERRORS[code] }), {
      ...JSON_HEADERS,
      ...(status === 429 ? { "retry-after": "10" } : {}),
    });
  }
}

/** Errors: NO_ROOM, BAD_REQUEST; SwitchboardError DIRECTORY. */
async function ask(path: string, query: string, { lookup, key }: AnswersOptions): Promise<object> {
  if (path === "/v1/about") return { v: RELAY_VERSION, partyline: "switchboard", key };
  if (path === "/v1/rooms") {
    const { search, after } = decodeRoomsQuery(new URLSearchParams(query));
    return lookup.page(search, after);
  }
  const ref = /^\/v1\/rooms\/([^/]+)$/.exec(path)?.[1];
  if (ref === undefined) throw new RelayError("BAD_REQUEST");
  const found = await lookup.find(decoded(ref));
  if (found.rooms.length === 0) throw new RelayError("NO_ROOM");
  return found;
}

/** Error: BAD_REQUEST. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new RelayError("BAD_REQUEST", undefined, { cause });
  }
}

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { pages, isSecure }: AnswersOptions,
): Promise<void> {
  const page = await pages?.get(path);
  if (page) answerFile(request, response, page, { trustworthy: isSecure(request) });
  else send(response, 404, "Nothing here. The rooms of this switchboard: /v1/rooms\n", TEXT_HEADERS);
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
