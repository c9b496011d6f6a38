/** Where a switchboard is, and the paths it answers. SPEC.md, R1.1 to R1.3 and R6.15. */
import { RelayError } from "./errors.ts";
import { roomIdBytes } from "./keys.ts";

/** The port of a switchboard that stands on a network of its own, without a scheme to say otherwise. */
export const SWITCHBOARD_PORT = 2526;

/** One switchboard, by its address. */
export interface SwitchboardAddress {
  /** "https://talk.example"; http where it is not on the open net. */
  readonly http: string;
  /** "wss://talk.example". */
  readonly ws: string;
  /** As the Host header has it: "talk.example", "192.168.1.5:2526". */
  readonly authority: string;
}

const SCHEMES: Readonly<Record<string, readonly [http: string, ws: string]>> = {
  "https:": ["https:", "wss:"],
  "wss:": ["https:", "wss:"],
  "http:": ["http:", "ws:"],
  "ws:": ["http:", "ws:"],
};
/** Hosts for which nobody issues certificates: IP addresses, and names of a single network. */
const LOCAL = /^(?:\[.*\]|\d{1,3}(?:\.\d{1,3}){3}|localhost|[^.]+\.local)$/i;

/** Reads what a person types or a settings file holds: https, wss, http and ws are taken as two pairs. Without a scheme
 *  it is https, or, for an IP address, localhost and *.local, http on port 2526. Error: BAD_URL, also for a path, a
 *  query, a fragment and a user. */
export function parseSwitchboard(text: string): SwitchboardAddress {
  const typed = text.trim();
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const guess = named ? typed : `https://${typed}`;
  if (!URL.canParse(guess)) throw new RelayError("BAD_URL");
  let url = new URL(guess);
  if (!named && LOCAL.test(url.hostname)) {
    url = new URL(`http://${typed}`);
    if (!/:\d+\/?$/.test(typed)) url.port = String(SWITCHBOARD_PORT);
  }
  const schemes = SCHEMES[url.protocol];
  const bare = url.pathname === "/" && !/[?#]/.test(typed);
  if (!schemes || !bare || url.username !== "" || url.password !== "") throw new RelayError("BAD_URL");
  return { http: `${schemes[0]}//${url.host}`, ws: `${schemes[1]}//${url.host}`, authority: url.host };
}

/** R1.2: what a host dials. */
export const trunkUrl = ({ ws }: SwitchboardAddress): string => `${ws}/v1/trunk`;

/** R1.3: what a client dials. Error: WRONG_ROOM for what is no room id. */
export function circuitUrl({ ws }: SwitchboardAddress, room: string): string {
  roomIdBytes(room);
  return `${ws}/v1/r/${room}`;
}

/** R4.12: where a client waits for a room that is OFFLINE. Error: WRONG_ROOM. */
export const waitUrl = (address: SwitchboardAddress, room: string): string =>
  `${circuitUrl(address, room)}/wait`;

/** R6.15: one page of the directory. */
export function roomsUrl(
  { http }: SwitchboardAddress,
  query: { search?: string; after?: string } = {},
): string {
  const params = new URLSearchParams(query).toString();
  return `${http}/v1/rooms${params === "" ? "" : `?${params}`}`;
}

/** R6.15: the rooms that `ref`, a name, "name#abcd" or a room id, stands for. */
export const roomUrl = ({ http }: SwitchboardAddress, ref: string): string =>
  `${http}/v1/rooms/${encodeURIComponent(ref)}`;

/** R6.15: what the switchboard says of itself. */
export const aboutUrl = ({ http }: SwitchboardAddress): string => `${http}/v1/about`;
