/** What SQLite and the file system throw under the store, in plain words. */
import { ClientError } from "../errors.ts";

/** Result codes of SQLite (https://sqlite.org/rescode.html). SHMSIZE: the index of the WAL could not grow, which is
 *  how a full disk shows at opening. */
const SQLITE = {
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  CORRUPT: 11,
  FULL: 13,
  NOTADB: 26,
  IOERR_SHMSIZE: 4874,
};

interface Thrown {
  code?: string;
  errcode?: number;
  message: string;
}

const primaryOf = (error: unknown): number => ((error as Thrown).errcode ?? 0) & 0xff;

/** Somebody else holds the file. */
export const isBusy = (error: unknown): boolean => [SQLITE.BUSY, SQLITE.LOCKED].includes(primaryOf(error));

/** The file is no database, or not a whole one. */
export const isDamage = (error: unknown): boolean =>
  [SQLITE.CORRUPT, SQLITE.NOTADB].includes(primaryOf(error));

/** Runs `task`; what it throws becomes STORE. */
export function guarded<T>(task: () => T): T {
  try {
    return task();
  } catch (cause) {
    throw new ClientError("STORE", sentenceOf(cause), { cause });
  }
}

/** In plain words what a person can mend; else what was thrown. */
function sentenceOf(cause: unknown): string {
  const { code, errcode = 0, message } = cause as Thrown;
  const primary = errcode & 0xff;
  if (code === "ENOSPC" || primary === SQLITE.FULL || errcode === SQLITE.IOERR_SHMSIZE)
    return "The disk with the data folder is full.";
  if (code === "EROFS" || primary === SQLITE.READONLY) return "The data folder cannot be written to.";
  return `The data folder could not be used: ${message}`;
}
