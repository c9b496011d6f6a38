/** The log of a room: the port, and its two adapters. */
export { LogError, type LogErrorCode } from "./errors.ts";
export type * from "./log.ts";
export { memoryLog, openMemoryLogs } from "./memory/memory.ts";
export { openSqliteLogs } from "./sqlite/store.ts";
