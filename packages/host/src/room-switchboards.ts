/** The switchboards by which one room can be reached. */
import type { HeldPlace, PlacedRoom, SwitchboardStatus, Trunks } from "./listeners/trunk/index.ts";
import type { KeptWish } from "./switchboard-book.ts";

export interface RoomSwitchboardsOptions {
  trunks: Trunks;
  room: PlacedRoom;
  /** Whether it is joined by link only now: then it is never shown. */
  unlisted(): boolean;
  /** How the room stands with one of them has changed. */
  changed(status: SwitchboardStatus): void;
}

export class RoomSwitchboards {
  readonly #o: RoomSwitchboardsOptions;
  readonly #places = new Map<string, HeldPlace>();
  #wishes: readonly KeptWish[] = [];

  constructor(options: RoomSwitchboardsOptions) {
    this.#o = options;
  }

  /** In the order in which they were wished for. */
  get statuses(): SwitchboardStatus[] {
    return [...this.#places.values()].map(({ status }) => status);
  }

  /** What is wished, in the same order. */
  get wishes(): readonly KeptWish[] {
    return this.#wishes;
  }

  /** Uses these from now on, and no others; what is wished as before stays as it is. A switchboard that is not used any
   *  more frees the room's name. Error: BAD_URL. */
  async use(wishes: readonly KeptWish[]): Promise<void> {
    this.#wishes = wishes;
    const wanted = new Map(
      wishes.map((wish) => [wish.url, { ...wish, listed: wish.listed && !this.#o.unlisted() }]),
    );
    const leaving: Promise<void>[] = [];
    for (const [url, { wish, leave }] of this.#places) {
      if (same(wish, wanted.get(url))) continue;
      this.#places.delete(url);
      leaving.push(leave(!wanted.has(url)));
    }
    for (const [url, wish] of wanted) {
      if (this.#places.has(url)) continue;
      this.#places.set(url, this.#o.trunks.join(this.#o.room, wish, this.#o.changed));
    }
    await Promise.all(leaving);
  }

  /** Name, password or owner's name have changed. */
  update(): void {
    for (const { changed } of this.#places.values()) changed();
  }

  /** Gives up all of them; `release` frees the room's names. Its connections have ended before. */
  async leave(release: boolean): Promise<void> {
    const places = [...this.#places.values()];
    this.#places.clear();
    await Promise.all(places.map(({ leave }) => leave(release)));
  }
}

const same = (a: KeptWish, b: KeptWish | undefined): boolean =>
  a.url === b?.url && a.listed === b.listed && a.shareAddresses === b.shareAddresses;
