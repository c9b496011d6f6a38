/** What SQLite and the file system throw, as errors of the log. */
import { LogError, type LogErrorCode } from "../errors.ts";

/** Primary result codes (https://sqlite.org/rescode.html): the low byte of an extended one. */
const BY_RESULT: ReadonlyMap<number, LogErrorCode> = new Map([
  [8, "LOG_READ_ONLY"], // SQLITE_READONLY
  [11, "LOG_DAMAGED"], // SQLITE_CORRUPT
  [13, "LOG_FULL"], // SQLITE_FULL
  [26, "LOG_DAMAGED"], // SQLITE_NOTADB
]);

/** SQLITE_IOERR_SHMSIZE: the index of the WAL could not grow, which is how a full disk shows at opening. */
const IOERR_SHMSIZE = 4874;

const BY_SYSTEM: ReadonlyMap<unknown, LogErrorCode> = new Map([
  ["EROFS", "LOG_READ_ONLY"],
  ["EACCES", "LOG_READ_ONLY"],
  ["EPERM", "LOG_READ_ONLY"],
  ["ENOSPC", "LOG_FULL"],
  ["EDQUOT", "LOG_FULL"],
  // Node's, for an integer in the file beyond 2^53 - 1: we write none.
  ["ERR_OUT_OF_RANGE", "LOG_DAMAGED"],
]);

/** SQLITE_BUSY or SQLITE_LOCKED: someone else holds the file. */
export function isBusy(error: unknown): boolean {
  const result = resultOf(error);
  return result !== undefined && ((result & 0xff) === 5 || (result & 0xff) === 6);
}

function resultOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode : undefined;
}

/** Any failure below the log as a LogError, what was thrown kept as its cause. */
export function asLogError(error: unknown): LogError {
  if (error instanceof LogError) return error;
  const result = resultOf(error);
  const system = error instanceof Error && "code" in error ? error.code : undefined;
  const code =
    result === IOERR_SHMSIZE
      ? "LOG_FULL"
      : ((result === undefined ? BY_SYSTEM.get(system) : BY_RESULT.get(result & 0xff)) ?? "LOG_FAILED");
  return new LogError(code, code === "LOG_FAILED" ? detailOf(error, result) : undefined, { cause: error });
}

function detailOf(error: unknown, result: number | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return result === undefined ? message : `${message}, SQLite result ${result}`;
}
