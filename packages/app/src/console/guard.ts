/** Who may come in. Pure: a request's head becomes a verdict. SPEC.md of @partyline/console, section 1. */
import { ROOM_ID } from "@partyline/protocol";
import { cookieOf, equalText, type Secrets } from "./secrets.ts";

/** What of a request matters. */
export interface Knock {
  readonly method: string | undefined;
  /** As sent: path and query. */
  readonly url: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  /** Whether it asks to become a WebSocket. */
  readonly upgrade: boolean;
}

export type Verdict =
  /** A page that carries the cookie: a file of the app. */
  | { kind: "page"; path: string }
  /** The API, for a page of ours. */
  | { kind: "api" }
  /** The ticket is still to be looked at. */
  | { kind: "ticket"; ticket: string }
  /** A second start asks whether this is the program that it looks for. */
  | { kind: "proof"; nonce: string }
  /** Came from another site, so the browser held the cookie back: from here it will send it. */
  | { kind: "bounce"; path: string }
  | { kind: "refused"; why: Refusal };

/** Why not: no path of ours, a Host that is not this device (DNS rebinding), a foreign page, no cookie, no such method. */
export type Refusal = "path" | "host" | "origin" | "cookie" | "method";

export interface House extends Secrets {
  readonly port: number;
}

/** The cookie's name carries the port: cookies are kept by host alone (RFC 6265, section 8.5). */
export const cookieName = (port: number): string => `partyline-${port}`;

const NONCE = /^[\w-]{16,64}$/;
/** The page's own paths, which it reads itself: all of them are the one page. */
export const isView = (path: string): boolean =>
  path === "/" || (path.startsWith("/r/") && ROOM_ID.test(path.slice("/r/".length)));

/** The Host headers that mean this program, as a browser writes them (without the port 80). */
const hostsOf = (port: number): string[] =>
  ["127.0.0.1", "localhost"].map((name) => new URL(`http://${name}:${port}`).host);

export function judge(knock: Knock, house: House): Verdict {
  const { method, url = "", headers, upgrade } = knock;
  // Also what a proxy would be sent, "GET http://127.0.0.1/": nothing of ours writes that.
  if (!url.startsWith("/") || !URL.canParse(`http://host${url}`)) return refused("path");
  const { host } = headers;
  if (host === undefined || !hostsOf(house.port).includes(String(host))) return refused("host");
  if (method !== "GET" && (method !== "HEAD" || upgrade)) return refused("method");
  const { pathname, searchParams } = new URL(`http://host${url}`);
  if (upgrade) {
    if (pathname !== "/api") return refused("path");
    if (headers.origin !== `http://${host}`) return refused("origin");
    return hasCookie(headers.cookie, house) ? { kind: "api" } : refused("cookie");
  }
  if (pathname === "/open" && method === "GET")
    return { kind: "ticket", ticket: searchParams.get("token") ?? "" };
  const nonce = searchParams.get("nonce") ?? "";
  if (pathname === "/program" && NONCE.test(nonce)) return { kind: "proof", nonce };
  if (hasCookie(headers.cookie, house)) return { kind: "page", path: pathname };
  // A second look, from here, is "same-origin": no way to go round in circles.
  const fromElsewhere =
    headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] === "navigate";
  return fromElsewhere && isView(pathname) ? { kind: "bounce", path: pathname } : refused("cookie");
}

const refused = (why: Refusal): Verdict => ({ kind: "refused", why });

/** Whether one of the cookies is ours; a browser may send several of one name. */
function hasCookie(header: string | string[] | undefined, house: House): boolean {
  const name = `${cookieName(house.port)}=`;
  const wanted = cookieOf(house);
  return String(header ?? "")
    .split(";")
    .map((part) => part.trim())
    .some((part) => part.startsWith(name) && equalText(part.slice(name.length), wanted));
}
