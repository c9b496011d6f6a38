import { openSync, writeSync } from "node:fs";
import type { Note } from "./words.ts";

/** Milliseconds since the machine started, the same for every program on it, whatever is done to the time of day. */
export const machineMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

/** Appends to a file. What was written is the kernel's: a kill loses at most the last line. */
export class Notes {
  readonly #fd: number;

  constructor(file: string) {
    this.#fd = openSync(file, "a");
    // A line that was cut off in an earlier life must not swallow the next.
    writeSync(this.#fd, "\n");
  }

  write(...notes: readonly Note[]): void {
    if (notes.length > 0) writeSync(this.#fd, notes.map((note) => `${JSON.stringify(note)}\n`).join(""));
  }
}
