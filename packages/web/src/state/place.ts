/** Where the page is, as its address says it. Pure, but for `createRouter`, which is handed a history. */
import { ROOM_ID } from "@partyline/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Place } from "./model.ts";

/** A place, and what lets into it. */
export interface Address {
  readonly place: Place;
  /** Of an unlisted room: 16 bytes, base64url. */
  readonly token: string | undefined;
}

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** The place of a path and fragment ("#..." or empty). What was meant for a room stays one, though none can have that
 *  id: the person is to be told. Whatever else is home. */
export function readAddress(path: string, fragment: string): Address {
  const [, id = ""] = /^\/r\/(.+?)\/?$/.exec(path) ?? [];
  const text = fragment.slice(1);
  if (ROOM_ID.test(id)) return { place: { kind: "room", id }, token: TOKEN.test(text) ? text : undefined };
  // A switchboard's form: /r/<name>#<roomId>.<token>
  const [room = "", token = ""] = text.split(".");
  if (id !== "" && ROOM_ID.test(room))
    return { place: { kind: "room", id: room }, token: TOKEN.test(token) ? token : undefined };
  return { place: id === "" ? { kind: "home" } : { kind: "room", id }, token: undefined };
}

export const writeAddress = ({ place, token }: Address): string =>
  place.kind === "home" ? "/" : `/r/${place.id}${token === undefined ? "" : `#${token}`}`;

export const samePlace = (a: Place, b: Place): boolean =>
  a.kind === b.kind && (a.kind === "home" || (b.kind === "room" && a.id === b.id));

/** What of a browser's history and location is used. */
export interface History {
  read(): { path: string; fragment: string };
  push(address: string): void;
  replace(address: string): void;
  /** Calls the listener when the person goes back or forth. */
  onMove(listener: () => void): () => void;
}

export interface Router {
  readonly address: ReadonlySignal<Address>;
  go(place: Place): void;
  /** The same place by another address: no step to go back to. */
  replace(place: Place): void;
  /** Takes the token out of the address bar, where it could be read over a shoulder or from a picture. Not before
   *  the room is joined: until then a reload needs it. */
  hideToken(room: string): void;
  stop(): void;
}

export function createRouter(history: History): Router {
  const read = () => {
    const { path, fragment } = history.read();
    return readAddress(path, fragment);
  };
  const address = signal(read());
  const stop = history.onMove(() => {
    address.value = read();
  });
  return {
    address,
    go(place) {
      if (samePlace(address.peek().place, place)) return;
      address.value = { place, token: undefined };
      history.push(writeAddress(address.peek()));
    },
    replace(place) {
      address.value = { place, token: undefined };
      history.replace(writeAddress(address.peek()));
    },
    hideToken(room) {
      const { place, token } = address.peek();
      if (token === undefined || place.kind !== "room" || place.id !== room) return;
      address.value = { place, token: undefined };
      history.replace(writeAddress(address.peek()));
    },
    stop,
  };
}
