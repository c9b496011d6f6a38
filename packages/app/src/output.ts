/** What goes to stdout: rows for people, or one JSON object a line for programs. Everything else is for stderr. */
import { once } from "node:events";
import type { Writable } from "node:stream";

export interface Output {
  /** Whether programs read it (--json). */
  readonly json: boolean;
  /** Writes one row for people, or one object for programs; waits while the reader is slow. A `human` of undefined
   *  writes nothing for people. Errors: EPIPE when the reader went away. */
  write(human: string | undefined, object: object | undefined): Promise<void>;
  /** Writes one line to stderr for whoever watches. */
  note(text: string): void;
}

/** An output on two streams. The last error of stdout is thrown by the next write. */
export function createOutput(stdout: Writable, stderr: Writable, json: boolean): Output {
  let broken: Error | undefined;
  stdout.on("error", (error) => {
    broken = error;
  });
  stderr.on("error", () => {});

  return {
    json,
    async write(human, object) {
      const line = json ? object && JSON.stringify(object) : human;
      if (broken) throw broken;
      if (line === undefined) return;
      if (stdout.write(`${line}\n`)) return;
      // `once` rejects on "error" itself, so a reader that goes away while we wait is noticed.
      await once(stdout, "drain");
    },
    note(text) {
      stderr.write(`${text}\n`);
    },
  };
}
