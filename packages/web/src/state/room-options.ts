/** A seat in a room, and what it is made of. */
import type { RoomTarget } from "@partyline/client";
import type { Hosted } from "@partyline/console";
import type { Clock, MessageEvent } from "@partyline/protocol";
import type { ReadonlySignal } from "@preact/signals-core";
import type { OwnDevice } from "../backend/ports.ts";
import type { RoomModel } from "./model.ts";
import type { ClientParts } from "./room-life.ts";
import type { RoomShelf, Shelf } from "./shelf.ts";

/** What the lists know of a room. */
export interface Facts {
  /** Where it is hosted on this device. */
  readonly hosted: Hosted | undefined;
  /** Whether it is open according to the lists; undefined where none of them can say. */
  readonly listed: boolean | undefined;
  /** Where it is now, best first; undefined where nobody has said anything new. */
  readonly addresses: RoomTarget["addresses"] | undefined;
  /** The switchboards that it may be at, best first. */
  readonly switchboards: readonly string[];
}

/** Runs a task once before the next picture is drawn, or soon where nothing is drawn; the answer calls it off. */
export type Frame = (task: () => void) => () => void;

export interface RoomOptions {
  readonly target: RoomTarget;
  /** Whether it has one, as far as is known. */
  readonly password: boolean;
  readonly parts: ClientParts;
  readonly clock: Clock;
  readonly frame: Frame;
  /** A day where this device is: equal for equal days. */
  dayOf(at: number): string;
  readonly shelf: RoomShelf;
  /** Passwords by room, for as long as this tab lives: a reload must not ask again, and a closed tab keeps nothing.
   *  What can read it could read the page's own memory as well. */
  readonly secrets: Shelf;
  readonly username: ReadonlySignal<string | undefined>;
  readonly facts: ReadonlySignal<Facts>;
  /** What the device that hosts it does; absent on other pages. */
  readonly own?: Pick<OwnDevice, "setReach" | "recoveryKey"> | undefined;
  /** Whether the store is away just now, and comes back by itself. */
  storeAway(): boolean;
  /** The room is live. */
  live(target: RoomTarget): void;
  /** Others said this just now; `seen`: while the person looked at the room. */
  heard(messages: readonly MessageEvent[], seen: boolean): void;
  trouble(code: string): void;
  /** Something has just happened: what to tell of the clocks, undefined where they agree. */
  clockWrong(words: string | undefined): void;
}

/** A room with what only the page's own modules do. */
export interface Seat extends RoomModel {
  /** The room is about to be shown: puts the "new" row in its place. */
  enter(): void;
  /** It is shown no more. */
  exit(): void;
  /** Goes by this name from now on, unless another one was chosen for this room. */
  setUsername(name: string): void;
  /** The store began a new life. */
  renew(): void;
  probe(): void;
  readonly live: boolean;
  close(): Promise<void>;
}
