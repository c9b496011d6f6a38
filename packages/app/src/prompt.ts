/** Asks the person at the terminal. */

import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ReadStream } from "node:tty";
import { interrupted } from "./errors.ts";

export interface Prompt {
  /** Whether somebody can be asked. */
  possible(): Promise<boolean>;
  /** The answer to a question, trimmed of nothing; undefined where the person ended the input (Ctrl-D). A hidden one
   *  does not show what is typed. Errors: INTERRUPTED on Ctrl-C. */
  ask(question: string, options?: { hidden?: boolean }): Promise<string | undefined>;
}

/** The terminal itself, for when stdin is a pipe: `cat file | partyline send ROOM` can still be asked for a name. */
async function controllingTerminal(): Promise<ReadStream | undefined> {
  try {
    const file = await open("/dev/tty", "r");
    return new ReadStream(file.fd);
  } catch {
    return undefined;
  }
}

/** A prompt on stdin where it is a terminal, else on the terminal that the program was started from, if it shows
 *  stderr. Questions go to stderr, so that they never mix with output. */
export function createPrompt(stdin: NodeJS.ReadStream, stderr: NodeJS.WriteStream): Prompt {
  const inputFor = async (): Promise<NodeJS.ReadStream | undefined> =>
    stdin.isTTY ? stdin : stderr.isTTY ? controllingTerminal() : undefined;

  return {
    async possible() {
      const input = await inputFor();
      if (input && input !== stdin) input.destroy();
      return input !== undefined;
    },
    async ask(question, { hidden = false } = {}) {
      const input = await inputFor();
      if (!input) return undefined;
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      const reader = createInterface({ input, output: hidden ? nowhere : stderr, terminal: true });
      if (hidden) stderr.write(question);
      try {
        return await new Promise<string | undefined>((resolve, reject) => {
          reader.on("SIGINT", () => reject(interrupted()));
          reader.on("close", () => resolve(undefined));
          reader.question(hidden ? "" : question, resolve);
        });
      } finally {
        reader.close();
        if (hidden) stderr.write("\n");
        if (input !== stdin) input.destroy();
      }
    },
  };
}
