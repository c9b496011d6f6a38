/** The log of a room: the port, its two adapters, and what looks after a log on disk. */
export { LogError, type LogErrorCode } from "./errors.ts";
export { Holes, rangesInWords, type SeqRange } from "./holes.ts";
export type * from "./log.ts";
export { memoryLog, openMemoryLogs } from "./memory/memory.ts";
export { LogReader } from "./sqlite/reader.ts";
export { LogSalvage, type SalvagedEvent } from "./sqlite/salvage.ts";
export { openSqliteLogs } from "./sqlite/store.ts";
export { type LogCheck, type LogReport, verifyLog } from "./verify.ts";
