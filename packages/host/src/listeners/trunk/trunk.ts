/** The way to one switchboard, for all rooms of this host that want it: one trunk at a time, dialled again as long as
 *  there are rooms. SPEC.md of relay, R8.4 and R8.5. */
import { backoff, limits, type SwitchboardAddress } from "@partyline/relay";
import {
  TRUNK_CLOSE_MS,
  TRUNK_NETWORK_MS,
  TRUNK_SILENT_MS,
  TRUNK_SLOW_MS,
  TRUNK_STABLE_MS,
} from "../../limits.ts";
import type { Burial } from "./burial.ts";
import type { Place, TrunkGround } from "./place.ts";
import { Session } from "./session.ts";
import type { DialTrunk } from "./socket.ts";
import { offline } from "./words.ts";

export interface TrunkOptions {
  address: SwitchboardAddress;
  agent: string;
  dial: DialTrunk;
  ground: TrunkGround;
  /** Rooms that are no more, of which an earlier trunk to the switchboard heard nothing. */
  unheard: readonly Burial[];
  /** Nothing is left to do. */
  idle(): void;
}

export class Trunk {
  readonly #o: TrunkOptions;
  readonly #places = new Set<Place>();
  /** Rooms that are no more, of which the switchboard is still to be told. */
  readonly #burials: Set<Burial>;
  /** All that have not ended; the last is the current one. */
  readonly #sessions = new Set<Session>();
  #current: Session | undefined;
  #dialedAt = 0;
  #readyAt: number | undefined;
  #attempt = 0;
  /** Trunks in a row that fell silent soon: on a slow road a page can be on its way for longer than a ping is waited for. */
  #silent = 0;
  #cancelDial: (() => void) | undefined;
  #closed: (() => void) | undefined;

  constructor(options: TrunkOptions) {
    this.#o = options;
    this.#burials = new Set(options.unheard.filter(({ over }) => !over));
  }

  /** Rooms that are no more, of which the switchboard has said nothing yet. */
  get unheard(): Burial[] {
    return [...this.#burials];
  }

  /** Rooms that want it, those that are no more too. */
  get size(): number {
    const wanted = [...this.#burials].filter((burial) => burial.wanted);
    return this.#places.size + wanted.length;
  }

  /** Clients that are connected by it. */
  get circuits(): number {
    return [...this.#sessions].reduce((sum, { circuits }) => sum + circuits, 0);
  }

  /** Brings a room as soon as there is a trunk, and on every later one. */
  attach(place: Place): void {
    this.#places.add(place);
    if (this.#current?.ready) this.#current.seat(place);
    else this.#dialIfIdle();
  }

  /** Takes a room off, and says that it is no more, now or as soon as there is a trunk. */
  bury(burial: Burial): void {
    for (const place of this.#places) if (place.room.id === burial.room) this.detach(place, true);
    this.#burials.add(burial);
    if (this.#current?.ready) this.#current.burials.send(burial);
    else this.#dialIfIdle();
    if (!this.#current) burial.rest();
  }

  /** Nothing is to be said of it any more. */
  exhume(burial: Burial): void {
    burial.cancel();
    this.#burials.delete(burial);
    if (this.size === 0) this.#o.idle();
  }

  /** Something that the directory shows of the room has changed. */
  changed(place: Place): void {
    this.#current?.relist(place);
  }

  /** Takes a room off; `release` frees its name at the directory. Its circuits are closed before. */
  detach(place: Place, release: boolean): void {
    this.#places.delete(place);
    for (const session of this.#sessions) session.unseat(place, release && session === this.#current);
  }

  /** Resolves once no socket is left. May be called twice. */
  async close(): Promise<void> {
    this.#cancelDial?.();
    this.#cancelDial = undefined;
    this.#places.clear();
    for (const burial of this.#burials) burial.rest();
    this.#burials.clear();
    if (this.#sessions.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#closed;
    this.#closed = () => {
      before?.();
      resolve();
    };
    const cancel = this.#o.ground.clock.after(TRUNK_CLOSE_MS, () => {
      for (const session of this.#sessions) session.terminate();
    });
    for (const session of this.#sessions) session.close();
    await promise;
    cancel();
  }

  #dialIfIdle(): void {
    if (!this.#current && !this.#cancelDial) this.#dial();
  }

  #dial(): void {
    this.#cancelDial = undefined;
    this.#readyAt = undefined;
    const { address, agent, dial, ground } = this.#o;
    this.#dialedAt = ground.clock.monotonic();
    const session: Session = new Session({
      patienceMs: Math.min(limits.PING_MS, TRUNK_SILENT_MS * 2 ** this.#silent),
      address,
      agent,
      dial,
      ground,
      ready: () => {
        this.#readyAt = ground.clock.monotonic();
        if (session !== this.#current) return;
        for (const place of this.#places) if (!place.displaced) session.seat(place);
        for (const burial of this.#burials) session.burials.send(burial);
        if (this.#places.size === 0) this.#closeOthers();
      },
      settled: () => {
        if (session === this.#current) this.#closeOthers();
      },
      again: (place) => {
        if (session === this.#current && this.#places.has(place)) session.seat(place);
      },
      buried: (burial, code) => {
        burial.settle(code);
        this.exhume(burial);
      },
      unheard: (burial) => {
        burial.wanted = false;
        burial.rest();
        if (this.size === 0) this.#o.idle();
      },
      goaway: (seconds) => this.#goaway(session, seconds),
      ended: (code, why) => this.#ended(session, code, why),
    });
    this.#sessions.add(session);
    this.#current = session;
  }

  /** The old trunk lives on until the rooms are on the new one, or until the switchboard ends it. */
  #goaway(session: Session, seconds: number): void {
    if (session !== this.#current) return;
    this.#current = undefined;
    this.#dialAfter(this.#o.ground.random() * seconds * 1_000);
  }

  #closeOthers(): void {
    for (const session of this.#sessions) if (session !== this.#current) session.close();
  }

  #ended(session: Session, code: string, why: string): void {
    this.#sessions.delete(session);
    for (const burial of this.#burials) burial.rest();
    if (session === this.#current) {
      this.#current = undefined;
      this.#again(code);
      this.#tell(code, why);
    } else if (!this.#current?.ready) this.#tell(code, why);
    if (this.#sessions.size === 0) this.#closed?.();
  }

  /** Full jitter, so that the hosts of a switchboard that was restarted do not come back as one crowd. */
  #again(code: string): void {
    const { clock, random } = this.#o.ground;
    const now = clock.monotonic();
    const isReady = this.#readyAt !== undefined;
    const lastedMs = now - (this.#readyAt ?? now);
    if (lastedMs >= TRUNK_STABLE_MS) this.#attempt = 0;
    if (isReady)
      this.#silent = code === "SILENT" && lastedMs < TRUNK_SLOW_MS ? Math.min(this.#silent + 1, 10) : 0;
    this.#dialAfter(backoff(this.#attempt++, random, isReady ? 0 : now - this.#dialedAt));
  }

  #dialAfter(ms: number): void {
    this.#wait(Math.floor(ms), this.#network());
  }

  /** Dials in `ms`, or at once where this device is on another network than `network` meanwhile. */
  #wait(ms: number, network: string): void {
    if (this.size === 0) return;
    this.#cancelDial?.();
    const step = Math.min(ms, TRUNK_NETWORK_MS);
    this.#cancelDial = this.#o.ground.clock.after(step, () => {
      const changed = this.#network() !== network;
      if (changed) this.#attempt = 0;
      if (changed || ms === step) this.#dial();
      else this.#wait(ms - step, network);
    });
  }

  /** Where this device is reached, as text. */
  #network(): string {
    const [place] = this.#places;
    return JSON.stringify(place?.room.addresses() ?? []);
  }

  #tell(code: string, why: string): void {
    const { authority } = this.#o.address;
    this.#o.ground.logger("info", "a switchboard is not reached", { at: authority, code, why });
    for (const place of this.#places) if (!place.displaced) place.stands(offline(authority, code, why));
  }
}
