/** A room's place at one switchboard: what is wished, what came of it, and what outlives a trunk. */
import type { Clock } from "@partyline/protocol";
import type { Address, Ed25519, SwitchboardAddress } from "@partyline/relay";
import type { HostLimits } from "../../limits.ts";
import type { RoadMeters } from "../../metrics.ts";
import type { Logger } from "../../ports.ts";
import type { RoomHost } from "../../room-host.ts";
import type { KeptWish, SwitchboardBook } from "../../switchboard-book.ts";
import { RingView } from "./trunk-road.ts";
import { connecting, type SwitchboardStatus } from "./words.ts";

/** The room, as a switchboard is told of it. */
export interface PlacedRoom {
  readonly id: string;
  /** base64url of sign || noise. */
  readonly keys: string;
  /** Ed25519 seed. */
  readonly signSeed: Uint8Array;
  readonly host: RoomHost;
  readonly book: SwitchboardBook;
  /** What of it may change. */
  card(): { name: string; by: string; password: boolean };
  /** Where this device is reached directly. */
  addresses(): Address[];
}

/** What all of a host's trunks share. */
export interface TrunkGround {
  clock: Clock;
  /** From 0 up to but not including 1. */
  random(): number;
  limits: HostLimits;
  logger: Logger;
  meters: RoadMeters;
  /** Signs registrations, and checks receipts. */
  ed25519: Ed25519;
}

export interface PlaceOptions {
  room: PlacedRoom;
  wish: KeptWish;
  address: SwitchboardAddress;
  changed(status: SwitchboardStatus): void;
}

export class Place {
  readonly room: PlacedRoom;
  readonly wish: KeptWish;
  readonly address: SwitchboardAddress;
  readonly ring = new RingView();
  /** Another program has the room now: this one does not come back by itself (R3.7). */
  displaced = false;
  readonly #changed: (status: SwitchboardStatus) => void;
  #status: SwitchboardStatus;

  constructor({ room, wish, address, changed }: PlaceOptions) {
    this.room = room;
    this.wish = wish;
    this.address = address;
    this.#changed = changed;
    this.#status = { url: wish.url, ...connecting(address.authority) };
  }

  get status(): SwitchboardStatus {
    return this.#status;
  }

  /** Says how it stands now; the same again is not told. */
  stands(standing: Omit<SwitchboardStatus, "url">): void {
    const status = { url: this.wish.url, ...standing };
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    this.#changed(status);
  }
}
