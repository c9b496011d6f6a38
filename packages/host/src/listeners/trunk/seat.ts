/** One room on one trunk: registered under a number that is used once, listed, and its circuits taken in. SPEC.md of
 *  relay, sections 3 and 6. */
import {
  type Address,
  type Ed25519,
  encodeList,
  encodeRegister,
  encodeUnlist,
  encodeUnregister,
  type Listing,
  type Receipt,
  type Refused,
  type Registered,
  RelayError,
  limits as relayLimits,
  type SwitchboardHello,
  signRegister,
  verifyReceipt,
} from "@partyline/relay";
import { ADDRESSES_LOOK_MS, TRUNK_ASK_AGAIN_MS, TRUNK_LOOK_MS, TRUNK_STORE_AGAIN_MS } from "../../limits.ts";
import { Timers } from "../../timers.ts";
import type { Circuit } from "./circuit.ts";
import type { Place, TrunkGround } from "./place.ts";
import { TrunkRoad } from "./trunk-road.ts";
import { Turns } from "./turns.ts";
import type { Uplink } from "./uplink.ts";
import { byLink, listedAs, notAtAll, notByName, offline, refused } from "./words.ts";

/** `ms`, give or take a half. */
const about = (ms: number, { random }: TrunkGround): number => ms * (0.5 + random());

/** How often a record that is older than the directory's is signed anew on one trunk. */
const STALE_TRIES = 3;

export interface SeatOptions {
  place: Place;
  /** The room's number on this trunk. */
  number: number;
  uplink: Uplink;
  hello: SwitchboardHello;
  ground: TrunkGround;
  /** Whether a later trunk to the same switchboard takes over from this one. */
  leaving(): boolean;
  /** It is known whether the room is on the trunk. */
  settled(): void;
  /** It is to be tried again after so many milliseconds, on a seat of its own; `anew`: on a trunk of its own. */
  again(ms: number, anew?: boolean): void;
  /** The switchboard does not answer a registration: nothing else on this trunk may be answered either. */
  unanswered(): void;
}

export class Seat {
  readonly place: Place;
  readonly number: number;
  readonly #o: SeatOptions;
  readonly #timers: Timers;
  readonly #turns: Turns;
  #road: TrunkRoad | undefined;
  #over = false;
  /** Whether the switchboard was given its number. */
  #brought = false;
  #stale = 0;
  /** The addresses that the directory was told last, as JSON; undefined before, and where it is told none. */
  #told: string | undefined;

  constructor(options: SeatOptions) {
    this.#o = options;
    this.place = options.place;
    this.number = options.number;
    const { clock, limits } = options.ground;
    this.#timers = new Timers(clock);
    const { host } = options.place.room;
    this.#turns = new Turns({
      clock,
      waitMs: limits.greetingMs,
      free: () => host.greeting < limits.greeting,
      enter: (circuit) => {
        if (this.#road) circuit.to(host.connect(circuit, this.#road));
      },
    });
  }

  /** Brings the room. Never rejects. */
  async register(): Promise<void> {
    const { hello, uplink } = this.#o;
    const { room, address } = this.place;
    try {
      const generation = await room.book.generation();
      if (this.#over) return;
      const challenge = { nonce: hello.nonce, authority: address.authority };
      const message = signRegister(
        { room: room.id, keys: room.keys, generation },
        challenge,
        room.signSeed,
        this.#o.ground.ed25519,
      );
      uplink.send(encodeRegister(this.number, message));
      this.#brought = true;
      this.#timers.later(relayLimits.HELLO_MS, () => {
        if (!this.#road) this.#o.unanswered();
      });
    } catch (error) {
      this.#failed(error);
      this.#o.again(about(TRUNK_STORE_AGAIN_MS, this.#o.ground));
    }
  }

  registered({ ring }: Registered): void {
    if (this.#over || this.#road) return;
    const { place } = this;
    const { uplink, ground } = this.#o;
    place.ring.set(ring);
    const { host } = place.room;
    this.#road = new TrunkRoad({
      number: this.number,
      uplink,
      ring: place.ring,
      recent: host.recent,
      clock: ground.clock,
      // Not in the middle of what the room is doing.
      moved: () => queueMicrotask(() => this.#look()),
    });
    host.open(this.#road);
    // Others may have been shaking hands by another road.
    this.#timers.every(TRUNK_LOOK_MS, () => this.#look());
    void this.list();
    if (place.wish.shareAddresses) this.#timers.every(ADDRESSES_LOOK_MS, () => this.#lookAtAddresses());
    this.#o.settled();
  }

  /** The room is not, or no longer, on this trunk. */
  refused({ code, detail }: Refused): void {
    if (this.#over) return;
    this.end();
    // A later trunk of this program took over: that is as it should be.
    if (!(code === "DISPLACED" && this.#o.leaving())) {
      this.place.displaced = code === "DISPLACED";
      this.place.stands(refused(this.place.address.authority, code, detail));
      if (!this.place.displaced)
        this.#o.ground.logger("warn", "a switchboard did not take a room", { code, detail });
    }
    this.#o.settled();
    // The proof is over what the switchboard said first on this trunk: here it would be wrong again.
    if (code !== "DISPLACED") this.#o.again(about(TRUNK_ASK_AGAIN_MS, this.#o.ground), code === "BAD_PROOF");
  }

  /** Enters the room in the directory, to be shown or not, as is wished: a newcomer with the link has its keys from there
   *  (R6.15). Never rejects. */
  async list(above?: number): Promise<void> {
    const { room, wish } = this.place;
    const { uplink, hello } = this.#o;
    if (!this.#road || this.#over) return;
    const held = room.book.receipt(wish.url);
    try {
      const content = { room: room.id, keys: room.keys, ...room.card(), listed: wish.listed };
      const record = await room.book.record(content, room.signSeed, above);
      if (this.#over) return;
      const receipt = held && isGood(held, hello.key, this.#o.ground.ed25519) ? { receipt: held } : {};
      const addresses = wish.shareAddresses ? { addresses: this.#addresses() } : {};
      this.#told = JSON.stringify(addresses.addresses);
      uplink.send(encodeList(this.number, { record, ...receipt, ...addresses }));
    } catch (error) {
      this.#failed(error);
      // A record that cannot be right stays so until it is changed.
      if (error instanceof RelayError || this.#over) return;
      this.#timers.later(about(TRUNK_STORE_AGAIN_MS, this.#o.ground), () => void this.list(above));
    }
  }

  /** What the directory says, now or later. */
  async listing({ as, code, detail, receipt, serial }: Listing): Promise<void> {
    if (this.#over) return;
    const { place } = this;
    const at = place.address.authority;
    const { name } = place.room.card();
    if (code === "STALE" && this.#stale < STALE_TRIES) {
      this.#stale += 1;
      await this.list(serial ?? 0);
      return;
    }
    if (!place.wish.listed) place.stands(as === null ? notAtAll(at, code, detail) : byLink(at));
    else if (as !== null && code === undefined) place.stands(listedAs(at, as));
    else place.stands(notByName(at, as, code ?? "UNAVAILABLE", detail, name));
    if (code === "LIMIT" || code === "RATE")
      this.#timers.later(about(TRUNK_ASK_AGAIN_MS, this.#o.ground), () => void this.list());
    if (receipt?.room !== place.room.id || !isGood(receipt, this.#o.hello.key, this.#o.ground.ed25519))
      return;
    await place.room.book.keepReceipt(place.wish.url, receipt).catch((error) => this.#failed(error, true));
  }

  /** A client has come. */
  opened(circuit: Circuit): void {
    if (this.#road && !this.#over) this.#turns.come(circuit);
    else circuit.close("SHUTDOWN");
  }

  /** Takes the room off the trunk; `release`: for good, so that its name is free. Its circuits are closed before. */
  leave(release: boolean): void {
    if (this.#over) return;
    const { uplink } = this.#o;
    this.#turns.close();
    if (release && this.#road) uplink.send(encodeUnlist(this.number, { release: true }));
    if (this.#brought) uplink.send(encodeUnregister(this.number));
    this.end();
  }

  /** The trunk is no more. May be called twice. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#timers.stop();
    if (this.#road) this.place.room.host.forget(this.#road);
  }

  #addresses(): Address[] {
    return this.place.room.addresses().slice(0, relayLimits.ADDRESSES);
  }

  #lookAtAddresses(): void {
    if (this.#told !== undefined && JSON.stringify(this.#addresses()) !== this.#told) void this.list();
  }

  #look(): void {
    if (!this.#over) this.#turns.look();
  }

  #failed(error: unknown, quiet = false): void {
    const { code = "INTERNAL", message } = error as { code?: string; message: string };
    this.#o.ground.logger("warn", "a room's place at a switchboard could not be stored", { code, message });
    if (quiet || this.#over) return;
    const at = this.place.address.authority;
    if (error instanceof RelayError) this.place.stands(notByName(at, null, code, message, ""));
    else this.place.stands(offline(at, code, message));
  }
}

/** Whether the switchboard that is there now signed it. */
function isGood(receipt: Receipt, key: string, ed25519: Ed25519): boolean {
  try {
    verifyReceipt(receipt, key, ed25519);
    return true;
  } catch {
    return false;
  }
}
