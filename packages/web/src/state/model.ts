/** What the screens show and do: the shapes between the state modules and the components. No framework in here. */
import type { Hosted, Keep, Nearby, Switchboard, SwitchboardRoom } from "@partyline/console";
import type { ReadonlySignal, Signal } from "@preact/signals-core";

export type { Hosted, Keep, Nearby, Switchboard, SwitchboardRoom };

/** Where the page is. Paths: `/` and `/r/<roomId>`; an unlisted room's token stands in the fragment. */
export type Place = { readonly kind: "home" } | { readonly kind: "room"; readonly id: string };

/** A failure in a person's words; `code` stands in small print beside it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** The answer of everything a person asks for: done, or why not. Nothing rejects. */
export type Outcome<T = void> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A notice across the top that stays until it is over or dismissed. */
export interface Notice {
  readonly kind: "program-gone" | "storage-refused" | "storage-failing" | "clock";
  readonly message: string;
}

/** A room joined before, as the lists show it. */
export interface Recent {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly lastJoined: number;
}

/** Who can find a room. */
export interface Reach {
  /** On no list: only who has the link comes in. */
  readonly unlisted: boolean;
  /** The switchboards that it goes through as well: "https://talk.example". Empty: this network only. */
  readonly switchboards: readonly string[];
  /** Whether the switchboards tell its addresses on this network to those who look for it. */
  readonly shareAddresses: boolean;
}

/** A switchboard that has just answered. */
export interface Added {
  readonly url: string;
  /** "talk.example", "10.0.0.5:2526". */
  readonly label: string;
  /** How long the answer took, in milliseconds. */
  readonly ms: number;
}

export interface CreateWish extends Reach {
  readonly name: string;
  /** Empty for none. */
  readonly password: string;
  readonly keep: Keep;
}

export interface Preferences {
  readonly theme: Signal<"system" | "light" | "dark">;
  readonly sound: Signal<boolean>;
  /** Whether desktop notifications are wanted; `mayNotify` says whether this browser has them at all. */
  readonly notify: Signal<boolean>;
  readonly mayNotify: boolean;
}

export type PageKind = "console" | "guest" | "switchboard";

/** The whole page. */
export interface AppModel {
  /** `console`: the app of this device; `guest`: a page that another device's host served; `switchboard`: one that a
   *  switchboard served, to which the device of the host is unknown. */
  readonly kind: PageKind;
  /** False until the profile is known. */
  readonly ready: ReadonlySignal<boolean>;
  /** The username; undefined until the first start is done. */
  readonly username: ReadonlySignal<string | undefined>;
  readonly place: ReadonlySignal<Place>;
  /** Why the room of `place` has no seat yet, once that is known; undefined while it is being looked for. */
  readonly missing: ReadonlySignal<Failure | undefined>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  readonly preferences: Preferences;

  /** Open rooms of this network that others host (console), or of the device that served the page (guest). */
  readonly nearby: ReadonlySignal<readonly Nearby[]>;
  /** How the list stands: looking with nothing found for less than 5 s, nothing found so far, or found. */
  readonly search: ReadonlySignal<"looking" | "nothing" | "found">;
  /** The saved switchboards with their rooms (console), the one that served the page (switchboard), none (guest). */
  readonly switchboards: ReadonlySignal<readonly Switchboard[]>;
  /** Who could find the room that was created last: what the next one begins with. */
  readonly lastReach: Signal<Reach>;
  /** Rooms of this device, open ones first. Empty for guests. */
  readonly hosted: ReadonlySignal<readonly Hosted[]>;
  /** Rooms joined before that are not hosted here, the last one first. */
  readonly recent: ReadonlySignal<readonly Recent[]>;
  /** The seats that are taken: rooms whose connection is kept, by id. */
  readonly seats: ReadonlySignal<ReadonlyMap<string, RoomModel>>;
  /** Unread messages over all seats. */
  readonly unread: ReadonlySignal<number>;

  go(place: Place): void;
  setUsername(name: string): Promise<Outcome>;
  /** Creates a room, takes its seat and goes there with the share panel open. */
  create(wish: CreateWish): Promise<Outcome>;
  /** Joins a room of the lists and goes there. */
  enter(id: string): Promise<Outcome>;
  /** Joins the room behind a link, an address, a name or name#abcd, and goes there. */
  enterText(text: string): Promise<Outcome>;
  /** Lets the seat go and forgets the room. */
  leave(id: string): Promise<Outcome>;
  /** Asks the switchboard at `where` (talk.example, wss://..., host:port), and keeps it if it answers. */
  addSwitchboard(where: string): Promise<Outcome<Added>>;
  /** Forgets it. Rooms that go through it stay there. */
  removeSwitchboard(url: string): Promise<Outcome>;
  /** Asks it once more: how long the answer took (milliseconds), and what to make of it. */
  testSwitchboard(url: string): Promise<Outcome<{ readonly ms: number; readonly words: string }>>;
  /** Makes a room anew on this device from its printed recovery key, and goes there. `name` where no switchboard tells
   *  it: ROOM_NAME_NEEDED. */
  recover(key: string, switchboards: readonly string[], name?: string): Promise<Outcome>;
  openHosted(id: string): Promise<Outcome>;
  closeHosted(id: string): Promise<Outcome>;
  destroyHosted(id: string): Promise<Outcome>;
  dismiss(notice: Notice): void;
}

/** What stands between a person and the room, and what to ask. */
export type Gate =
  | { readonly kind: "password"; readonly failure: Failure | undefined }
  | { readonly kind: "name"; readonly failure: Failure }
  /** It ended: destroyed, kicked, banned, another key, full. `retry`: whether trying again can help. */
  | { readonly kind: "ended"; readonly failure: Failure; readonly retry: boolean };

/** How the connection stands, in words. */
export interface Standing {
  /** `good` shows nothing. */
  readonly kind: "good" | "joining" | "reconnecting" | "offline" | "ended";
  /** "Reconnecting...", "Host is offline: messages will be sent when it returns". Empty when good. */
  readonly words: string;
}

/** A member as the list shows it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly owner: boolean;
  readonly me: boolean;
  readonly presence: "here" | "away" | "gone";
  readonly banned: boolean;
}

/** One row of the timeline. `key` is stable for as long as the row is the same thing: a message keeps it from
 *  pending to stored. */
export type Row =
  | { readonly kind: "start"; readonly key: string; readonly words: string }
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "system"; readonly key: string; readonly at: number; readonly words: string }
  | MessageRow;

export interface MessageRow {
  readonly kind: "message";
  readonly key: string;
  readonly seq: number | undefined;
  /** The author's member id (its colour) and the username at that time. */
  readonly by: string;
  readonly from: string;
  readonly mine: boolean;
  readonly at: number;
  readonly text: string;
  /** Whether avatar and name are shown: not for what follows the same author within 5 minutes. */
  readonly first: boolean;
  readonly state: "stored" | "pending" | "failed";
  /** For a failed one: why, and the name for `retry` and `discard`. */
  readonly failure: Failure | undefined;
  readonly pendingKey: number | undefined;
}

/** A way into a room to hand on. */
export interface ShareRoad {
  /** To read aloud: "192.168.1.20:2525", or "talk.example" for a switchboard. */
  readonly address: string;
  readonly link: string;
  /** Whether the link leads through a switchboard, so that it opens from anywhere. */
  readonly anywhere?: boolean;
}

/** A seat in a room. */
export interface RoomModel {
  readonly id: string;
  readonly name: ReadonlySignal<string>;
  /** "on this network", "hosted on this device", "through talk.example", "host is offline". */
  readonly road: ReadonlySignal<string>;
  readonly standing: ReadonlySignal<Standing>;
  readonly gate: ReadonlySignal<Gate | undefined>;
  readonly password: ReadonlySignal<boolean>;
  readonly isOwner: ReadonlySignal<boolean>;
  /** The part of the log that is here, oldest first, then what is pending. */
  readonly rows: ReadonlySignal<readonly Row[]>;
  /** Where to open: the index of the "new" row, or undefined for the end. Read once, when the room is shown. */
  readonly opensAt: ReadonlySignal<number | undefined>;
  /** Whether older events can be loaded, are being loaded, or are all here. */
  readonly older: ReadonlySignal<"more" | "loading" | "none">;
  readonly unread: ReadonlySignal<number>;
  readonly people: ReadonlySignal<readonly Person[]>;
  readonly hereCount: ReadonlySignal<number>;
  /** "Ines is typing", "Ines and Jun are typing", or empty. */
  readonly typing: ReadonlySignal<string>;
  /** Everything up to this time is here (milliseconds since 1970-01-01 UTC); undefined while that is not known. */
  readonly completeTo: ReadonlySignal<number | undefined>;
  /** The text in the composer, kept over reloads. */
  readonly draft: Signal<string>;
  /** Characters that are left when the limit nears (fewer than 500), else undefined; negative when over it. */
  readonly charactersLeft: ReadonlySignal<number | undefined>;
  /** For the share panel: addresses to read aloud and links, best first. */
  readonly roads: ReadonlySignal<readonly ShareRoad[]>;
  /** Six groups of five digits over the room's keys: the same on every member's device, and only there. */
  readonly safetyNumber: string;
  /** Links to the room's page at its host, for a page that came over https and may dial no host. Else empty. */
  readonly hostPages: ReadonlySignal<readonly string[]>;
  /** What this device knows of the room that it hosts; undefined for everybody else's. */
  readonly hosted: ReadonlySignal<Hosted | undefined>;
  /** Whether the share panel is open: by itself right after creating, until the first guest comes. */
  readonly sharing: Signal<boolean>;

  /** Sends the draft and empties it; a draft with nothing in it, or too long, stays. */
  send(): void;
  retry(pendingKey: number): void;
  discard(pendingKey: number): void;
  /** Loads a page of older events in front; resolves when it is in `rows`. */
  loadOlder(): Promise<void>;
  /** The person sees everything up to the newest event: moves the read mark. `false`: scrolled away from the end. */
  atEnd(isAtEnd: boolean): void;
  /** Whether this room is on the screen and the page is looked at. */
  setSeen(seen: boolean): void;
  givePassword(password: string): void;
  giveName(name: string): void;
  /** After an ending: tries again. */
  tryAgain(): void;
  rename(name: string): Promise<Outcome>;
  setPassword(password: string | undefined): Promise<Outcome>;
  kick(member: string): Promise<Outcome>;
  ban(member: string): Promise<Outcome>;
  unban(member: string): Promise<Outcome>;
  /** Changes who can find it. On the device that hosts it only. */
  setReach(reach: Reach): Promise<Outcome>;
  /** What brings the room back on another device, to be printed. On the device that hosts it only. */
  recoveryKey(): Promise<Outcome<string>>;
  /** The whole log as JSON lines, oldest first: {seq, kind, from, text, at} as `partyline tail --json` prints them. */
  export(progress: (done: number, of: number) => void): Promise<Outcome<Blob>>;
}
