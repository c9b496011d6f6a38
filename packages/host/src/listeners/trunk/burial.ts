/** A room that is no more, for one switchboard. SPEC.md of relay, R3.14. */

/** What is wished. */
export interface BurialWish {
  readonly room: string;
  /** The switchboard's address. */
  readonly url: string;
  /** The whole TOMBSTONE frame. */
  readonly frame: Uint8Array;
  /** The switchboard has said its last word: that it keeps it, or with a code why it never will. Told once. */
  settled(code: string | undefined): void;
}

export class Burial {
  readonly room: string;
  readonly frame: Uint8Array;
  readonly #settled: (code: string | undefined) => void;
  readonly #said = Promise.withResolvers<void>();
  /** Whether a trunk is kept for it alone. */
  wanted = true;
  #over = false;

  constructor({ room, frame, settled }: BurialWish) {
    this.room = room;
    this.frame = frame;
    this.#settled = settled;
  }

  /** Resolves when it is settled, or nothing is to be heard of it soon. */
  get said(): Promise<void> {
    return this.#said.promise;
  }

  /** Whether nobody wants to know any more. */
  get over(): boolean {
    return this.#over;
  }

  settle(code: string | undefined): void {
    this.cancel();
    this.#settled(code);
  }

  cancel(): void {
    this.#over = true;
    this.rest();
  }

  /** Nothing is to be heard of it soon. */
  rest(): void {
    this.#said.resolve();
  }
}
