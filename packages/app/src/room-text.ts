/** The ways to say which room is meant: a name, `name#abcd`, a link, or `host:port`. */
import { checkRoomName } from "@partyline/names";
import { parseLink, type RoomLink } from "@partyline/protocol";
import { wrongUsage } from "./errors.ts";

export type RoomText =
  | { kind: "name"; name: string; tag?: string }
  | {
      kind: "link";
      link: RoomLink;
      address: string;
      port: number;
      /** Whether its path has the room's name, as switchboards' links have, not its id. */
      named: boolean;
    }
  | { kind: "address"; address: string; port: number; tag?: string };

/** What stands after the #: the beginning of a room's id, at least four characters of base32. */
const TAG = /^(.*\S)#([a-z2-7]{4,32})$/i;
const ADDRESS = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]|([^\s:/[\]]+)):(\d{1,5})$/i;

function addressIn(text: string): { address: string; port: number } | undefined {
  const [, six, other, digits] = ADDRESS.exec(text) ?? [];
  const address = six ?? other;
  const port = Number(digits);
  return address !== undefined && port >= 1 && port <= 65_535 ? { address, port } : undefined;
}

/** Reads ROOM as typed. No room's name can look like one of the other forms (names SPEC N11), so the order in which
 *  they are tried does not matter to honest rooms. Errors: USAGE for an empty text or a link that leads to no room. */
export function readRoomText(text: string): RoomText {
  const typed = text.trim();
  if (typed === "") throw wrongUsage("Say which room: its name, its link, or host:port.");
  if (/^https?:\/\//i.test(typed)) {
    const link = parseLink(typed);
    if (!link)
      throw wrongUsage("That link does not lead to a room. Copy all of it, with what is after the #.");
    const url = new URL(link.origin);
    const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
    const named = !new URL(typed).pathname.toLowerCase().startsWith(`/r/${link.room}`);
    return { kind: "link", link, address: url.hostname.replace(/^\[|\]$/g, ""), port, named };
  }
  const [, before = typed, tag] = TAG.exec(typed) ?? [];
  const rest = tag === undefined ? {} : { tag: tag.toLowerCase() };
  const address = addressIn(before);
  return address ? { kind: "address", ...address, ...rest } : { kind: "name", name: before, ...rest };
}

/** A form of a room's name that is equal for names that mean the same: case, width and composition do not count. */
export function nameKey(name: string): string {
  const check = checkRoomName(name);
  return check.ok ? check.key : name.normalize("NFC").trim().toLowerCase();
}

/** `host:port` as it is typed and shown; IPv6 in brackets. */
export const addressText = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
