/** All switchboards of a host: one trunk each, whichever rooms want it. */
import { parseSwitchboard, type SwitchboardAddress } from "@partyline/relay";
import type { KeptWish } from "../../switchboard-book.ts";
import { Burial, type BurialWish } from "./burial.ts";
import { meteredDial } from "./metered-dial.ts";
import { Place, type PlacedRoom, type TrunkGround } from "./place.ts";
import type { DialTrunk } from "./socket.ts";
import { Trunk } from "./trunk.ts";
import type { SwitchboardStatus } from "./words.ts";

/** A room's place at one switchboard, as its room sees it. */
export interface HeldPlace {
  readonly wish: KeptWish;
  readonly status: SwitchboardStatus;
  /** What the directory shows of the room has changed. */
  changed(): void;
  /** Gives it up; `release` frees the room's name at once. Resolves when the switchboard was told. */
  leave(release: boolean): Promise<void>;
}

/** A room that is no more, as one switchboard is told of it. */
export interface HeldBurial {
  /** Resolves when the switchboard has said its last word, or nothing is to be heard of it soon. */
  readonly said: Promise<void>;
  /** Nothing is to be said any more. May be called twice. */
  cancel(): void;
}

export interface TrunksOptions {
  agent: string;
  dial: DialTrunk;
  ground: TrunkGround;
}

export class Trunks {
  readonly #o: TrunksOptions;
  readonly #trunks = new Map<string, Trunk>();
  readonly #closing = new Set<Promise<void>>();
  /** What switchboards without a trunk gave no answer to, by their address. */
  readonly #unheard = new Map<string, Burial[]>();

  constructor(options: TrunksOptions) {
    this.#o = options;
  }

  /** How many clients are connected by switchboards now. */
  get circuits(): number {
    return [...this.#trunks.values()].reduce((sum, trunk) => sum + trunk.circuits, 0);
  }

  /** Takes a place for a room, at once or as soon as the switchboard is reached. Error: BAD_URL. */
  join(room: PlacedRoom, wish: KeptWish, changed: (status: SwitchboardStatus) => void): HeldPlace {
    const address = parseSwitchboard(wish.url);
    const place = new Place({ room, wish, address, changed });
    const trunk = this.#trunkTo(address);
    trunk.attach(place);
    return {
      wish,
      get status() {
        return place.status;
      },
      changed: () => trunk.changed(place),
      leave: async (release) => {
        trunk.detach(place, release);
        await this.#closeIfIdle(address.http, trunk);
      },
    };
  }

  /** Takes a room off, and says that it is no more, at once or as soon as the switchboard is reached. Error: BAD_URL. */
  bury(wish: BurialWish): HeldBurial {
    const trunk = this.#trunkTo(parseSwitchboard(wish.url));
    const burial = new Burial(wish);
    trunk.bury(burial);
    return { said: burial.said, cancel: () => trunk.exhume(burial) };
  }

  #trunkTo(address: SwitchboardAddress): Trunk {
    const { agent, ground } = this.#o;
    const dial = meteredDial(this.#o.dial, ground.meters);
    const idle = () => void this.#closeIfIdle(address.http, trunk);
    const unheard = this.#unheard.get(address.http) ?? [];
    this.#unheard.delete(address.http);
    const trunk: Trunk =
      this.#trunks.get(address.http) ?? new Trunk({ address, agent, dial, ground, unheard, idle });
    this.#trunks.set(address.http, trunk);
    return trunk;
  }

  async #closeIfIdle(url: string, trunk: Trunk): Promise<void> {
    if (trunk.size > 0 || this.#trunks.get(url) !== trunk) return;
    this.#trunks.delete(url);
    const { unheard } = trunk;
    if (unheard.length > 0) this.#unheard.set(url, unheard);
    const closed = trunk.close();
    this.#closing.add(closed);
    await closed;
    this.#closing.delete(closed);
  }

  /** Resolves once no socket is left. May be called twice. */
  async close(): Promise<void> {
    const closed = [...this.#trunks.values()].map((trunk) => trunk.close());
    this.#trunks.clear();
    await Promise.all([...closed, ...this.#closing]);
  }
}
