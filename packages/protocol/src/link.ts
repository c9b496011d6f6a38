/** A room's link: where it is, which room, and for unlisted rooms the token that lets in. SPEC.md section 5. */
import { ROOM_ID } from "./ids.ts";

export interface RoomLink {
  /** The room: its id is the hash of its host's keys, so a link pins the host. */
  room: string;
  /** Where the link leads: "http://192.168.1.20:2525" (a host) or "https://talk.example" (a switchboard). */
  origin: string;
  /** 16 bytes in base64url, for rooms that are not listed; stays in the fragment, so no server sees it. */
  token?: string;
}

/** A link to be written. */
export interface LinkToWrite extends RoomLink {
  /** The room's name, for a link by way of a switchboard: whoever is sent it reads where it leads. */
  name?: string;
}

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** `http://ADDRESS:PORT/r/<roomId>` with `#<token>` for a room that is not listed; with a name
 *  `https://SWITCHBOARD/r/<name>#<roomId>`, or `#<roomId>.<token>`. A name of the shape of a room id would be read as one
 *  (P5.4), so that such a room's link has its id instead. */
export function formatLink({ origin, room, token, name }: LinkToWrite): string {
  if (name === undefined || ROOM_ID.test(name.toLowerCase()))
    return `${origin}/r/${room}${token ? `#${token}` : ""}`;
  return `${origin}/r/${encodeURIComponent(name)}#${room}${token ? `.${token}` : ""}`;
}

/** The link in `text`, or undefined where it is none. Reads both forms: `/r/<roomId>#<token>` of a host and
 *  `/r/<name>#<roomId>.<token>` of a switchboard. Path and room id may be in upper case, as in a QR code, whose
 *  alphanumeric mode knows no other (ISO/IEC 18004) and is smaller. A link with a user or password before its address is none:
 *  `http://talk.example@evil.example/r/...` is made to be misread. */
export function parseLink(text: string): RoomLink | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return undefined;
  const path = /^\/r\/([^/]+)\/?$/i.exec(url.pathname)?.[1];
  if (path === undefined) return undefined;
  const fragment = url.hash.slice(1);
  const id = path.toLowerCase();
  if (ROOM_ID.test(id)) return build(id, url.origin, fragment);
  const [room = "", token = "", ...rest] = fragment.split(".");
  return ROOM_ID.test(room) && rest.length === 0 ? build(room, url.origin, token) : undefined;
}

function build(room: string, origin: string, token: string): RoomLink | undefined {
  if (token === "") return { room, origin };
  return TOKEN.test(token) ? { room, origin, token } : undefined;
}
