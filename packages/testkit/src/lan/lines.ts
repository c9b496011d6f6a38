import type { Readable } from "node:stream";
import { LanError } from "./errors.ts";

/** How long {@link LineReader.waitFor} waits when the test does not say, in ms. */
export const DEFAULT_LINE_DEADLINE = 30_000;

interface Waiter {
  matches: (line: string) => boolean;
  found: (line: string) => void;
  failed: (why: string) => void;
}

/** A process's output, line by line; a line that was already written can still be waited for. */
export class LineReader {
  /** All complete lines so far, oldest first, without their line ends. */
  readonly lines: string[] = [];
  readonly #label: string;
  readonly #waiters = new Set<Waiter>();
  #partial = "";
  #ended = false;

  constructor(stream: Readable, label: string) {
    this.#label = label;
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => this.#take(text));
    stream.on("close", () => this.#end());
  }

  /**
   * The first line, past or to come, that matches.
   * @param from index into {@link lines} at which to begin, to wait for the next of a kind; default 0.
   * @param deadline in ms, default {@link DEFAULT_LINE_DEADLINE}.
   * @throws LanError NO_SUCH_LINE with the lines that did come.
   */
  waitFor(
    matches: (line: string) => boolean,
    options: { from?: number; deadline?: number; what?: string } = {},
  ): Promise<string> {
    const past = this.lines.slice(options.from ?? 0).find(matches);
    if (past !== undefined) return Promise.resolve(past);
    if (this.#ended) return Promise.reject(this.#missing("the output ended", options.what));
    const deadline = options.deadline ?? DEFAULT_LINE_DEADLINE;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        matches,
        found: (line) => {
          settle();
          resolve(line);
        },
        failed: (why) => {
          settle();
          reject(this.#missing(why, options.what));
        },
      };
      const timer = setTimeout(() => waiter.failed(`not within ${deadline} ms`), deadline);
      this.#waiters.add(waiter);
    });
  }

  #take(text: string): void {
    const parts = (this.#partial + text).split("\n");
    this.#partial = parts.pop() ?? "";
    for (const line of parts) {
      this.lines.push(line);
      for (const waiter of [...this.#waiters]) if (waiter.matches(line)) waiter.found(line);
    }
  }

  #end(): void {
    if (this.#partial !== "") this.#take("\n");
    this.#ended = true;
    for (const waiter of [...this.#waiters]) waiter.failed("the output ended");
  }

  #missing(why: string, what = "the line"): LanError {
    const tail = this.lines.slice(-20).join("\n  ");
    return new LanError("NO_SUCH_LINE", `${this.#label}: ${what} did not come: ${why}. It said:\n  ${tail}`);
  }
}
