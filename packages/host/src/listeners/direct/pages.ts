/** What the device's HTTP server answers to a plain request. */
import type { IncomingMessage, ServerResponse } from "node:http";

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

export interface Rooms {
  publicRooms(): PublicRoom[];
  publicRoom(id: string): PublicRoom | undefined;
}

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** `/.well-known/partyline` (rooms, with `?room=` one that is not listed), `/healthz`; all else is not found. */
export function respond(request: IncomingMessage, response: ServerResponse, rooms: Rooms): ServerResponse {
  if (request.method !== "GET" && request.method !== "HEAD")
    return send(response, 405, "Only GET is answered.");
  const asWritten = `http://host${request.url ?? "/"}`;
  const url = new URL(URL.canParse(asWritten) ? asWritten : "http://host/");
  switch (url.pathname) {
    case "/.well-known/partyline": {
      const asked = url.searchParams.get("room");
      const one = asked === null ? undefined : rooms.publicRoom(asked);
      const listed = asked === null ? rooms.publicRooms() : one ? [one] : [];
      return send(response, 200, JSON.stringify({ partyline: 1, rooms: listed }), "application/json");
    }
    case "/healthz":
      return send(response, 200, "ok");
    default:
      return send(
        response,
        404,
        "Nothing here. Join this device's rooms with: npx partyline join ADDRESS:PORT",
      );
  }
}

function send(response: ServerResponse, status: number, body: string, type = "text/plain"): ServerResponse {
  response.writeHead(status, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
  return response.end(body);
}
