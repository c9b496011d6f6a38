/** Hands events to listeners at once and to readers at their own pace. */
import type { ClientEvent } from "./events.ts";
import { UNREAD_EVENTS } from "./limits.ts";

/** How much of a reader's bound an event takes. */
const weightOf = (event: ClientEvent): number => (event.kind === "events" ? event.events.length : 1);

class Reader implements AsyncIterableIterator<ClientEvent> {
  readonly #queue: ClientEvent[] = [];
  readonly #drained: (reader: Reader) => void;
  readonly #left: (reader: Reader) => void;
  #waiting: ((result: IteratorResult<ClientEvent>) => void)[] = [];
  #over = false;
  unread = 0;

  constructor(drained: (reader: Reader) => void, left: (reader: Reader) => void) {
    this.#drained = drained;
    this.#left = left;
  }

  push(event: ClientEvent): void {
    const waiting = this.#waiting.shift();
    if (waiting) {
      waiting({ done: false, value: event });
      return;
    }
    // Signals pass; who does not look misses them.
    if (event.kind === "signal" && this.unread >= UNREAD_EVENTS) return;
    this.#queue.push(event);
    this.unread += weightOf(event);
  }

  end(): void {
    this.#over = true;
    for (const waiting of this.#waiting.splice(0)) waiting({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<ClientEvent>> {
    const event = this.#queue.shift();
    if (event) {
      this.unread -= weightOf(event);
      this.#drained(this);
      return Promise.resolve({ done: false, value: event });
    }
    if (this.#over) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<ClientEvent>> {
    this.#queue.length = 0;
    this.unread = 0;
    this.end();
    this.#left(this);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

export class EventHub {
  readonly #listeners = new Set<(event: ClientEvent) => void>();
  readonly #readers = new Set<Reader>();
  readonly #drained: () => void;

  /** `drained` is called when readers have room again after `ready` was false. */
  constructor(drained: () => void) {
    this.#drained = drained;
  }

  /** Whether every reader has room for more events. */
  get ready(): boolean {
    for (const reader of this.#readers) if (reader.unread >= UNREAD_EVENTS) return false;
    return true;
  }

  on(listener: (event: ClientEvent) => void): () => void {
    // A wrapper of its own, so that one function added twice is also removed twice.
    const own = (event: ClientEvent) => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  read(): AsyncIterableIterator<ClientEvent> {
    const room = (reader: Reader) => {
      if (reader.unread < UNREAD_EVENTS) this.#drained();
    };
    const reader = new Reader(room, (left) => {
      this.#readers.delete(left);
      this.#drained();
    });
    this.#readers.add(reader);
    return reader;
  }

  emit(event: ClientEvent): void {
    for (const reader of this.#readers) reader.push(event);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // The listener's own fault must not stop the delivery to others, and must not be hidden either.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** Readers end once they have read what is there. */
  end(): void {
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }
}
