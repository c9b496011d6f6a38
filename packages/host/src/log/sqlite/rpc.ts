/** What the event loop and the thread that stores say to each other. */
import type { LogErrorCode } from "../errors.ts";
import type { Keep, LogState, Outcome, PageSize, StoredEvent } from "../log.ts";
import type { PackedEntry } from "./pack.ts";

/** Names one open log on the other side. */
export type Handle = number;

/** What the thread can be asked; a call it answers with an error has changed nothing. */
export interface Calls {
  open(
    dir: string,
    create: boolean,
    newLogId: string,
    pruned: number,
  ): { handle: Handle; state: LogState; backup: string | undefined };
  append(handle: Handle, entries: readonly PackedEntry[], now: number): Outcome[];
  read(handle: Handle, from: number, to: number, size: PageSize): StoredEvent[];
  before(handle: Handle, seq: number, size: PageSize): StoredEvent[];
  /** One step; see `LogDatabase.prune`. */
  prune(handle: Handle, keep: Keep): { first: number; more: boolean };
  close(handle: Handle): void;
}

export type CallName = keyof Calls;

/** One call; answered by the reply with the same `id`, and in the order of the calls. */
export type Request = {
  [Name in CallName]: { id: number; name: Name; args: Parameters<Calls[Name]> };
}[CallName];

export type Reply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; code: LogErrorCode; detail: string | undefined; cause: unknown };
