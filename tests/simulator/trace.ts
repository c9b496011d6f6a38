/** What happened in a run, in order: always as a hash, and as lines where a person is to read them. */
import { createHash } from "node:crypto";

/** Bytes that are hashed at once. */
const BLOCK = 64 * 1024;
/** The time of a line, and how long it is: a double and a u32. */
const HEAD = 12;

export class Trace {
  readonly #hash = createHash("sha256");
  readonly #block = Buffer.allocUnsafe(BLOCK);
  #used = 0;
  readonly lines: string[] | undefined;

  constructor(keepsLines: boolean) {
    this.lines = keepsLines ? [] : undefined;
  }

  /** Something at `now`, with the bytes that it was about. */
  add(now: number, line: string, bytes?: Uint8Array): void {
    this.lines?.push(`${now.toFixed(3)} ${line}\n`);
    // Three bytes of UTF-8 at most for each unit of UTF-16.
    const most = HEAD + line.length * 3;
    if (this.#used + most > BLOCK) this.#flush();
    if (most > BLOCK) this.#hash.update(`${now} ${line}\n`);
    else {
      const at = this.#used;
      const length = this.#block.write(line, at + HEAD);
      this.#block.writeDoubleLE(now, at);
      this.#block.writeUInt32LE(length, at + 8);
      this.#used = at + HEAD + length;
    }
    if (bytes) this.#take(bytes);
  }

  /** The hash of it all, as hex digits. Nothing can be added any more. */
  end(): string {
    this.#flush();
    return this.#hash.digest("hex");
  }

  #take(bytes: Uint8Array): void {
    if (this.#used + bytes.length > BLOCK) this.#flush();
    if (bytes.length > BLOCK) this.#hash.update(bytes);
    else {
      this.#block.set(bytes, this.#used);
      this.#used += bytes.length;
    }
  }

  #flush(): void {
    this.#hash.update(this.#block.subarray(0, this.#used));
    this.#used = 0;
  }
}
