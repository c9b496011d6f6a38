/** A room's place on the network's list: put there behind its members' backs, kept up to date, taken off. */
import { type Advertisement, advertise, type Listing as Entry } from "@partyline/discovery";
import type { Logger } from "./ports.ts";

export interface ListingOptions {
  /** What to tell the network now; undefined for a room that it is not told of. */
  entry(): Entry | undefined;
  interfaces: string[] | undefined;
  /** It is on the list under this name now. */
  listed(as: string): void;
  /** It is not on the list. */
  failed(error: unknown): void;
  logger: Logger;
}

export class Listing {
  readonly #o: ListingOptions;
  readonly #stopping = new AbortController();
  #advertisement: Advertisement | undefined;
  /** The name that `listed` was last told; undefined where the last try failed. */
  #told: string | undefined;
  /** What the network was last told; undefined where the last try failed. */
  #entry: Entry | undefined;
  /** One change after the other: a new name must not overtake the first announcement, which takes about a second. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: ListingOptions) {
    this.#o = options;
  }

  /** The name on the network's list; undefined while it is on none. */
  get name(): string | undefined {
    return this.#told;
  }

  /** Brings the list up to date, where it is not. Resolves when that is known to be done, or not to be possible;
   *  never rejects. */
  update(): Promise<void> {
    this.#work = this.#work.then(() => this.#update());
    return this.#work;
  }

  /** Takes the room off the list, at once where it is still being announced. May be called twice; never rejects. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#work;
    await this.#takeOff();
  }

  async #takeOff(): Promise<void> {
    const advertisement = this.#advertisement;
    this.#advertisement = undefined;
    this.#entry = undefined;
    this.#told = undefined;
    await advertisement?.stop().catch((error) => this.#o.logger("warn", String(error)));
  }

  async #update(): Promise<void> {
    const entry = this.#o.entry();
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    if (!entry) return this.#takeOff();
    if (this.#entry?.name === entry.name && this.#entry.password === entry.password) return;
    try {
      if (this.#advertisement)
        await this.#advertisement.update({ name: entry.name, password: entry.password });
      else this.#advertisement = await this.#advertise(entry, signal);
      this.#entry = entry;
      this.#tell(this.#advertisement.name);
    } catch (error) {
      if (signal.aborted) return;
      this.#entry = undefined;
      this.#told = undefined;
      this.#o.failed(error);
    }
  }

  #advertise(entry: Entry, signal: AbortSignal): Promise<Advertisement> {
    const { interfaces, logger } = this.#o;
    return advertise(entry, {
      ...(interfaces ? { interfaces: { include: interfaces } } : {}),
      signal,
      log: (line) => logger("debug", line),
      // Names that are tried before the first announcement are not on the list.
      onRenamed: (as) => this.#advertisement && this.#tell(as),
    });
  }

  #tell(as: string): void {
    if (as === this.#told || this.#stopping.signal.aborted) return;
    this.#told = as;
    this.#o.listed(as);
  }
}
