/** Messages that the outbox has and the store perhaps not yet. A page may be reloaded in the millisecond between, so
 *  they are noted where a page can write at once. */

/** Texts by client id. */
export interface UnwrittenShelf {
  unwritten(client: string): string | undefined;
  setUnwritten(client: string, value: string | undefined): void;
}

interface Note {
  /** The number that it was given; the store counts on once it has it. */
  readonly n: number;
  readonly text: string;
}

export class Unwritten {
  readonly #shelf: UnwrittenShelf;
  #client: string | undefined;
  readonly #notes = new Map<number, Note>();

  constructor(shelf: UnwrittenShelf) {
    this.#shelf = shelf;
  }

  /** A session is open whose next number is `nextN`. Gives what an earlier page noted under its client id and never
   *  wrote, in order; what has a lower number was written. It stays noted until `forget`. */
  open(client: string, nextN: number): string[] {
    const lost = notesOf(this.#shelf.unwritten(client)).filter(({ n }) => n >= nextN);
    this.#client = client;
    this.#notes.clear();
    return lost.map(({ text }) => text);
  }

  /** The outbox has this message. */
  add(key: number, n: number, text: string): void {
    this.#notes.set(key, { n, text });
    this.#keep();
  }

  /** The store has the messages of these keys. */
  written(keys: Iterable<number>): void {
    const before = this.#notes.size;
    for (const key of keys) this.#notes.delete(key);
    if (this.#notes.size !== before) this.#keep();
  }

  /** They are written, or somebody else answers for them. */
  forget(): void {
    this.#notes.clear();
    this.#keep();
  }

  #keep(): void {
    if (this.#client === undefined) return;
    const notes = [...this.#notes.values()];
    this.#shelf.setUnwritten(this.#client, notes.length === 0 ? undefined : JSON.stringify(notes));
  }
}

function notesOf(kept: string | undefined): Note[] {
  try {
    const notes: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(notes) ? notes.filter(isNote) : [];
  } catch {
    return [];
  }
}

const isNote = (value: unknown): value is Note =>
  typeof value === "object" &&
  value !== null &&
  "n" in value &&
  typeof value.n === "number" &&
  "text" in value &&
  typeof value.text === "string";
