/** Writes files so that each is the old one or the new one, whatever happens in between. */
import { rename, writeFile } from "node:fs/promises";

export class Replacer {
  /** One file after the other: two that replace the same one must not share their draft. */
  #turn: Promise<void> = Promise.resolve();

  /** `text` is asked for when it is this file's turn. Errors: those of the file system. */
  replace(path: string, text: () => string | Promise<string>): Promise<void> {
    const written = this.#turn.then(async () => {
      await writeFile(`${path}.new`, await text(), { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
    this.#turn = written.catch(() => {});
    return written;
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.#turn;
  }
}
