/** What the device's HTTP server answers to a plain request. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerFile, type Page, type Pages } from "@partyline/pages";
import { ROOM_ID } from "@partyline/protocol";

/** A room as told to whoever asks this device. */
export interface PublicRoom {
  id: string;
  name: string;
  password: boolean;
  /** Both public keys of the room, base64url. */
  keys: string;
  /** The owner's username. */
  by: string;
}

export interface Contents {
  publicRooms(): PublicRoom[];
  publicRoom(id: string): PublicRoom | undefined;
  /** The page for guests; undefined where there is none. */
  pages: Pages | undefined;
}

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/**
 * `/.well-known/partyline` (rooms, with `?room=` one that is not listed), `/healthz`, and the page where there is
 * one; all else is not found.
 *
 * Host and Origin are not looked at: all of this is for whoever can reach the port. A foreign page that makes its own
 * name point here (DNS rebinding) can read what any device of the network can read, and a page loaded under that name
 * has that name's storage, so no member's identity. The console, which may do things, looks at both.
 */
export function respond(request: IncomingMessage, response: ServerResponse, contents: Contents): void {
  const { pages } = contents;
  const asWritten = `http://host${request.url ?? "/"}`;
  const url = new URL(URL.canParse(asWritten) ? asWritten : "http://host/");
  if (request.method !== "GET" && request.method !== "HEAD") {
    send(response, 405, "Only GET is answered.", { allow: "GET, HEAD" });
  } else if (url.pathname === "/.well-known/partyline") {
    const body = JSON.stringify({ partyline: 1, rooms: roomsAsked(url.searchParams.get("room"), contents) });
    send(response, 200, body, { "content-type": "application/json; charset=utf-8" });
  } else if (url.pathname === "/healthz") {
    send(response, 200, "ok");
  } else if (!pages || !sendPage(request, response, pages)) {
    const text = "Nothing here. Join this device's rooms with: npx partyline join ADDRESS:PORT";
    send(response, 404, text);
  }
}

function roomsAsked(id: string | null, { publicRooms, publicRoom }: Contents): PublicRoom[] {
  if (id === null) return publicRooms();
  const room = publicRoom(id);
  return room ? [room] : [];
}

/**
 * The page's files by their exact paths, as the request wrote them: nothing is decoded or resolved, so no path can
 * mean another file than it names. `/` and `/r/<roomId>` are the page itself, whether the room is open here or not:
 * the page says so in words. As a QR code or a hand may write it, in capitals or with a slash behind, a room's path
 * leads on to the one that it goes by. False where the page has no such file.
 */
function sendPage(request: IncomingMessage, response: ServerResponse, pages: Pages): boolean {
  const [, path = "", query = ""] = /^([^?#]*)(.*)$/s.exec(request.url ?? "") ?? [];
  const index = pages.get("/index.html") as Page;
  const room = /^\/r\/([^/]+)\/?$/i.exec(path)?.[1];
  if (room !== undefined) {
    const id = room.toLowerCase();
    // A link that lost its end: a person reads the page's words sooner than a line of plain text.
    const isRoom = ROOM_ID.test(id);
    // Relative, since this device does not know by which address it was reached; a fragment stays with the browser.
    if (isRoom && path !== `/r/${id}`) send(response, 308, "", { location: `/r/${id}${query}` });
    else answerFile(request, response, index, { status: isRoom ? 200 : 404 });
    return true;
  }
  const page = path === "/" ? index : pages.get(path);
  if (page) answerFile(request, response, page);
  return page !== undefined;
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(body);
}
