/** What the contract's tests share. */
import type { Log, LogStore, LogStoreOptions, Outcome } from "../../../src/log/index.ts";

export interface Room {
  store: LogStore;
  dir: string;
  log: Log;
  /** Closes the log and opens it again. */
  reopened(): Promise<Log>;
}

/** A new room in a folder of its own, closed after the test. Without `store` in the one that all tests use. */
export type OpenRoom = (options?: LogStoreOptions, store?: LogStore) => Promise<Room>;

export const storedFrom = (first: number, count: number): Outcome[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "stored", seq: first + index }));
