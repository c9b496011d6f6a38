/** What a browser without script shows. Pure. What hosts call themselves and their rooms stands in it, so all of it is
 *  text and nothing is markup. */
import { type DirectoryEntry, limits, parseRoomRef, type RoomsPage } from "@partyline/relay";

/** The list of rooms, undefined where it could not be read; or the page of one room, which cannot be opened like this. */
export type Shown =
  | { readonly kind: "list"; readonly rooms: RoomsPage | undefined }
  | { readonly kind: "room" };

/** The page of the app scrolls within itself, and is empty here. */
export const NO_SCRIPT_CSS = `body { block-size: auto; overflow: auto; padding: 1.5rem; max-inline-size: 44rem; margin: auto }
#app { display: none }
section, ul, li, p { margin-block: 1rem }
code { user-select: all }
`;

/** To stand at the end of the body. */
export function withoutScript(shown: Shown, styles: string): string {
  const inner = shown.kind === "room" ? ROOM : listOf(shown.rooms);
  return `<noscript><link rel="stylesheet" href="${styles}" /><section>${inner}</section></noscript>\n  `;
}

const ROOM = '<p><a href="/">The rooms of this switchboard</a></p>';

const HOW =
  "<p>With JavaScript a room opens in this page. Without a browser, on a computer that has Node.js: " +
  "<code>npx partyline join NAME --switchboard ADDRESS</code>, with the address of this page.</p>";

function listOf(found: RoomsPage | undefined): string {
  if (!found) return "<p>The list of rooms cannot be read at the moment. Try again in a while.</p>";
  const { rooms, next } = found;
  if (rooms.length === 0) return `<h1>Rooms</h1><p>No public room is here at the moment.</p>${HOW}`;
  const more = next === undefined ? "" : `<p>The first ${limits.PAGE_ROOMS} of more rooms.</p>`;
  return `<h1>Rooms</h1><ul>${rooms.map(rowOf).join("")}</ul>${more}${HOW}`;
}

function rowOf({ record, receipt, online }: DirectoryEntry): string {
  const { room, name, by, password } = record;
  const tag = receipt ? "" : `#${room.slice(0, 4)}`;
  const about = [
    `hosted by <bdi>${escaped(by)}</bdi>`,
    ...(password ? ["has a password"] : []),
    ...(online ? [] : ["its host is offline"]),
  ];
  // A name of the shape of a room's id would be read as one.
  const link = parseRoomRef(name).kind === "id" ? `/r/${room}` : `/r/${encodeURIComponent(name)}#${room}`;
  return `<li><a href="${escaped(link)}"><bdi>${escaped(name)}</bdi>${tag}</a>, ${about.join(", ")}</li>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
