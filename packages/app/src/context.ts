/** What every command is handed: where it runs, who runs it, and how it tells and asks. */
import type { Store, Via } from "@partyline/client";
import type { Log } from "./log.ts";
import type { Output } from "./output.ts";
import type { Prompt } from "./prompt.ts";
import type { Directory } from "./resolve.ts";

export interface Context {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** The data folder, made on first use by `store`. */
  readonly home: string;
  /** --as. */
  readonly as: string | undefined;
  /** --password-file. */
  readonly passwordFile: string | undefined;
  readonly output: Output;
  readonly prompt: Prompt;
  readonly log: Log;
  readonly directory: Directory;
  /** --switchboard: switchboards to ask beside the network, "https://talk.example". */
  readonly switchboards: readonly string[];
  /** --via. */
  readonly via: Via | undefined;
  /** Aborted by Ctrl-C; its reason is the signal's name. */
  readonly interrupt: AbortSignal;
  /** The profile, pins and outboxes in the data folder. */
  store(): Promise<Store>;
}
