/** The thread that stores, one for all rooms of the device: SQLite waits for the disk here. */
import { parentPort } from "node:worker_threads";
import { LogError } from "../errors.ts";
import { LogDatabase } from "./database.ts";
import { asLogError } from "./failure.ts";
import { unpack } from "./pack.ts";
import type { Calls, Handle, Reply, Request } from "./rpc.ts";

const open = new Map<Handle, LogDatabase>();
let handles = 0;

function opened(handle: Handle): LogDatabase {
  const database = open.get(handle);
  if (database === undefined) throw new LogError("LOG_CLOSED");
  return database;
}

const calls: Calls = {
  open(dir, create, newLogId, pruned) {
    const database = LogDatabase.open(dir, { create, newLogId, pruned });
    handles += 1;
    open.set(handles, database);
    return { handle: handles, state: database.state, backup: database.backup };
  },
  append: (handle, entries, now) => opened(handle).append(entries.map(unpack), now),
  read: (handle, from, to, size) => opened(handle).read(from, to, size),
  before: (handle, seq, size) => opened(handle).before(seq, size),
  prune: (handle, keep) => opened(handle).prune(keep),
  close(handle) {
    const database = opened(handle);
    open.delete(handle);
    database.close();
  },
};

function answer({ id, name, args }: Request): Reply {
  try {
    const call = calls[name] as (...args: unknown[]) => unknown;
    return { id, ok: true, value: call(...args) };
  } catch (error) {
    const { code, detail, cause } = asLogError(error);
    return { id, ok: false, code, detail, cause };
  }
}

parentPort?.on("message", (request: Request) => parentPort?.postMessage(answer(request)));
