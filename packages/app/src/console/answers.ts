/** What the console's HTTP server answers, by verdict. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerFile, type Pages, securityHeaders } from "@partyline/pages";
import { cookieName, type House, isView, type Refusal, type Verdict } from "./guard.ts";
import { COOKIE_SECONDS } from "./limits.ts";
import { cookieOf, proofOf } from "./secrets.ts";

const HOW =
  "Open the app with <code>partyline</code> (or <code>npm start</code>) in a terminal on this device.";

const REFUSALS: Readonly<Record<Refusal | "ticket" | "stranger", readonly [status: number, words: string]>> =
  {
    path: [404, "There is nothing here."],
    method: [405, "Only pages are served here."],
    host: [403, "This address does not lead to the app."],
    origin: [403, "Only the app's own page may use this."],
    cookie: [403, "This page is only for the person at this device."],
    ticket: [403, "This address has been used, or is too old. Each one works once, for five minutes."],
    stranger: [403, "This page is only for the person who started the app."],
  };

export interface AnswerParts {
  readonly house: House;
  readonly pages: Pages;
  /** Whether the ticket lets in, from this very connection; a good one is used up by asking. */
  admit(ticket: string, request: IncomingMessage): "yes" | "ticket" | "stranger";
}

/** Answers a request that is no upgrade. */
export function answer(
  verdict: Verdict,
  request: IncomingMessage,
  response: ServerResponse,
  { house, pages, admit }: AnswerParts,
): void {
  switch (verdict.kind) {
    case "page": {
      const page = pages.get(isView(verdict.path) ? "/index.html" : verdict.path);
      if (page) answerFile(request, response, page, { trustworthy: true });
      else say(response, ...REFUSALS.path);
      return;
    }
    case "ticket": {
      const admitted = admit(verdict.ticket, request);
      if (admitted !== "yes") {
        say(response, ...REFUSALS[admitted]);
        return;
      }
      response.writeHead(303, {
        ...quiet(),
        "set-cookie": `${cookieName(house.port)}=${cookieOf(house)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${COOKIE_SECONDS}`,
        location: "/",
      });
      response.end();
      return;
    }
    case "proof":
      response.writeHead(200, { ...quiet(), "content-type": "application/json" });
      response.end(JSON.stringify({ partyline: "console", proof: proofOf(house, verdict.nonce) }));
      return;
    case "bounce":
      // The path is one of ours, so it needs no escaping.
      say(response, 200, "Opening...", `<meta http-equiv="refresh" content="0; url=${verdict.path}">`);
      return;
    case "refused":
      say(response, ...REFUSALS[verdict.why]);
      return;
    case "api":
      say(response, ...REFUSALS.path);
      return;
  }
}

/** The answer to an upgrade that is refused, which has no response object: the same words, written by hand. */
export function refuseUpgrade(why: Refusal | "stranger" | "full"): string {
  const [status, words] = why === "full" ? [503, "Too many pages are open."] : REFUSALS[why];
  const reason = status === 503 ? "Service Unavailable" : status === 404 ? "Not Found" : "Forbidden";
  return (
    `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
    `Content-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`
  );
}

/** For what no cache and no history may keep. */
const quiet = () => ({ ...securityHeaders({ trustworthy: true }), "cache-control": "no-store" });

/** A small page in words, without script. */
function say(response: ServerResponse, status: number, words: string, head = ""): void {
  const how = status === 403 ? `<p>${HOW}</p>` : "";
  response.writeHead(status, { ...quiet(), "content-type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
      `<meta name="viewport" content="width=device-width">${head}<title>Partyline</title><p>${words}</p>${how}</html>\n`,
  );
}
