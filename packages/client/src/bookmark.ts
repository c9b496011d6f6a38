/** Where a copy of a log ends, and its newest events: kept in the store, a little later than it moves. */
import type { Clock, RoomEvent } from "@partyline/protocol";
import { REMEMBERED_EVENTS, SAVE_MS } from "./limits.ts";
import type { Position, Session } from "./ports/store.ts";

export class Bookmark {
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #trouble: (error: unknown) => void;
  #position: Position | undefined;
  #newest: RoomEvent | undefined;
  #unsaved: RoomEvent[] = [];
  #savesFresh = false;
  #dirty = false;
  #cancelSave: (() => void) | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** `newest` is the event where a copy ends that goes on from an earlier life, where it is remembered. */
  constructor(
    session: Session,
    clock: Clock,
    newest: RoomEvent | undefined,
    trouble: (error: unknown) => void,
  ) {
    this.#session = session;
    this.#clock = clock;
    this.#newest = newest;
    this.#trouble = trouble;
  }

  /** What was applied last, over all connections; undefined before the first. */
  get position(): Position | undefined {
    return this.#position;
  }

  /** The event where the copy ends, where it is known: by it a log is told from one that parted from it. */
  get newest(): RoomEvent | undefined {
    return this.#newest;
  }

  /** The copy goes on to `position`, by these events. */
  note(position: Position, events: readonly RoomEvent[]): void {
    const newest = events.at(-1) ?? this.#newest;
    this.#position = position;
    this.#newest = newest?.seq === position.seq ? newest : undefined;
    this.#dirty = true;
    this.#unsaved = [...this.#unsaved, ...events].slice(-REMEMBERED_EVENTS);
    this.#cancelSave ??= this.#clock.after(SAVE_MS, () => this.#save());
  }

  /** What is kept is of a log that is no more. */
  forget(): void {
    this.#newest = undefined;
    this.#unsaved = [];
    this.#savesFresh = true;
  }

  /** Saves what is not saved, and resolves when that is done. */
  close(): Promise<void> {
    this.#cancelSave?.();
    this.#save();
    return this.#saving;
  }

  #save(): void {
    this.#cancelSave = undefined;
    this.#saving = this.#saving.then(() => this.#write());
  }

  /** Saves what there is by now. What could not be saved goes with the next. */
  async #write(): Promise<void> {
    const position = this.#position;
    if (!position || !this.#dirty) return;
    const [events, fresh] = [this.#unsaved, this.#savesFresh];
    this.#dirty = this.#savesFresh = false;
    this.#unsaved = [];
    try {
      await this.#session.saveLast(position, events, fresh);
    } catch (error) {
      this.#dirty = true;
      // Behind a reset these would be of a log that is no more.
      if (!this.#savesFresh) {
        this.#savesFresh = fresh;
        this.#unsaved = [...events, ...this.#unsaved].slice(-REMEMBERED_EVENTS);
      }
      this.#trouble(error);
    }
  }
}
